/**
 * The way back from a report's percent-encoded path to the bytes it stands for, so that what a report names can be named again.
 *
 * No terminal or shell can hand over a name that is not UTF-8 as text: its percent-encoded form is the only one that can be typed.
 */

import { isUtf8 } from "node:buffer";
import { lstatSync } from "node:fs";
import { relative, resolve } from "node:path";

/** The bytes that such a path stands for; undefined for one that is an ordinary name: `100%25.txt` is UTF-8 when decoded. */
export function encodedPathBytes(path: string): Buffer | undefined {
  const bytes = Buffer.from(path);
  const decoded = Buffer.alloc(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const digits = bytes[at] === PERCENT ? /^[0-9A-Fa-f]{2}$/.exec(bytes.toString("latin1", at + 1, at + 3)) : null;
    decoded[length++] = digits === null ? bytes[at]! : Number.parseInt(digits[0], 16);
    if (digits !== null) at += 2;
  }
  const result = decoded.subarray(0, length);
  return isUtf8(result) || result.includes(0) ? undefined : result;
}

const PERCENT = 0x25;

/** A file whose name is not UTF-8, as `fs` takes it and as a report names it. */
export interface EncodedFile {
  /** Relative to the folder. */
  readonly bytes: Buffer;
  readonly absolute: Buffer;
}

/**
 * The file that a percent-encoded path names; undefined where none is there.
 *
 * @param named relative to `folder`, or absolute
 * @param folder absolute
 */
export function encodedFile(named: string, folder: string): EncodedFile | undefined {
  const bytes = encodedPathBytes(relative(folder, resolve(folder, named)));
  if (bytes === undefined) return undefined;
  const absolute = Buffer.concat([Buffer.from(`${folder}/`), bytes]);
  try {
    return lstatSync(absolute).isDirectory() ? undefined : { bytes, absolute };
  } catch {
    // nothing is there, or nothing that may be looked at: the path as it was typed is what gets the message
    return undefined;
  }
}
