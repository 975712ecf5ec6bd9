/**
 * Reading a file of exceptions whole or not at all: a folder in its place, bytes that are no UTF-8 or a half-merged file is an error.
 *
 * The file is read at once: the first asynchronous look at the file system starts four threads and waits for one of them, which in a
 * short run takes longer than all files of exceptions do.
 */

import { lstatSync, readFileSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import { SecretScanError } from "../model/error.js";

/** A baseline of half a million findings is shorter; a hostile file must not be held, let alone taken apart. */
const MOST_BYTES = 64 << 20;

/**
 * The text with its byte order mark; undefined when there is no such file.
 *
 * @param path where it is, `file` how errors name it
 * @param within the repository's root, for a file that nobody named: a link in its place must not lead out, since what errors quote
 *   of a file would then be someone else's
 * @throws SecretScanError `usage` when it is no regular file, too large, may not be read, or is not UTF-8
 */
export async function readExceptionFile(path: string, file: string, within?: string): Promise<string | undefined> {
  let bytes: Buffer;
  try {
    if (within !== undefined && lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink())
      refuseForeignTarget(path, file, within);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return undefined;
    if (!found.isFile()) {
      const what = found.isDirectory() ? "a directory" : "no regular file";
      throw new SecretScanError("usage", `this is ${what}`, { file }, "A text file is expected here: remove or rename it");
    }
    refuseHuge(found.size, file);
    bytes = readFileSync(path);
  } catch (cause) {
    if (cause instanceof SecretScanError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new SecretScanError("usage", `cannot be read (${code})`, { file }, "Make it readable, or remove it", { cause });
  }
  return decodeExceptionFile(bytes, file);
}

function refuseForeignTarget(path: string, file: string, within: string): void {
  const root = realpathSync(within);
  const target = targetOf(path);
  if (target?.startsWith(root.endsWith(sep) ? root : root + sep)) return;
  const why = target === undefined ? "a symbolic link that leads nowhere" : "a symbolic link that leads out of the repository";
  throw new SecretScanError("usage", `this is ${why}`, { file }, "A text file is expected here: remove or rename it");
}

/** Undefined for a link that leads nowhere. */
function targetOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

function refuseHuge(bytes: number, file: string): void {
  if (bytes <= MOST_BYTES) return;
  throw new SecretScanError("usage", `the file is larger than ${MOST_BYTES >> 20} MiB`, { file }, "Shorten it");
}

/** UTF-8 bytes, as from a git blob, to text; the byte order mark stays. */
export function decodeExceptionFile(bytes: Uint8Array, file: string): string {
  refuseHuge(bytes.length, file);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new SecretScanError("usage", "the file is not UTF-8", { file }, "Save it as UTF-8", { cause });
  }
}

/** @throws SecretScanError `usage` at the first line of an unfinished merge */
export function refuseConflictMarkers(text: string, file: string): void {
  if (!["<<<<<<<", ">>>>>>>", "=======", "|||||||"].some((marker) => text.includes(marker))) return;
  const marker = /^(?:<{7}|>{7}|\|{7}|={7})(?: .*)?\r?$/m.exec(text);
  if (marker === null) return;
  const line = text.slice(0, marker.index).split("\n").length;
  throw new SecretScanError("usage", "an unfinished merge", { file, line, column: 1 }, "Resolve the conflict, then run again");
}
