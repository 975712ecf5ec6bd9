/**
 * From the bytes of a path, as the file system or git gives them, to the path that a report shows.
 *
 * Owns the encoding only; what a path is relative to is decided where files are listed.
 */

import type { ReportPath } from "../model/location.js";

const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const PERCENT = 0x25;

/**
 * The path as text, with `/` between its parts. Bytes that are not UTF-8 cannot be text: then every byte above ASCII, and `%`, is
 * percent-encoded and the path is marked, so that two different files never have the same name in a report.
 *
 * @param bytes path without a NUL, relative to the root of the scan
 */
export function reportPath(bytes: Uint8Array): ReportPath {
  try {
    return { path: strictUtf8.decode(bytes) };
  } catch {
    let path = "";
    for (const byte of bytes) {
      path +=
        byte >= 0x80 || byte === PERCENT ? `%${byte.toString(16).toUpperCase().padStart(2, "0")}` : String.fromCharCode(byte);
    }
    return { path, pathEncoded: true };
  }
}

/** The bytes of a path that is held as a latin1 string, one character a byte. */
export function pathBytes(latin1: string): Buffer {
  return Buffer.from(latin1, "latin1");
}

/** A path given as text (by the user, by Node) as a latin1 string of its UTF-8 bytes, which is how listings hold paths. */
export function latin1Path(path: string): string {
  return Buffer.from(path).toString("latin1");
}

/** A listing's latin1 path as reports show it: what globs are held against. */
export function shownPath(latin1: string): string {
  return reportPath(pathBytes(latin1)).path;
}

/** What a listing's latin1 path reads as in UTF-8; bytes in no encoding become U+FFFD. For finding files and for messages only. */
export function utf8Path(latin1: string): string {
  return Buffer.from(latin1, "latin1").toString("utf8");
}
