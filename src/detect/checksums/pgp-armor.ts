/**
 * OpenPGP's ASCII armor: the line `=XXXX` is the CRC-24 of the decoded body. Newer programs leave it out (RFC 9580): then
 * nothing is said.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";
import { crc24 } from "./crc.js";

const BEGIN = "-----BEGIN PGP PRIVATE KEY BLOCK-----";
/** The line of the sum with all that is behind it. Only the end of a block is looked at: over all of it the search would be quadratic. */
const SUM_LINE = /^=(?<sum>[A-Za-z0-9+/]{4})(?:\\[rn]|["'`+,;:.#*>|&_\\\s/-]){0,200}$/;
const LONGEST_END = 405;
/** What may stand between the line's start and the sum, and how much of it. */
const BEFORE_SUM = /[\s"'`#*>|/]/;
const MOST_BEFORE = 40;
/** What programs write around the lines: the joints of a string in parts, and the signs of a comment. */
const DRESS = /["'`]\s*[+.&]?\s*["'`]|(?:^|[\n\r])[ \t]*(?:\/\/|#|\*|>)/g;
const HEADER_LINE = /(?:^|[\n\r]|\\n)\s*(?:Version|Comment|Hash|Charset|MessageID)\s?:[^\n\r\\]*/g;

interface Armor {
  readonly body: string;
  readonly sum: string;
  /** Offset of the sum's `=`. */
  readonly at: number;
}

export const PGP_ARMOR: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const armor = armorOf(secret);
    return armor === undefined ? undefined : judged(sumOf(armor.body) === armor.sum);
  },
  complete(draft: string): string {
    const armor = armorOf(draft);
    return armor === undefined ? draft : `${draft.slice(0, armor.at + 1)}${sumOf(armor.body)}${draft.slice(armor.at + 5)}`;
  },
};

/** With or without the lines around it: a rule's secret may be what stands between them. */
function armorOf(secret: string): Armor | undefined {
  const begin = secret.indexOf(BEGIN);
  const start = begin < 0 ? 0 : begin + BEGIN.length;
  const foot = secret.indexOf("-----END PGP", start);
  const end = foot < 0 ? secret.length : foot;
  for (let at = secret.indexOf("=", Math.max(start, end - LONGEST_END)); at >= 0 && at < end; at = secret.indexOf("=", at + 1)) {
    const sum = SUM_LINE.exec(secret.slice(at, end))?.groups?.["sum"];
    const lineEnd = sum === undefined ? undefined : bodyEnd(secret, start, at);
    if (lineEnd !== undefined) return { body: secret.slice(start, lineEnd), sum: sum!, at };
  }
  return undefined;
}

/** Where the line before the sum's ends; undefined where the sum does not begin a line. */
function bodyEnd(text: string, start: number, at: number): number | undefined {
  let first = at;
  while (first > start && at - first < MOST_BEFORE && BEFORE_SUM.test(text[first - 1]!)) first -= 1;
  if (first === 0) return 0;
  if (first >= start + 2 && text.startsWith("\\n", first - 2)) return first - 2;
  for (let space = Math.max(start, first - 1); space < at; space++) if (/\s/.test(text[space]!)) return space;
  return undefined;
}

function sumOf(body: string): string {
  const text = body
    .replace(DRESS, "\n")
    .replace(HEADER_LINE, "")
    .replace(/\\[rnt]|\s+/g, "");
  const sum = crc24(Buffer.from(text, "base64"));
  return Buffer.from([sum >> 16, (sum >> 8) & 0xff, sum & 0xff]).toString("base64");
}
