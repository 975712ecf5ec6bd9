/**
 * OpenPGP's ASCII armor: the line `=XXXX` is the CRC-24 of the decoded body. Newer programs leave it out (RFC 9580): then
 * nothing is said.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";
import { crc24 } from "./crc.js";

/** With or without the lines around it: a rule's secret may be what stands between them. */
const BLOCK =
  /^(?:.*?-----BEGIN PGP PRIVATE KEY BLOCK-----)?(?<body>.{0,262144}?)(?:^|[\n\r]|\\n|\s)[\s"'`#*>|/]{0,40}=(?<sum>[A-Za-z0-9+/]{4})(?:\\[rn]|["'`+,;:.#*>|&_\\\s/-]){0,200}(?:-----END PGP.*)?$/s;
/** What programs write around the lines: the joints of a string in parts, and the signs of a comment. */
const DRESS = /["'`]\s*[+.&]?\s*["'`]|(?:^|[\n\r])[ \t]*(?:\/\/|#|\*|>)/g;
const HEADER_LINE = /(?:^|[\n\r]|\\n)\s*(?:Version|Comment|Hash|Charset|MessageID)\s?:[^\n\r\\]*/g;

export const PGP_ARMOR: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const groups = BLOCK.exec(secret)?.groups;
    return groups === undefined ? undefined : judged(sumOf(groups["body"] ?? "") === groups["sum"]);
  },
  complete(draft: string): string {
    const groups = BLOCK.exec(draft)?.groups;
    if (groups === undefined) return draft;
    const at = draft.lastIndexOf(`=${groups["sum"]}`);
    return `${draft.slice(0, at + 1)}${sumOf(groups["body"] ?? "")}${draft.slice(at + 5)}`;
  },
};

function sumOf(body: string): string {
  const text = body
    .replace(DRESS, "\n")
    .replace(HEADER_LINE, "")
    .replace(/\\[rnt]|\s+/g, "");
  const sum = crc24(Buffer.from(text, "base64"));
  return Buffer.from([sum >> 16, (sum >> 8) & 0xff, sum & 0xff]).toString("base64");
}
