/**
 * What `init` wrote in this clone and what stood there before, so that `init --undo` brings every byte and mode back.
 *
 * In the git folder, and safe to delete: without it, and for a file that was changed since, only our own lines are taken out.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** One file as it was. */
export interface Former {
  /** Base64; null: there was none. */
  readonly before: string | null;
  /** Permissions; null where there was no file. */
  readonly mode: number | null;
  /** SHA-256 of what was written, in hex. */
  readonly after: string;
}

export type Written = ReadonlyMap<string, Former>;

/** @param file absolute */
export function readWritten(file: string): Written {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return new Map(Object.entries(value as Record<string, Former>).filter(([, former]) => isFormer(former)));
  } catch {
    return new Map();
  }
}

/** Adds what was written now. What one run wrote upon another's goes back to what was there before both. */
export function rememberWritten(file: string, written: Written): void {
  const known = readWritten(file);
  const merged = new Map(known);
  for (const [path, former] of written) {
    const earlier = known.get(path);
    const isOurs =
      earlier !== undefined && former.before !== null && digestOf(Buffer.from(former.before, "base64")) === earlier.after;
    merged.set(path, isOurs ? { ...earlier, after: former.after } : former);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(Object.fromEntries(merged))}\n`, { mode: 0o600 });
}

/** After an undo there is nothing left to go by. */
export function forgetWritten(file: string): void {
  rmSync(file, { force: true });
}

/** By which a file is known for unchanged since. */
export function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function isFormer(value: Partial<Former> | null): boolean {
  return (
    typeof value?.after === "string" &&
    (value.before === null || typeof value.before === "string") &&
    (value.mode === null || typeof value.mode === "number")
  );
}
