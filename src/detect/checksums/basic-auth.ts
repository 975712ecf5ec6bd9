/**
 * HTTP Basic credentials: base64 of `user:password`, printable text with a colon and something after it.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";

const SHAPE = /^[A-Za-z0-9+/_-]{6,4096}={0,2}$/;
/** Controls are spelled out: each start would pay a third of a millisecond for Unicode's tables. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what they are
const CREDENTIALS = /^[^:\0-\x1f\x7f-\x9f\u{FFFD}]*:[^\0-\x1f\x7f-\x9f\u{FFFD}]+$/u;

export const BASIC_AUTH: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    if (!SHAPE.test(secret)) return undefined;
    return judged(CREDENTIALS.test(Buffer.from(secret, "base64").toString("utf8")));
  },
  complete(draft: string): string {
    if (!SHAPE.test(draft)) return draft;
    const bytes = Math.max(Math.floor((draft.replaceAll("=", "").length * 3) / 4), 4);
    const letters = draft.replace(/[^A-Za-z0-9]/g, "x").slice(0, bytes - 2);
    const user = Math.min(5, letters.length - 1);
    return Buffer.from(`${letters.slice(0, user)}:${letters.slice(user)}`).toString("base64");
  },
};
