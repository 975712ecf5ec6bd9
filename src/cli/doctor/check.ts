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

/** What is as it should be. */
export function ok(id: string, detail: string): CheckResult {
  return { id, status: "ok", detail };
}

/** What could be better: told, and no reason to fail. */
export function advice(id: string, detail: string, remedy: string): CheckResult {
  return { id, status: "advice", detail, remedy };
}

/** What lets secrets through: `doctor` exits 1. */
export function wrong(id: string, detail: string, remedy: string): CheckResult {
  return { id, status: "wrong", detail, remedy };
}
