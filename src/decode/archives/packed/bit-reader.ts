/**
 * Bits of a byte sequence, the highest of each byte first.
 */

import { cutOff } from "./packed-error.js";

export class BitReader {
  readonly #bytes: Uint8Array;
  #next: number;
  #held = 0;
  #count = 0;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#next = start;
  }

  /** A number of up to 24 bits. @throws PackedError where the bytes end */
  take(count: number): number {
    while (this.#count < count) {
      if (this.#next >= this.#bytes.length) throw cutOff();
      this.#held = ((this.#held << 8) | this.#bytes[this.#next++]!) >>> 0;
      this.#count += 8;
    }
    this.#count -= count;
    return (this.#held >>> this.#count) & ((1 << count) - 1);
  }

  /** The next so many bits, up to 16, zeros behind the end; they stay. */
  peek(count: number): number {
    while (this.#count < count) {
      this.#held = ((this.#held << 8) | (this.#bytes[this.#next] ?? 0)) >>> 0;
      this.#next++;
      this.#count += 8;
    }
    return (this.#held >>> (this.#count - count)) & ((1 << count) - 1);
  }

  /** Drops bits that `peek` has shown. @throws PackedError where they are none of the bytes */
  drop(count: number): void {
    this.#count -= count;
    if (this.#next - (this.#count >> 3) > this.#bytes.length) throw cutOff();
  }

  take32(): number {
    return ((this.take(16) << 16) | this.take(16)) >>> 0;
  }

  /** Where the next whole byte stands. */
  byteOffset(): number {
    return this.#next - (this.#count >> 3);
  }
}
