// Verification of a place where the nibble tables saw the start of a word.
//
// A word that is a part of a name (`key`, `token`) stands in every second line of a program, and mostly nothing is assigned there. Such
// a word counts only where behind the rest of its identifier a byte comes with which an assignment may go on, and the text there may
// hold a value: see `places.ts`. Of URLs those count that have a password.

import {
  CHECK_COUNT, CHECKS, ENTRY_INDEX, ENTRY_LENGTH, ENTRY_MASK, ENTRY_NEXT, ENTRY_SHIFT, FOLDING, hash3,
  NAME_BYTES, SYNTAX, WORD_BITMAP, WORD_ENTRIES, WORD_HEADS,
} from "./layout";
import { mayBeByte, mayBeCall, mayBeHeader } from "./announced";
import { isPartOfName } from "./borders";
import { mayHoldValue } from "./places";
import { nameStart } from "./steps";

/** ASCII letters in lower case, every other byte as it is. */
@inline function fold(v: v128): v128 {
  // 'A' lands on -128, so one signed comparison finds the 26 capitals
  const capital = i8x16.lt_s(i8x16.sub(v, i8x16.splat(<i8>0xc1)), i8x16.splat(<i8>(26 - 128)));
  return v128.or(v, v128.and(capital, i8x16.splat(0x20)));
}

/**
 * Writes the longest word that stands at `at` to `out`, if one does and ends by `end`.
 * Returns the address behind what was written. `window` is the address of offset 0.
 */
export function emitWord(at: usize, end: usize, window: usize, out: usize): usize {
  const entry = wordAt(at, end);
  if (entry == 0) return out;
  const index = load<u32>(entry + ENTRY_INDEX);
  if (index < load<u32>(CHECK_COUNT) && !passes(index, at, at + load<u32>(entry + ENTRY_LENGTH), window, end)) return out;
  store<u32>(out, <u32>(at - window));
  store<u32>(out + 4, 0x80000000 | index);
  return out + 8;
}

/** The entry of the longest word that stands at `at` and ends by `end`; 0 where none does. */
function wordAt(at: usize, end: usize): usize {
  const hash = hash3(load<u32>(at) | FOLDING);
  let entry = <u32>load<u16>(WORD_HEADS + ((hash >> 22) << 1));
  const text = fold(v128.load(at));
  const entries = <usize>load<u32>(WORD_ENTRIES);
  while (entry != 0) {
    const address = entries + (<usize>(entry - 1) << ENTRY_SHIFT);
    const mask = <u32>load<u16>(address + ENTRY_MASK);
    if ((<u32>i8x16.bitmask(i8x16.eq(text, v128.load(address))) & mask) == mask && at + load<u32>(address + ENTRY_LENGTH) <= end) return address;
    entry = load<u32>(address + ENTRY_NEXT);
  }
  return 0;
}

/** Bits of NAME_BYTES. */
const IN_NAME: u32 = 1, ASSIGNS: u32 = 2;
const LONGEST_REST: usize = 64;

/** What a word is checked for, beside 1: a part of a name. */
const WEAK_NAME: u32 = 2, URL: u32 = 3, CALL: u32 = 4, HEADER: u32 = 5, CODE_POINT: u32 = 6;
const AUTHORITY: usize = 400, SHORTEST_PASSWORD: usize = 2;

/** The check of the word in [word, past). */
function passes(index: u32, word: usize, wordEnd: usize, window: usize, end: usize): bool {
  let past = wordEnd;
  const check = <u32>load<u8>(CHECKS + index);
  if (check >= URL) return load<u32>(SYNTAX) == 0 || isFollowed(check, word, past, window, end);
  // over the rest of the identifier: does a byte come that may begin an operator?
  const limit = min(end, past + LONGEST_REST);
  while (past < limit && (<u32>load<u8>(NAME_BYTES + <usize>load<u8>(past)) & IN_NAME) != 0) past++;
  if (past >= end || (<u32>load<u8>(NAME_BYTES + <usize>load<u8>(past)) & ASSIGNS) == 0) return false;
  if (load<u32>(SYNTAX) == 0) return true;
  if (isPiped(nameStart(word, window), past)) return true;
  return isPartOfName(index, word, wordEnd) && !holdsNameWord(word + 1, wordEnd, past) && mayHoldValue(word, past, window, check == WEAK_NAME);
}

/** A word that is no part of a name, by what stands behind it. */
function isFollowed(check: u32, word: usize, past: usize, window: usize, end: usize): bool {
  if (check == URL) return mayHoldPassword(past, end);
  if (check == CALL) return mayBeCall(past, end);
  return check == HEADER ? mayBeHeader(word, past, window, end) : mayBeByte(past, end);
}

/** `… | chpasswd`: what stands before it is the value. */
function isPiped(start: usize, past: usize): bool {
  return past - start == 8 && load<u64>(start) == 0x6477737361706863;
}

/** Does a further word begin in [from, past)? The assignment is judged at the last one of a name. */
function holdsNameWord(from: usize, wordEnd: usize, past: usize): bool {
  if (past == wordEnd) return false;
  for (let at = from; at + 3 <= past; at++) {
    if (mayStartWord(at) == 0) continue;
    const entry = wordAt(at, past);
    if (entry == 0) continue;
    const index = load<u32>(entry + ENTRY_INDEX);
    // `PasswordAuthentication` holds none behind the first
    if (index < load<u32>(CHECK_COUNT) && <u32>load<u8>(CHECKS + index) < URL && !isAuthen(at)) return true;
  }
  return false;
}

/** `authen`. */
function isAuthen(at: usize): bool {
  return ((load<u64>(at) | 0x2020202020202020) & 0xffffffffffff) == 0x6e6568747561;
}

/** A URL's authority from `at` on: does an `@` stand behind a colon in it? */
function mayHoldPassword(at: usize, end: usize): bool {
  let colon: usize = 0, sign: usize = 0;
  for (const limit = min(end, at + AUTHORITY); at < limit; at++) {
    const byte = <u32>load<u8>(at);
    if (byte == 0x3a) {
      if (colon == 0) colon = at;
    } else if (byte == 0x40) sign = at;
    else if (byte <= 0x20 || byte == 0x2f || byte == 0x22 || byte == 0x27 || byte == 0x3c || byte == 0x60 || byte == 0x5c) break;
    else if ((byte == 0x2c || byte == 0x29 || byte == 0x5d) && (sign != 0 || colon == 0)) break;
  }
  return colon != 0 && sign > colon + SHORTEST_PASSWORD;
}

/** Cheap test before `emitWord`: may a word start with these bytes? */
@inline export function mayStartWord(at: usize): u32 {
  const bytes = load<u32>(at) | FOLDING;
  return (<u32>load<u8>(WORD_BITMAP + <usize>(hash3(bytes) >> 19)) >> ((bytes >> 24) & 7)) & 1;
}
