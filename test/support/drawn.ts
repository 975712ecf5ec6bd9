/**
 * Values that look drawn at random and are the same in every run, so that no test that a detector judges is right on some days only.
 * Made at run time: no file of this repository holds what looks like a credential.
 */

import { createHash } from "node:crypto";

const BASE62 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BYTE_VALUES = 256;

/** One endless sequence of bytes; each call takes the next ones. */
export interface Draw {
  bytes(length: number): Buffer;
  /** @param alphabet of at most 256 characters, each as likely as the others */
  text(length: number, alphabet?: string): string;
  /** From 0 up to, not including, `bound`, which is at most 2^32. */
  below(bound: number): number;
}

/** @param name of the sequence: another name gives other values */
export function createDraw(name: string): Draw {
  let block = Buffer.alloc(0);
  let count = 0;
  const byte = (): number => {
    if (block.length === 0) block = createHash("sha256").update(`${name}\0${count++}`).digest();
    const [first] = block;
    block = block.subarray(1);
    return first!;
  };
  return {
    bytes: (length) => Buffer.from(Array.from({ length }, byte)),
    text(length, alphabet = BASE62) {
      const fair = BYTE_VALUES - (BYTE_VALUES % alphabet.length);
      let text = "";
      while (text.length < length) {
        const drawn = byte();
        if (drawn < fair) text += alphabet[drawn % alphabet.length];
      }
      return text;
    },
    below: (bound) => Buffer.from([byte(), byte(), byte(), byte()]).readUInt32LE() % bound,
  };
}
