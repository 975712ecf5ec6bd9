// Inflating and deltas: what a pack's objects are made of. Addresses are the host's (`../pack-memory.ts`).

import { writeMeanings } from "./codes";
import { applyDelta as apply } from "./delta";
import { inflate as inflated, makeFixed } from "./inflate";

/** To be called once. */
export function prepare(): void {
  writeMeanings();
  makeFixed();
}

/** 1 when [from, end) is a zlib stream of exactly `size` bytes, which then stand at `to`. */
export function inflate(from: usize, end: usize, to: usize, size: u32): i32 {
  return inflated(from, end, to, size) ? 1 : 0;
}

/** 1 when the instructions at [from, end) made exactly `size` bytes of the base; the result at `to` overlaps nothing. */
export function applyDelta(base: usize, baseSize: u32, from: usize, end: usize, to: usize, size: u32): i32 {
  return apply(base, baseSize, from, end, to, size) ? 1 : 0;
}
