/**
 * Runs a regular expression that is not proved safe, under a deadline. V8's matcher can be interrupted while it backtracks,
 * which `vm`'s timeout does; a call costs some 90 microseconds, so only such patterns run here.
 */

import { type Context, createContext, Script } from "node:vm";

/** What one rule may spend on one file, in milliseconds. */
export const DEADLINE_MS = 1000;

/** Thrown to the detector, which ends the rule for this file and lists a failure. */
export class RuleTimeout extends Error {
  readonly ruleId: string;

  constructor(ruleId: string) {
    super(`rule ${ruleId} ran longer than ${DEADLINE_MS} ms`);
    this.name = "RuleTimeout";
    this.ruleId = ruleId;
  }
}

let script: Script | undefined;
let context: Context | undefined;

/** @throws RuleTimeout */
export function execUnderDeadline(ruleId: string, expression: RegExp, text: string): RegExpExecArray | null {
  script ??= new Script("expression.exec(text)");
  context ??= createContext(Object.create(null));
  context["expression"] = expression;
  context["text"] = text;
  try {
    return script.runInContext(context, { timeout: DEADLINE_MS }) as RegExpExecArray | null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT") throw new RuleTimeout(ruleId);
    throw error;
  } finally {
    context["text"] = "";
  }
}
