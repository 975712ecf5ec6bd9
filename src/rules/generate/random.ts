/**
 * Random numbers that a seed decides: the same rule is proved with the same texts each time.
 */

export interface Random {
  /** A whole number in [0, limit). */
  below(limit: number): number;
}

/** A generator of 32-bit numbers (mulberry32); good enough to choose characters, not to make keys. */
export function createRandom(seed: string): Random {
  let state = hash(seed);
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
    },
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
