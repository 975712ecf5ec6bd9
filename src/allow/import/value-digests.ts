/**
 * Digests of a secret, as other scanners write them into their files in place of it. They are made of findings of today, from the text at
 * their places, and only while an import asks for them; none is written anywhere.
 */

import { createHash } from "node:crypto";

/** 1-based lines and columns in UTF-16 units, the end exclusive. */
export interface TextPlace {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The digests by which a text at a place may be named: lower-case hex of SHA-1 and SHA-256. */
export function digestsAt(lines: readonly string[], place: TextPlace): ReadonlySet<string> {
  const part = lines.slice(place.startLine - 1, place.endLine);
  if (part.length === 0) return new Set();
  const last = part.length - 1;
  part[last] = part[last]!.slice(0, place.endColumn - 1);
  part[0] = part[0]!.slice(place.startColumn - 1);
  const text = part.join("\n");
  return new Set(["sha1", "sha256"].map((algorithm) => createHash(algorithm).update(text).digest("hex")));
}

/** A file's text in lines, as places count them. */
export function linesOf(bytes: Uint8Array): string[] {
  return new TextDecoder("utf-8").decode(bytes).split(/\r\n|\r|\n/);
}
