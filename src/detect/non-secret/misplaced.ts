/**
 * Values that have a vendor's shape by chance, told by where they stand: digests, lines of longer base64, identifiers, calls, file names.
 *
 * Asked for values that a rule's shape found; what an assignment's name and place say of a shapeless value is `assigned`'s.
 */

import type { RuleCore } from "../../model/rule.js";
import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { RawMatch } from "../rule-matcher.js";
import { isUuid } from "./encoded.js";

/** A line of base64 as PEM, MIME and base64(1) break it, and the line before or behind it, has as many characters at least. */
const DATA_LINE = 60;
const LINE_REACH = 80;
/** Bytes before a value that hold its digest's name, and behind it that hold a file's ending. */
const NAME_REACH = 12;
const ENDING_REACH = 6;

const DIGEST = /(?:\b|_)(?:sha(?:1|224|256|384|512)[-=:]|md5[=:]|h1:)$/i;
const PICTURE = /^\.(?:png|jpe?g|gif|webp|svg|ico|bmp|mp4|webm|avif)(?![\w])/i;
const IDENTIFIER = /(?:^|[^a-z])(?:u?u?id|guid|ids|uuids)["'\]]*$|[a-z](?:Id|ID|UUID|Uuid|Ids)["'\]]*$/;
/** Neither base64 nor base64url has both signs; other alphabets do, so a file's ending must follow. */
const PATH = /^(?=[^/]*\/)(?=[^_-]*[_-])[\w./+=-]+$/;
/** `F ext/fts5/fts5phrase.test 13e5d8…`: of a list of files. */
const AFTER_FILE = /[\w-]\.[a-z]\w{0,7} {1,2}$/;
const HASH = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/;
const NAMES_SECRET = /secret|token|passw|(?:api|access|auth|private|client|license|app)[-_ ]?key|credential/i;

/** Bytes before a value in which an address of a badge begins. */
const BADGE_REACH = 60;
/** `@example eyJ…`, "For example, `Basic …`": the text calls it one. */
const CALLED_EXAMPLE = /(?:@example|\bfor example,?|\be\.g\.,?)\s{1,3}[`"'(]{0,2}$/i;

/** The reason as a phrase for `explain`, or undefined. @param name of the value, where a context rule read one */
export function misplacedReason(
  { bytes, start, end }: TextWindow,
  rule: RuleCore,
  raw: RawMatch,
  name?: string,
): string | undefined {
  if (rule.kind !== "literal" && DIGEST.test(latin1(bytes, Math.max(start, raw.start - NAME_REACH), raw.start)))
    return "a digest";
  if (rule.id === "json-web-token" && CALLED_EXAMPLE.test(latin1(bytes, Math.max(start, raw.matchStart - 20), raw.matchStart)))
    return "called an example by the text before it";
  if (/\.svg\?[\w=&-]*$/.test(latin1(bytes, Math.max(start, raw.start - BADGE_REACH), raw.start)))
    return "a badge's read-only token";
  if (rule.kind === "literal" && !rule.randomness) return undefined;
  const value = latin1(bytes, raw.start, raw.end);
  if (
    bytes[raw.start - 1] === 0x26 &&
    /[\s{(,=]&$/.test(latin1(bytes, Math.max(start, raw.start - 2), raw.start)) &&
    /^[A-Za-z_]\w*$/.test(value)
  )
    return "a variable";
  if (bytes[raw.end] === 0x28 && /^[A-Za-z_]\w*_\w+$/.test(value)) return "a call";
  if (rule.kind !== "context") return undefined;
  if (PATH.test(value) && /^\.[a-z]{2,4}(?![\w-])/.test(latin1(bytes, raw.end, Math.min(end, raw.end + ENDING_REACH))))
    return "a path";
  if (HASH.test(value) && bytes[raw.start - 1] === 0x2f && bytes[raw.end] === 0x2f) return "a part of a path";
  if (HASH.test(value) && AFTER_FILE.test(latin1(bytes, Math.max(start, raw.start - NAME_REACH), raw.start))) return "a digest";
  if (bytes[raw.start - 1] === 0x2f && PICTURE.test(latin1(bytes, raw.end, Math.min(end, raw.end + ENDING_REACH))))
    return "a file's name";
  if (name !== undefined && isUuid(value) && IDENTIFIER.test(name) && !NAMES_SECRET.test(name)) return "an identifier";
  if (name !== undefined && HASH.test(value) && /\.\w+\.\w+\./.test(name) && !NAMES_SECRET.test(name))
    return "a hash by its name";
  return isDataLine(bytes, raw, start, end) ? "a line of a longer encoded text" : undefined;
}

/** True where the value's line and one beside it are base64 alone, of the same length. */
function isDataLine(bytes: Uint8Array, raw: RawMatch, start: number, end: number): boolean {
  let from = raw.start;
  while (from > start && raw.start - from < LINE_REACH && isBase64(bytes[from - 1])) from -= 1;
  let to = raw.end;
  while (to < end && to - raw.end < LINE_REACH && isBase64(bytes[to])) to += 1;
  const length = to - from;
  if (length < DATA_LINE || length > 2 * LINE_REACH) return false;
  const before = /([A-Za-z0-9+/]+)\r?\n[ \t]*$/.exec(latin1(bytes, Math.max(start, from - 2 * LINE_REACH), from))?.[1];
  const behind = /^\r?\n[ \t]*([A-Za-z0-9+/]+)/.exec(latin1(bytes, to, Math.min(end, to + 2 * LINE_REACH)))?.[1];
  return before?.length === length || behind?.length === length;
}

function isBase64(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 32) >= 0x61 && (byte | 32) <= 0x7a) || byte === 0x2b || byte === 0x2f;
}
