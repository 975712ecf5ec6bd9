// Verification of a place where the nibble tables saw the start of a word.
//
// A word that is a part of a name (`key`, `token`) stands in every second line of a program, and mostly nothing is assigned there. Such
// a word counts only where behind the rest of its identifier a byte comes with which an assignment may go on.

import {
  ENTRY_INDEX, ENTRY_LENGTH, ENTRY_MASK, ENTRY_NEXT, ENTRY_SHIFT, FOLDING, hash3, hash4,
  NAME_BYTES, NAME_COUNT, WORD_BITMAP, WORD_ENTRIES, WORD_HEADS,
} from "./layout";

/** ASCII letters in lower case, every other byte as it is. */
// @ts-ignore: decorator
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
  const hash = hash3(load<u32>(at) | FOLDING);
  let entry = <u32>load<u16>(WORD_HEADS + ((hash >> 22) << 1));
  const text = fold(v128.load(at));
  const entries = <usize>load<u32>(WORD_ENTRIES);
  while (entry != 0) {
    const address = entries + (<usize>(entry - 1) << ENTRY_SHIFT);
    const mask = load<u32>(address + ENTRY_MASK);
    if ((<u32>i8x16.bitmask(i8x16.eq(text, v128.load(address))) & mask) == mask && at + load<u32>(address + ENTRY_LENGTH) <= end) {
      const index = load<u32>(address + ENTRY_INDEX);
      if (index < load<u32>(NAME_COUNT) && !mayBeAssigned(at + load<u32>(address + ENTRY_LENGTH), end)) return out;
      store<u32>(out, <u32>(at - window));
      store<u32>(out + 4, 0x80000000 | index);
      return out + 8;
    }
    entry = load<u32>(address + ENTRY_NEXT);
  }
  return out;
}

/** Bits of NAME_BYTES. */
const IN_NAME: u32 = 1, ASSIGNS: u32 = 2;
const LONGEST_REST: usize = 64;

/** Over the rest of the identifier at `at`: does a byte come that may begin an operator? */
function mayBeAssigned(at: usize, end: usize): bool {
  const limit = min(end, at + LONGEST_REST);
  while (at < limit && (<u32>load<u8>(NAME_BYTES + <usize>load<u8>(at)) & IN_NAME) != 0) at++;
  return at < end && (<u32>load<u8>(NAME_BYTES + <usize>load<u8>(at)) & ASSIGNS) != 0;
}

/** Cheap test before `emitWord`: may a word start with these bytes? */
// @ts-ignore: decorator
@inline export function mayStartWord(at: usize): u32 {
  const hash = hash4(load<u32>(at) | FOLDING) >> 16;
  return (<u32>load<u8>(WORD_BITMAP + (hash >> 3)) >> (hash & 7)) & 1;
}
