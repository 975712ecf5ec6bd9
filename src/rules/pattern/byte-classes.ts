/**
 * Bytes that every set of a pattern treats alike: some ten classes in place of 256 bytes.
 */

import type { ByteSet } from "./pattern-node.js";

export interface ByteClasses {
  readonly count: number;
  /** For each of the sets, the classes it is made of. */
  readonly classesOf: readonly Uint8Array[];
}

export function byteClasses(sets: readonly ByteSet[]): ByteClasses {
  const distinct = new Map<string, ByteSet>();
  const keys = sets.map((set) => {
    const key = String.fromCharCode(...set);
    if (!distinct.has(key)) distinct.set(key, set);
    return key;
  });
  const ids = new Map<string, number>();
  const ofByte = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const signature = Array.from(distinct.values(), (set) => set[byte]).join("");
    if (!ids.has(signature)) ids.set(signature, ids.size);
    ofByte[byte] = ids.get(signature)!;
  }
  const classes = new Map<string, Uint8Array>();
  for (const [key, set] of distinct) classes.set(key, new Uint8Array(new Set(ofByte.filter((_, byte) => set[byte] === 1))));
  return { count: ids.size, classesOf: keys.map((key) => classes.get(key)!) };
}
