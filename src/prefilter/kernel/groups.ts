// The groups of words in the nibble tables: see `maskWords` for what the tables are.
//
// A group lets through every text whose three packed bytes have, one by one, the nibbles of some of its words. Few and similar words in
// a group mean few false alarms; what is let through is verified, so this is about speed.

import { ENTRY_GROUP, ENTRY_LENGTH, ENTRY_SHIFT, NIBBLES, PLACES, SHARES, WORD_PASSES } from "./layout";

/** Groups of one pass, in two sets of eight: a bit each. */
const GROUPS: u32 = 16;
/** More words than this take a second pass, which then costs less than their false alarms: 169 words in one pass ran at 1.18 GB/s, in two at 1.11. */
const WORDS_OF_ONE_PASS: u32 = 250;

/** A group while they are made, in the scratch at PLACES: nibbles of its words' three pairs of characters, 32 bits each, and their cost. */
const COST: usize = 16, GROUP_SHIFT: u32 = 5;

/** A word whose group the host does not know goes to the one to which it adds least. */
export function groupWords(entries: usize, count: u32): void {
  const groups = PLACES, end = entries + (<usize>count << ENTRY_SHIFT);
  let unknown: u32 = 0;
  for (let entry = entries; entry < end; entry += 1 << ENTRY_SHIFT) {
    const group = <usize>load<u8>(entry, ENTRY_GROUP);
    if (group == 0) unknown++;
    else addTo(groups + ((group - 1) << GROUP_SHIFT), entry);
  }
  const passes: u32 = count == 0 ? 0 : unknown > WORDS_OF_ONE_PASS ? 2 : 1;
  store<u32>(WORD_PASSES, passes);
  const groupsEnd = groups + (<usize>(passes * GROUPS) << GROUP_SHIFT);
  if (unknown > 0) {
    for (let group = groups; group < groupsEnd; group += 1 << GROUP_SHIFT) store<u64>(group, costOf(group), COST);
    for (let entry = entries; entry < end; entry += 1 << ENTRY_SHIFT) if (load<u8>(entry, ENTRY_GROUP) == 0) placeWord(groups, groupsEnd, entry);
  }
  for (let group: u32 = 0; group < passes * GROUPS; group++) writeGroup(group, groups + (<usize>group << GROUP_SHIFT));
}

function addTo(group: usize, entry: usize): void {
  for (let pair: usize = 0; pair < 3; pair++) store<u32>(group + (pair << 2), load<u32>(group + (pair << 2)) | nibblesOf(entry, pair));
}

function placeWord(groups: usize, groupsEnd: usize, entry: usize): void {
  let best = groups, least = u64.MAX_VALUE;
  for (let group = groups; group < groupsEnd; group += 1 << GROUP_SHIFT) {
    memory.copy(groupsEnd, group, COST);
    addTo(groupsEnd, entry);
    const added = costOf(groupsEnd) - load<u64>(group, COST);
    if (added >= least) continue;
    least = added;
    best = group;
  }
  addTo(best, entry);
  store<u64>(best, load<u64>(best, COST) + least, COST);
}

/** Sets the group's bit in the entries of its set's tables. */
function writeGroup(group: u32, nibbles: usize): void {
  let tables = NIBBLES + <usize>(group >> 3) * 96;
  const bit = <u32>1 << (group & 7);
  for (let pair = nibbles; pair < nibbles + 12; pair += 4, tables += 32) {
    for (let rest = load<u32>(pair); rest != 0; rest &= rest - 1) {
      const entry = tables + <usize>ctz(rest);
      store<u8>(entry, <u32>load<u8>(entry) | bit);
    }
  }
}

/** Sets of nibbles of a word's packed characters at `pair`: 16 bits for its low ones, 16 for its high ones. */
function nibblesOf(entry: usize, pair: usize): u32 {
  const at = entry + pair;
  // a word of three characters goes with every fourth
  const next = pair == 2 && load<u32>(entry, ENTRY_LENGTH) == 3 ? 0x5555 : 1 << ((<u32>load<u8>(at, 1) & 7) << 1);
  return packedNibbles(<u32>load<u8>(at), next);
}

function packedNibbles(first: u32, second: u32): u32 {
  return (1 << (first & 15)) | (second << ((first >> 4) & 1) << 16);
}

/** Expected share of places in a text that a group's nibbles let through. */
function costOf(group: usize): u64 {
  return share(load<u32>(group)) * share(load<u32>(group, 4)) * share(load<u32>(group, 8));
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
