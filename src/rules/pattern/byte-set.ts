/**
 * Sets of bytes, as JavaScript's classes mean them on latin1 text.
 */

import type { ByteSet } from "./pattern-node.js";

/** No byte. */
export function emptySet(): ByteSet {
  return new Uint8Array(256);
}

/** Both ends included. */
export function rangeSet(first: number, last: number): ByteSet {
  const set = emptySet();
  for (let byte = first; byte <= Math.min(last, 255); byte++) set[byte] = 1;
  return set;
}

/** Adds `other` to `set`, in place. */
export function addAll(set: ByteSet, other: ByteSet): void {
  for (let byte = 0; byte < 256; byte++) if (other[byte] === 1) set[byte] = 1;
}

/** All bytes but those. */
export function complement(set: ByteSet): ByteSet {
  return set.map((member) => 1 - member);
}

/** Both letter cases of every letter, as flag `i` has it: ASCII and latin1, where both cases are one byte. */
export function foldCase(set: ByteSet): ByteSet {
  const folded = set.slice();
  for (let upper = 0x41; upper <= 0xde; upper++) {
    const isLetter = upper <= 0x5a || (upper >= 0xc0 && upper !== 0xd7);
    if (!isLetter) continue;
    if (set[upper] === 1 || set[upper + 0x20] === 1) folded[upper] = folded[upper + 0x20] = 1;
  }
  return folded;
}

/** The bytes of the set, ascending. */
export function members(set: ByteSet): number[] {
  const bytes: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (set[byte] === 1) bytes.push(byte);
  return bytes;
}

/** The byte of a set of one, else undefined. */
export function onlyMember(set: ByteSet): number | undefined {
  const first = set.indexOf(1);
  return first >= 0 && set.indexOf(1, first + 1) < 0 ? first : undefined;
}

export const DIGITS: ByteSet = rangeSet(0x30, 0x39);

export const WORD: ByteSet = union(DIGITS, rangeSet(0x41, 0x5a), rangeSet(0x61, 0x7a), rangeSet(0x5f, 0x5f));

/** Tab, LF, VT, FF, CR, space and the no-break space: what `\s` means within latin1. */
export const SPACE: ByteSet = union(rangeSet(0x09, 0x0d), rangeSet(0x20, 0x20), rangeSet(0xa0, 0xa0));

/** `[A-Za-z0-9_-]`: the bytes whose runs the prefilter looks for. */
export const TOKEN: ByteSet = union(WORD, rangeSet(0x2d, 0x2d));

/** Everything but LF and CR. */
export const IN_A_LINE: ByteSet = complement(union(rangeSet(0x0a, 0x0a), rangeSet(0x0d, 0x0d)));

function union(...sets: readonly ByteSet[]): ByteSet {
  const all = emptySet();
  for (const set of sets) addAll(all, set);
  return all;
}
