/**
 * How random a value looks: a character model of words and code.
 *
 * Owns the model's arithmetic; the table is `rules/model/randomness.json`, made by `scripts/train-randomness.mjs`.
 * Error rates are in `docs/detection.md`. What follows from a value that looks random is the caller's business.
 */

// biome-ignore lint/style/noRestrictedImports: trained data of this room, not the room `src/rules`
import model from "../../../rules/model/randomness.json" with { type: "json" };
import type { ValueModel } from "../../prefilter/tables.js";

const SYMBOLS = 28;
const DIGIT = 26;
const OTHER = 27;
const BACKSLASH = 92;
/** Bits of one character beyond those of its class: one of ten digits, one of some six signs that values hold. */
const DIGIT_BITS = Math.log2(10);
const OTHER_BITS = 2.6;
/** A digit that repeats or continues the one before (`111`, `2345`) is no surprise. */
const SEQUENCE_BITS = 0.5;

/** Symbol in the low five bits, class (0 other, 1 digit, 2 lower, 3 upper) above. */
const SYMBOL_OF = new Uint8Array(256).fill(OTHER);
/** Of a symbol behind two others, a character of the file; the bits of each, in sixths, have a table of their own: both stay in the first cache. */
let steps: Uint8Array = new Uint8Array();
/** By character of the file: they begin at `#` and leave out the backslash. */
const STEP_BITS = Float32Array.from({ length: 256 }, (_, code) => Math.max(0, code - (code > BACKSLASH ? 36 : 35)) / 6);
/** Bits of a character's class behind those of the two characters before; of letters single precision is kept. */
const CLASS_BITS = new Float64Array(64);
let ready = false;

function load(): void {
  if (ready) return;
  for (let code = 0; code < 26; code += 1) {
    SYMBOL_OF[97 + code] = code | (2 << 5);
    SYMBOL_OF[65 + code] = code | (3 << 5);
  }
  for (let code = 48; code < 58; code += 1) SYMBOL_OF[code] = DIGIT | (1 << 5);
  // as they are in the file: a loop over all of them would be a good part of a small scan
  steps = Buffer.from(model.rows.join(""), "latin1");
  model.capital.forEach((share, i) => {
    CLASS_BITS[i] = OTHER_BITS;
    CLASS_BITS[16 + i] = DIGIT_BITS;
    CLASS_BITS[32 + i] = Math.fround(-Math.log2(1 - share));
    CLASS_BITS[48 + i] = Math.fround(-Math.log2(share));
  });
  ready = true;
}

/** The model's tables, for the prefilter, whose kernel does the same arithmetic. */
export function modelTables(): Pick<ValueModel, "symbols" | "steps" | "stepBits" | "classBits"> {
  load();
  return { symbols: SYMBOL_OF, steps, stepBits: STEP_BITS, classBits: CLASS_BITS };
}

/** What the model says of one value; all in bits a character. */
export interface Randomness {
  /** Mean over the value: identifiers and words about 3 to 4, random base62 about 7. */
  readonly mean: number;
  /** The least mean of any eight characters in a row: low when a part of the value is a word. */
  readonly lowest: number;
}

const WINDOW = 8;
const costs = new Float32Array(512);

/** Fills `costs` for the first `length` characters, at most 512; returns their sum. */
function measure(bytes: Uint8Array, start: number, length: number): number {
  if (!ready) load();
  let b = OTHER;
  // where the costs of a symbol behind the last two begin
  let behind = (OTHER * SYMBOLS + OTHER) * SYMBOLS;
  let classes = 0;
  let previous = 0;
  let total = 0;
  for (let i = 0; i < length; i += 1) {
    const code = bytes[start + i]!;
    const packed = SYMBOL_OF[code]!;
    const symbol = packed & 31;
    const kind = packed >> 5;
    let bits = STEP_BITS[steps[behind + symbol]!]!;
    if (kind === 0 && code === previous) bits += 0;
    else if (kind === 1 && (code === previous || code === previous + 1)) bits += SEQUENCE_BITS;
    else bits += CLASS_BITS[(kind << 4) | classes]!;
    bits = Math.fround(bits);
    costs[i] = bits;
    total += bits;
    classes = ((classes << 2) | kind) & 15;
    behind = (b * SYMBOLS + symbol) * SYMBOLS;
    b = symbol;
    previous = code;
  }
  return total;
}

function measured(start: number, end: number): number {
  return Math.min(end - start, costs.length);
}

/**
 * Measures window bytes [start, end), of which the first 512 count. An empty range measures 0.
 */
export function randomnessOf(bytes: Uint8Array, start: number, end: number): Randomness {
  const length = measured(start, end);
  if (length <= 0) return { mean: 0, lowest: 0 };
  const total = measure(bytes, start, length);
  let running = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < length; i += 1) {
    const cost = costs[i] ?? 0;
    running += cost;
    if (i >= WINDOW) running -= costs[i - WINDOW] ?? 0;
    if (i >= WINDOW - 1) lowest = Math.min(lowest, running / WINDOW);
  }
  const mean = total / length;
  return { mean, lowest: lowest === Number.POSITIVE_INFINITY ? mean : lowest };
}

/** Mean bits a character of the n-gram model over window bytes; higher is more random (words about 3.5, random 6 to 8). */
export function bitsPerCharacter(bytes: Uint8Array, start: number, end: number): number {
  const length = measured(start, end);
  return length <= 0 ? 0 : measure(bytes, start, length) / length;
}

/** Least mean bits of a value that counts as random, by length: a short word may be odd, a long identifier is not. */
const LEAST_BITS: readonly (readonly [length: number, bits: number])[] = [
  [12, 6.4],
  [16, 5.9],
  [Number.POSITIVE_INFINITY, 5.6],
];
/** Hex digits cost less each, and no words are made of them; a value of only digits is never called random. */
const LEAST_BITS_HEX = 4.7;
const LEAST_HEX_LENGTH = 16;

/** True when the value is more likely random than made of words, identifiers, dates or counters. Under 8 characters: never. */
export function looksRandom(bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start;
  if (length < 8) return false;
  const bits = bitsPerCharacter(bytes, start, end);
  if (bits < LEAST_BITS_HEX) return false;
  const least = LEAST_BITS.find(([below]) => length < below)?.[1] ?? 0;
  return bits >= least || (length >= LEAST_HEX_LENGTH && isHexOfBothKinds(bytes, start, end));
}

function isHexOfBothKinds(bytes: Uint8Array, start: number, end: number): boolean {
  let digits = 0;
  let letters = 0;
  for (let i = start; i < end; i += 1) {
    const code = bytes[i] ?? 0;
    if (code >= 48 && code <= 57) digits += 1;
    else if ((code | 32) >= 97 && (code | 32) <= 102) letters += 1;
    else return false;
  }
  return digits > 0 && letters > 0;
}
