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

/** Lines above a key's body that belong to it: the armour, and two headers with a blank line below them. */
export const LINES_ABOVE = 4;

/**
 * The digests by which a text at a place may be named: lower-case hex of SHA-1 and SHA-256, of the text itself, of a key with its armour
 * and of a URL with its scheme, which are part of the secret for others.
 */
export function digestsAt(lines: readonly string[], place: TextPlace): ReadonlySet<string> {
  const part = lines.slice(place.startLine - 1, place.endLine);
  if (part.length === 0) return new Set();
  const last = part.length - 1;
  part[last] = part[last]!.slice(0, place.endColumn - 1);
  const before = part[0]!.slice(0, place.startColumn - 1);
  part[0] = part[0]!.slice(place.startColumn - 1);
  const text = part.join("\n");
  const scheme = /[a-z][a-z0-9+.-]*:\/\/$/i.exec(before)?.[0];
  const around = lines.slice(Math.max(0, place.startLine - 1 - LINES_ABOVE), place.endLine + 1).join("\n");
  const armoured = last === 0 ? undefined : /-----BEGIN[^-]*-----.*-----END[^-]*-----/s.exec(around)?.[0];
  const texts = [text, ...(scheme === undefined ? [] : [scheme + text]), ...(armoured === undefined ? [] : [armoured])];
  return new Set(texts.flatMap((one) => ["sha1", "sha256"].map((algorithm) => digest(algorithm, one))));
}

/** A file's text in lines, as places count them. */
export function linesOf(bytes: Uint8Array): string[] {
  return new TextDecoder("utf-8").decode(bytes).split(/\r\n|\r|\n/);
}

function digest(algorithm: string, text: string): string {
  return createHash(algorithm).update(text).digest("hex");
}
