// The groups of words in the nibble tables: see `maskWords` for what the tables are.
//
// A group lets through every text whose two packed bytes have, one by one, the nibbles of some of its words. Few and similar words in
// a group mean few false alarms; what is let through is verified, so this is about speed.

import { ENTRY_LENGTH, ENTRY_SHIFT, NIBBLES, PLACES, SHARES, WORD_PASSES } from "./layout";

/** Groups of one pass, in two sets of eight: a bit each. */
const GROUPS: u32 = 16;
/** More words than this take a second pass, which then costs less than their false alarms: 169 words in one pass ran at 1.18 GB/s, in two at 1.11. */
const WORDS_OF_ONE_PASS: u32 = 250;

/** A group while they are made, in the scratch at PLACES: u64 of nibbles, u64 of their cost. */
const COST: usize = 8;

/** Each word goes to the group to which it adds least. */
export function groupWords(entries: usize, count: u32): void {
  const passes: u32 = count == 0 ? 0 : count > WORDS_OF_ONE_PASS ? 2 : 1;
  store<u32>(WORD_PASSES, passes);
  const groups = PLACES, groupsEnd = groups + (<usize>(passes * GROUPS) << 4);
  for (let index: u32 = 0; index < count; index++) {
    const nibbles = nibblesOf(entries + (<usize>index << ENTRY_SHIFT));
    let best = groups, least = u64.MAX_VALUE;
    for (let group = groups; group < groupsEnd; group += 16) {
      const added = cost(load<u64>(group) | nibbles) - load<u64>(group, COST);
      if (added >= least) continue;
      least = added;
      best = group;
    }
    store<u64>(best, load<u64>(best) | nibbles);
    store<u64>(best, load<u64>(best, COST) + least, COST);
  }
  for (let group: u32 = 0; group < passes * GROUPS; group++) writeGroup(group, load<u64>(groups + (<usize>group << 4)));
}

/** Sets the group's bit in the entries of its set's tables. */
function writeGroup(group: u32, nibbles: u64): void {
  const tables = NIBBLES + (<usize>(group >> 3) << 6), bit = <u32>1 << (group & 7);
  for (let rest = nibbles; rest != 0; rest &= rest - 1) {
    const entry = tables + <usize>ctz(rest);
    store<u8>(entry, <u32>load<u8>(entry) | bit);
  }
}

/** Sets of nibbles of a word's two packed bytes, 16 bits each: low and high of the first, low and high of the second. */
function nibblesOf(entry: usize): u64 {
  const first = <u64>packedNibbles(<u32>load<u8>(entry), 1 << ((<u32>load<u8>(entry, 1) & 7) << 1));
  // a word of three characters goes with every fourth
  const fourth = load<u32>(entry, ENTRY_LENGTH) == 3 ? 0x5555 : 1 << ((<u32>load<u8>(entry, 3) & 7) << 1);
  return first | (<u64>packedNibbles(<u32>load<u8>(entry, 2), fourth) << 32);
}

function packedNibbles(first: u32, second: u32): u32 {
  return (1 << (first & 15)) | (second << ((first >> 4) & 1) << 16);
}

/** Expected share of places in a text that these nibbles let through. */
function cost(nibbles: u64): u64 {
  return share(<u32>nibbles) * share(<u32>(nibbles >> 32));
}

/**
 * Expected share of packed bytes with these low and high nibbles. At SHARES stand the shares of bytes by their low five bits, then by
 * their low three; the high nibble's lowest bit is the fifth of the first character.
 */
function share(nibbles: u32): u64 {
  let even: u32 = 0, odd: u32 = 0, sum: u32 = 0;
  for (let low = nibbles & 0xffff; low != 0; low &= low - 1) {
    even += <u32>load<u8>(SHARES + ctz(low));
    odd += <u32>load<u8>(SHARES + 16 + ctz(low));
  }
  for (let high = nibbles >> 16; high != 0; high &= high - 1) {
    sum += ((ctz(high) & 1) != 0 ? odd : even) * <u32>load<u8>(SHARES + 32 + (ctz(high) >> 1));
  }
  return sum;
}
