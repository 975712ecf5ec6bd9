/**
 * The place that `PATH:LINE` or `PATH:LINE:COLUMN` names. A file's own name may end in `:3`, so what is there decides.
 */

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { encodedFile } from "../../sources/encoded-path.js";

export interface NamedPlace {
  /** As typed. */
  readonly file: string;
  /** 1-based, as `column`. */
  readonly line: number;
  readonly column?: number;
}

/**
 * @returns undefined for a text of another form
 * @throws SecretScanError `usage` where no such file is there, or what is there is none: a FIFO would be waited for
 */
export function placeOf(subject: string, cwd: string): NamedPlace | undefined {
  const short = /^(.+):(\d+)$/s.exec(subject);
  if (short === null) return undefined;
  const [, file = "", last = ""] = short;
  const long = /^(.+):(\d+)$/s.exec(file);
  const asLine = { file, line: Number(last) };
  const fault = faultOf(file, cwd);
  if (fault === undefined) return asLine;
  const [, path = "", line = ""] = long ?? [];
  if (long !== null && faultOf(path, cwd) === undefined) return { file: path, line: Number(line), column: Number(last) };
  throw new SecretScanError("usage", fault, { file: long === null ? file : path }, "Check the path");
}

function faultOf(file: string, cwd: string): string | undefined {
  try {
    const stats = statSync(resolve(cwd, file));
    if (stats.isFile()) return undefined;
    return stats.isDirectory() ? "is a folder" : "is no file";
  } catch (cause) {
    if (encodedFile(file, cwd) !== undefined) return undefined;
    return `cannot be read (${(cause as NodeJS.ErrnoException).code ?? "unknown error"})`;
  }
}
