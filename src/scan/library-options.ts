/**
 * The options of the library, and the check of what a caller gave: JavaScript passes anything, and an option that is misspelt would be a
 * scan of something else than was meant.
 */

import { didYouMean } from "../allow/nearest.js";
import { SecretScanError } from "../model/error.js";
import { CONFIDENCES, type Confidence } from "../model/secret-type.js";

export interface ScanOptions {
  /** Folder that paths are relative to. @default the process' own */
  readonly cwd?: string | undefined;
  /** Files, folders or globs. @default all of `cwd` */
  readonly paths?: readonly string[] | undefined;
  /** Least confidence of a finding. @default "medium" */
  readonly minConfidence?: Confidence | undefined;
  /** Read what git ignores, too. @default false */
  readonly includeIgnored?: boolean | undefined;
  /** Worker threads, 1 to 256. @default one a core */
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told what is no failure but may not be what was meant: a path that holds no file that may be read. @default nobody */
  readonly onWarning?: ((warning: string) => void) | undefined;
}

const MAX_THREADS = 256;

type Check = readonly [is: (value: unknown) => boolean, what: string];

const CHECKS: Readonly<Record<keyof ScanOptions, Check>> = {
  cwd: [isText, "a folder's path"],
  paths: [(value) => Array.isArray(value) && value.every(isText), "a list of paths"],
  minConfidence: [(value) => CONFIDENCES.some((name) => name === value), `one of ${CONFIDENCES.join(", ")}`],
  includeIgnored: [(value) => typeof value === "boolean", "true or false"],
  threads: [
    (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MAX_THREADS,
    `a whole number from 1 to ${MAX_THREADS}`,
  ],
  signal: [(value) => value instanceof AbortSignal, "an AbortSignal"],
  onWarning: [(value) => typeof value === "function", "a function"],
};

/** @throws SecretScanError for an option that there is not, or a value that it cannot have; one that is undefined was not given */
export function checkOptions(options: ScanOptions): void {
  if (typeof options !== "object" || options === null) throw refused("the options of scan() are an object", "");
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(CHECKS, name)) {
      const names = Object.keys(CHECKS);
      throw refused(`unknown option "${name}" of scan()`, didYouMean(name, names, `There are ${names.join(", ")}.`));
    }
    const [is, what] = CHECKS[name as keyof ScanOptions];
    if (value !== undefined && !is(value)) throw refused(`option "${name}" of scan() is not ${what}`, "");
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && !value.includes("\0");
}

function refused(message: string, remedy: string): SecretScanError {
  return new SecretScanError("usage", message, {}, remedy);
}
