/**
 * The range coder of LZMA: bits, each with the probability that was learned for it, and trees of them.
 *
 * Owns the input of one chunk. What the bits stand for is `lzma.ts`'s.
 */

import { corrupt, cutOff } from "./packed-error.js";

const TOTAL_BITS = 11;
const MOVE_BITS = 5;
const TOP = 1 << 24;

/** The probability that is known before anything was learned: one in two. */
export const HALF: number = 1 << (TOTAL_BITS - 1);

export class RangeDecoder {
  #input: Uint8Array = new Uint8Array(0);
  #next = 0;
  #range = 0;
  #code = 0;

  /** @throws PackedError for a chunk that no coder begins */
  start(input: Uint8Array): void {
    if (input.length < 5) throw cutOff();
    if (input[0] !== 0) throw corrupt("no range coder where one should begin");
    this.#input = input;
    this.#range = 0xffffffff;
    this.#code = ((input[1]! << 24) | (input[2]! << 16) | (input[3]! << 8) | input[4]!) >>> 0;
    this.#next = 5;
  }

  #normalize(): void {
    if (this.#next >= this.#input.length) throw corrupt("a chunk that ends too early");
    this.#range = (this.#range << 8) >>> 0;
    this.#code = ((this.#code << 8) | this.#input[this.#next++]!) >>> 0;
  }

  /** @param p probabilities; the one at `index` learns. @throws PackedError where the input has ended */
  bit(p: Uint16Array, index: number): 0 | 1 {
    if (this.#range < TOP) this.#normalize();
    const probability = p[index]!;
    const bound = (this.#range >>> TOTAL_BITS) * probability;
    if (this.#code < bound) {
      this.#range = bound;
      p[index] = probability + ((2048 - probability) >> MOVE_BITS);
      return 0;
    }
    this.#range -= bound;
    this.#code -= bound;
    p[index] = probability - (probability >> MOVE_BITS);
    return 1;
  }

  /** A number of so many bits, the highest first; `from` is where the tree's probabilities begin. */
  tree(p: Uint16Array, from: number, bits: number): number {
    let node = 1;
    for (let k = 0; k < bits; k++) node = (node << 1) | this.bit(p, from + node);
    return node - (1 << bits);
  }

  /** The same with the lowest bit first. */
  reverseTree(p: Uint16Array, from: number, bits: number): number {
    let node = 1;
    let value = 0;
    for (let k = 0; k < bits; k++) {
      const bit = this.bit(p, from + node);
      node = (node << 1) | bit;
      value |= bit << k;
    }
    return value;
  }

  /** Bits without a probability. */
  plain(count: number): number {
    let value = 0;
    for (let k = 0; k < count; k++) {
      if (this.#range < TOP) this.#normalize();
      this.#range >>>= 1;
      const bit = this.#code >= this.#range ? 1 : 0;
      if (bit === 1) this.#code -= this.#range;
      value = (value << 1) | bit;
    }
    return value >>> 0;
  }

  /** @throws PackedError where the input does not end with what was decoded */
  finish(): void {
    // the coder reads one byte ahead at times
    if (this.#range < TOP) this.#normalize();
    if (this.#next !== this.#input.length || this.#code !== 0) throw corrupt("a chunk that does not end where it should");
  }
}
