/**
 * LZMA: the copies and literals that a range coder's bits stand for.
 *
 * Owns the decoding of one chunk of known length. Bits are `range-decoder.ts`'s, frames, resets and properties `xz.ts`'s. The dictionary is the output itself.
 */

import type { Output } from "./output.js";
import { corrupt } from "./packed-error.js";
import { HALF, RangeDecoder } from "./range-decoder.js";

const LEAST_MATCH = 2;
const STATES = 12;
const LITERAL_STATES = 7;
const POSITION_STATES = 16;
/** Probabilities of one literal. */
const LITERAL = 0x300;

/** Where each kind of probability begins in one array. */
const IS_MATCH = 0;
const IS_REPEAT: number = IS_MATCH + STATES * POSITION_STATES;
const IS_REPEAT_0: number = IS_REPEAT + STATES;
const IS_REPEAT_1: number = IS_REPEAT_0 + STATES;
const IS_REPEAT_2: number = IS_REPEAT_1 + STATES;
const IS_LONG_REPEAT: number = IS_REPEAT_2 + STATES;
const SLOTS: number = IS_LONG_REPEAT + STATES * POSITION_STATES;
const SLOT_BITS = 6;
const DISTANCES: number = SLOTS + 4 * (1 << SLOT_BITS);
const ALIGNMENT: number = DISTANCES + 128;
const ALIGN_BITS = 4;
/** Of a length: two choices, then 16 trees of 3 bits twice, and one of 8. */
const LENGTH_LOW = 2;
const LENGTH_MIDDLE: number = LENGTH_LOW + POSITION_STATES * 8;
const LENGTH_HIGH: number = LENGTH_MIDDLE + POSITION_STATES * 8;
const LENGTH: number = LENGTH_HIGH + 256;
const MATCH_LENGTH: number = ALIGNMENT + (1 << ALIGN_BITS);
const REPEAT_LENGTH: number = MATCH_LENGTH + LENGTH;
const LITERALS: number = REPEAT_LENGTH + LENGTH;

export class LzmaDecoder {
  readonly #coder: RangeDecoder = new RangeDecoder();
  #probabilities: Uint16Array = new Uint16Array(0);
  #lc = 0;
  #lpMask = 0;
  #pbMask = 0;
  #state = 0;
  #distances: [number, number, number, number] = [0, 0, 0, 0];
  /** Where the dictionary begins in the output. */
  #start = 0;

  /** Forgets the text before. */
  resetDictionary(output: Output): void {
    this.#start = output.length;
  }

  /** @param properties the byte that has lc, lp and pb. @throws PackedError */
  setProperties(properties: number): void {
    const lc = properties % 9;
    const lp = Math.floor(properties / 9) % 5;
    const pb = Math.floor(properties / 45);
    if (pb > 4 || lc + lp > 4) throw corrupt("impossible properties");
    this.#lc = lc;
    this.#lpMask = (1 << lp) - 1;
    this.#pbMask = (1 << pb) - 1;
    const count = LITERALS + (LITERAL << (lc + lp));
    if (this.#probabilities.length !== count) this.#probabilities = new Uint16Array(count);
  }

  /** False until properties were set. */
  get isReady(): boolean {
    return this.#probabilities.length > 0;
  }

  resetState(): void {
    this.#probabilities.fill(HALF);
    this.#state = 0;
    this.#distances = [0, 0, 0, 0];
  }

  /**
   * Unpacks exactly `count` bytes of exactly this input.
   *
   * @throws PackedError for what no encoder writes; RangeError where the output is full
   */
  decode(input: Uint8Array, count: number, output: Output): void {
    output.reserve(count);
    this.#coder.start(input);
    const end = output.length + count;
    const { bytes } = output;
    const p = this.#probabilities;
    while (output.length < end) {
      const position = (output.length - this.#start) & this.#pbMask;
      if (this.#coder.bit(p, IS_MATCH + this.#state * POSITION_STATES + position) === 0) {
        bytes[output.length] = this.#literal(bytes, output.length);
        output.length++;
        continue;
      }
      const length = this.#isRepeat(p) ? this.#repeat(p, position) : this.#match(p, position);
      const distance = this.#distances[0] + 1;
      const at = output.length;
      if (distance > at - this.#start) throw corrupt("a copy from before the beginning");
      if (length > end - at) throw corrupt("a copy beyond the end");
      // overlapping ones repeat themselves, so that they are copied byte by byte
      if (distance >= length) bytes.copyWithin(at, at - distance, at - distance + length);
      else if (distance === 1) bytes.fill(bytes[at - 1]!, at, at + length);
      else for (let k = at; k < at + length; k++) bytes[k] = bytes[k - distance]!;
      output.length += length;
    }
    this.#coder.finish();
  }

  #literal(bytes: Uint8Array, at: number): number {
    const p = this.#probabilities;
    const before = at > this.#start ? bytes[at - 1]! : 0;
    const context = (((at - this.#start) & this.#lpMask) << this.#lc) | (before >> (8 - this.#lc));
    const from = LITERALS + LITERAL * context;
    let node = 1;
    if (this.#state >= LITERAL_STATES) {
      const distance = this.#distances[0] + 1;
      if (distance > at - this.#start) throw corrupt("a copy from before the beginning");
      let expected = bytes[at - distance]!;
      while (node < 0x100) {
        const guess = (expected >> 7) & 1;
        expected <<= 1;
        const bit = this.#coder.bit(p, from + ((1 + guess) << 8) + node);
        node = (node << 1) | bit;
        if (bit !== guess) break;
      }
    }
    while (node < 0x100) node = (node << 1) | this.#coder.bit(p, from + node);
    this.#state = this.#state < 4 ? 0 : this.#state < 10 ? this.#state - 3 : this.#state - 6;
    return node & 0xff;
  }

  #isRepeat(p: Uint16Array): boolean {
    return this.#coder.bit(p, IS_REPEAT + this.#state) === 1;
  }

  /** A copy from a distance that was used before; returns its length. */
  #repeat(p: Uint16Array, position: number): number {
    const state = this.#state;
    const distances = this.#distances;
    if (this.#coder.bit(p, IS_REPEAT_0 + state) === 0) {
      if (this.#coder.bit(p, IS_LONG_REPEAT + state * POSITION_STATES + position) === 0) {
        this.#state = state < LITERAL_STATES ? 9 : 11;
        return 1;
      }
    } else {
      const which = this.#coder.bit(p, IS_REPEAT_1 + state) === 0 ? 1 : this.#coder.bit(p, IS_REPEAT_2 + state) === 0 ? 2 : 3;
      const distance = distances[which]!;
      for (let k = which; k > 0; k--) distances[k] = distances[k - 1]!;
      distances[0] = distance;
    }
    this.#state = state < LITERAL_STATES ? 8 : 11;
    return this.#length(p, REPEAT_LENGTH, position);
  }

  /** A copy from a new distance; returns its length. */
  #match(p: Uint16Array, position: number): number {
    const [first, second, third] = this.#distances;
    const length = this.#length(p, MATCH_LENGTH, position);
    this.#state = this.#state < LITERAL_STATES ? 7 : 10;
    this.#distances = [this.#distance(p, length), first, second, third];
    return length;
  }

  #length(p: Uint16Array, from: number, position: number): number {
    if (this.#coder.bit(p, from) === 0) return LEAST_MATCH + this.#coder.tree(p, from + LENGTH_LOW + position * 8, 3);
    if (this.#coder.bit(p, from + 1) === 0) return LEAST_MATCH + 8 + this.#coder.tree(p, from + LENGTH_MIDDLE + position * 8, 3);
    return LEAST_MATCH + 16 + this.#coder.tree(p, from + LENGTH_HIGH, 8);
  }

  #distance(p: Uint16Array, length: number): number {
    const kind = Math.min(length - LEAST_MATCH, 3);
    const slot = this.#coder.tree(p, SLOTS + (kind << SLOT_BITS), SLOT_BITS);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + this.#coder.reverseTree(p, DISTANCES + base - slot, bits);
    return base + this.#coder.plain(bits - ALIGN_BITS) * (1 << ALIGN_BITS) + this.#coder.reverseTree(p, ALIGNMENT, ALIGN_BITS);
  }
}
