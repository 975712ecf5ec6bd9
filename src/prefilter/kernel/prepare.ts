// The tables that scanning looks things up in, made of the words and prefixes that the host has written into their entries.
//
// It is done here and not by the host, since this code runs fast from its first call on.

import {
  DISTANCES, ENTRY_INDEX, ENTRY_LEAST_RUN, ENTRY_LENGTH, ENTRY_MASK, ENTRY_NEXT, ENTRY_SHIFT, FOLDING, hash3, hashPair, PAIR_BITMAP, PAIR_ROOM,
  PREFIX_BITMAP, PREFIX_COUNT, PREFIX_ENTRIES, PREFIX_HEADS, WORD_BITMAP, WORD_COUNT, WORD_ENTRIES, WORD_HEADS,
} from "./layout";
import { groupWords } from "./groups";
import { isToken } from "./runs";

const LONGEST: u32 = 16;

/** To be called once, when the memory is as the host writes it and zero elsewhere. */
export function prepare(): void {
  const words = <usize>load<u32>(WORD_ENTRIES), wordCount = load<u32>(WORD_COUNT);
  const prefixes = <usize>load<u32>(PREFIX_ENTRIES), prefixCount = load<u32>(PREFIX_COUNT);
  linkEntries(words, wordCount, WORD_HEADS, 22, FOLDING);
  linkEntries(prefixes, prefixCount, PREFIX_HEADS, 20, 0);
  for (let index: u32 = 0; index < wordCount; index++) admitWord(words + (<usize>index << ENTRY_SHIFT));
  for (let index: u32 = 0; index < prefixCount; index++) admitPrefix(prefixes + (<usize>index << ENTRY_SHIFT));
  groupWords(words, wordCount);
}

/** Fills in the entries' fields. A chain gets its shortest text first, so that it starts with its longest; of equal ones the first counts. */
function linkEntries(entries: usize, count: u32, heads: usize, shift: u32, folding: u32): void {
  for (let index: u32 = 0; index < count; index++) {
    const entry = entries + (<usize>index << ENTRY_SHIFT);
    const mask = ~(<u32>i8x16.bitmask(i8x16.eq(v128.load(entry), i8x16.splat(0)))) & 0xffff;
    store<u16>(entry, <u16>mask, ENTRY_MASK);
    store<u32>(entry, popcnt(mask), ENTRY_LENGTH);
    store<u32>(entry, index, ENTRY_INDEX);
  }
  for (let length: u32 = 3; length <= LONGEST; length++) {
    for (let index = count; index > 0; index--) {
      const entry = entries + (<usize>(index - 1) << ENTRY_SHIFT);
      if (load<u32>(entry, ENTRY_LENGTH) != length) continue;
      const head = heads + ((hash3(load<u32>(entry) | folding) >> shift) << 1);
      store<u32>(entry, <u32>load<u16>(head), ENTRY_NEXT);
      store<u16>(head, <u16>index);
    }
  }
}

/** Lets a word's first four bytes through; those of a word of three with every fourth. */
function admitWord(entry: usize): void {
  const bytes = load<u32>(entry) | FOLDING, place = WORD_BITMAP + <usize>(hash3(bytes) >> 19);
  store<u8>(place, load<u32>(entry, ENTRY_LENGTH) > 3 ? <u32>load<u8>(place) | (1 << ((bytes >> 24) & 7)) : 255);
}

function admitPrefix(entry: usize): void {
  const bytes = load<u32>(entry), length = load<u32>(entry, ENTRY_LENGTH);
  if (length == 2) {
    const room = PAIR_ROOM + hashPair(bytes);
    setBit(PAIR_BITMAP, bytes & 0xffff);
    store<u8>(room, max(<u32>load<u8>(room), 255 - <u32>load<u8>(entry, ENTRY_LEAST_RUN)));
  } else setBit(PREFIX_BITMAP, hash3(bytes) >> 16);
  for (let distance = length; distance > 0; distance--) {
    const byte = <u32>load<u8>(entry + distance - 1);
    if (isToken(byte)) continue;
    const distances = DISTANCES + (<usize>(byte & 127) << 2);
    store<u32>(distances, load<u32>(distances) | (1 << distance));
    return;
  }
}

function setBit(bitmap: usize, bit: u32): void {
  const byte = bitmap + (bit >> 3);
  store<u8>(byte, <u32>load<u8>(byte) | (1 << (bit & 7)));
}
