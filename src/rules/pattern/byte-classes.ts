/**
 * Bytes that every set of a pattern treats alike: some ten classes in place of 256 bytes.
 */

import type { ByteSet } from "./pattern-node.js";

export interface ByteClasses {
  readonly count: number;
  /** For each of the sets, the classes it is made of. */
  readonly classesOf: readonly Uint8Array[];
}

/** Scratch: for each pair of a class and being in a set the new class, -1 where there is none yet. */
const renamed = new Int16Array(512);

/** Bytes that no set tells apart share a class. */
export function byteClasses(sets: readonly ByteSet[]): ByteClasses {
  const keys = sets.map((set) => Buffer.from(set.buffer, set.byteOffset, set.length).toString("latin1"));
  const distinct = new Map(keys.map((key, index) => [key, sets[index]!]));
  const ofByte = new Uint8Array(256);
  let count = 1;
  for (const set of distinct.values()) count = part(ofByte, set);
  const classes = new Map<string, Uint8Array>();
  for (const [key, set] of distinct) classes.set(key, membersOf(ofByte, set));
  return { count, classesOf: keys.map((key) => classes.get(key)!) };
}

/** Parts each class by the set, and numbers them anew by their first bytes. @returns how many there are */
function part(ofByte: Uint8Array, set: ByteSet): number {
  renamed.fill(-1);
  let count = 0;
  for (let byte = 0; byte < 256; byte++) {
    const parted = ofByte[byte]! * 2 + set[byte]!;
    if (renamed[parted] === -1) renamed[parted] = count++;
    ofByte[byte] = renamed[parted]!;
  }
  return count;
}

/** The classes of the set's bytes, each once, by their first bytes. */
function membersOf(ofByte: Uint8Array, set: ByteSet): Uint8Array {
  const members: number[] = [];
  for (let byte = 0, next = 0; byte < 256; byte++) {
    // numbered by first bytes: a class that is not yet there is above all before it
    if (ofByte[byte]! < next) continue;
    next = ofByte[byte]! + 1;
    if (set[byte] === 1) members.push(ofByte[byte]!);
  }
  return new Uint8Array(members);
}
