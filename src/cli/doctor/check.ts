/**
 * What `doctor` finds: one result a question, with a remedy where something is wrong.
 */

export interface CheckResult {
  /** Short name, the same in every version: `hook`, `env-tracked` … */
  readonly id: string;
  /** `wrong` makes the whole fail; `advice` does not. */
  readonly status: "ok" | "advice" | "wrong";
  readonly detail: string;
  /** What to do, on one line; of all but `ok`. */
  readonly remedy?: string;
}

export function ok(id: string, detail: string): CheckResult {
  return { id, status: "ok", detail };
}

export function advice(id: string, detail: string, remedy: string): CheckResult {
  return { id, status: "advice", detail, remedy };
}

export function wrong(id: string, detail: string, remedy: string): CheckResult {
  return { id, status: "wrong", detail, remedy };
}
