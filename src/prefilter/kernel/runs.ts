// What a run of token characters holds, and whether it is worth reporting.

import { hasContext } from "./context";
import { CLASSES, CONTEXT, HAS_MODEL } from "./layout";
import { lookUpNibbles } from "./look-up";
import { mayBePrefix, prefixAroundStart, prefixAt } from "./prefixes";
import { mayBeEncoded } from "./encoded";
import { isMachineMade, mayBeHexText } from "./values";

const HAS_DIGIT: u32 = 1 << 20, HAS_UPPER: u32 = 1 << 21, HAS_LOWER: u32 = 1 << 22, HAS_PREFIX: u32 = 1 << 23, HEX_ONLY: u32 = 1 << 24;
const MAY_BE_VALUE: u32 = 1 << 25, MAY_BE_ENCODED: u32 = 1 << 26;
const MAX_LENGTH: u32 = 0xfffff;
const MIXED_CASE_LENGTH: usize = 24;

/** Classes of a token character, as the host's tables at CLASSES give them; capitals have two bits, one a column of ASCII. */
const DIGIT: u32 = 1, LOWER: u32 = 2, UPPER: u32 = 4 | 8;

/** Token character [A-Za-z0-9_-]? */
@inline export function isToken(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26 || byte - 0x30 < 10 || byte == 0x5f || byte == 0x2d;
}

/**
 * Writes the run [start, stop) of at least 16 token characters to `out`, unless it can hold nothing: no prefix, no digit, and
 * shorter than 24 or not of mixed case; nor, with a model, one of words. Returns the address behind what was written. `end`: end of the
 * valid text.
 */
export function emitRun(start: usize, stop: usize, end: usize, window: usize, out: usize): usize {
  // loaded, since V8 builds a constant vector anew in each call
  const lowTable = v128.load(CLASSES), highTable = v128.load(CLASSES, 16), nibble = v128.load(CLASSES, 32), hexBits = v128.load(CLASSES, 48);
  let all = v128.load(CLASSES, 64), hex = true;
  let prefix = prefixAroundStart(start, stop, end);
  for (let at = start; ; at += 16) {
    // the last 16 characters are read again rather than a shorter rest
    if (at + 16 > stop) at = stop - 16;
    const v = v128.load(at);
    const classes = lookUpNibbles(lowTable, highTable, v128.and(v, nibble), v128.and(i16x8.shr_u(v, 4), nibble));
    all = v128.or(all, classes);
    hex = hex && i8x16.all_true(v128.and(classes, hexBits));
    // joints have the class in the sign bit
    let joints = <u32>i8x16.bitmask(classes);
    while (joints != 0) {
      const place = at + <usize>ctz(joints) + 1;
      if (mayBePrefix(place) && prefixAt(place, stop, end, true)) { prefix = true; break; }
      joints &= joints - 1;
    }
    if (at + 16 >= stop) break;
  }
  let folded = i64x2.extract_lane(all, 0) | i64x2.extract_lane(all, 1);
  folded |= folded >> 32;
  folded |= folded >> 16;
  const seen = <u32>(folded | (folded >> 8));
  const length = stop - start;
  const hasDigit = (seen & DIGIT) != 0, hasUpper = (seen & UPPER) != 0, hasLower = (seen & LOWER) != 0;
  if (!prefix && !hasDigit && (length < MIXED_CASE_LENGTH || !(hasUpper && hasLower))) return out;
  let info = length < <usize>MAX_LENGTH ? <u32>length : MAX_LENGTH;
  if (hasDigit) info |= HAS_DIGIT;
  if (hasUpper) info |= HAS_UPPER;
  if (hasLower) info |= HAS_LOWER;
  if (prefix) info |= HAS_PREFIX;
  if (hex) info |= HEX_ONLY;
  if (load<u32>(HAS_MODEL) != 0) {
    if ((hasDigit && !hasUpper && !hasLower) || isMachineMade(start, stop, hasDigit)) {
      if (mayBeEncoded(start, window, end)) info |= MAY_BE_ENCODED;
      if (load<u32>(CONTEXT) == 0 || hasContext(start, stop)) info |= MAY_BE_VALUE;
    } else if (mayBeHexText(start, stop, hex) && mayBeEncoded(start, window, end)) info |= MAY_BE_ENCODED;
    if (!prefix && (info & (MAY_BE_VALUE | MAY_BE_ENCODED)) == 0) return out;
  }
  store<u32>(out, <u32>(start - window));
  store<u32>(out + 4, info);
  return out + 8;
}
