/**
 * The kernel's memory: what the host writes there, and where the window and the candidates lie.
 *
 * Owns the addresses; `kernel/layout.ts` names the same. What is looked up while scanning the kernel makes itself.
 */

import { classTables, TEXT_SHARES, tokenTables } from "./classes.js";
import { contextSize, writeContext } from "./context-memory.js";
import type { PrefilterTables } from "./tables.js";

const FIELD = {
  window: 0,
  out: 1,
  wordCount: 2,
  prefixCount: 3,
  wordEntries: 4,
  prefixEntries: 5,
  checkCount: 7,
  hasModel: 8,
  context: 9,
  providers: 10,
  borders: 12,
  behind: 13,
} as const;
const CLASSES = 64;
const TOKENS = 144;
const SHARES = 176;
/** Behind the kernel's tables and scratch. */
const NAME_BYTES = 54528;
const SYMBOLS = 54784;
const CHECKS = 55040;
const LEAST_BITS = 55680;
const STEPS = 55744;
const CLASS_BITS = 116800;
const STEP_BITS = 117376;
const ENTRIES = 119808;
/** 32 bytes for a word or prefix, of which the text takes the first 16. */
const ENTRY_SIZE = 32;
const ENTRY_GROUP = 18;
const ENTRY_LEAST_RUN = 19;
/** The kernel compares one vector of a word or prefix. */
const COMPARED_BYTES = 16;
/** The kernel looks at bytes around the window: zeros before it; behind it stale ones, which never decide anything. */
const BEFORE_WINDOW = 64;
const BEHIND_WINDOW = 1088;
/** Where the kernel keeps what stands behind a text while zeros stand there. */
const BEHIND_BYTES = 1024;

/** Where a window and its candidates lie, in bytes. */
export interface Room {
  readonly window: number;
  readonly candidates: number;
  /** Number of u32 behind `candidates`: enough for every place of a full window. */
  readonly candidateWords: number;
  readonly size: number;
}

/** Addresses in the kernel's memory, in bytes. */
export interface Layout extends Room {
  readonly wordEntries: number;
  readonly prefixEntries: number;
  readonly context: number;
  readonly borders: number;
  readonly behind: number;
}

export function layOut({ words, prefixes, names, context: table }: PrefilterTables, capacity: number): Layout {
  const prefixEntries = ENTRIES + words.length * ENTRY_SIZE;
  const context = prefixEntries + prefixes.length * ENTRY_SIZE;
  const borders = align(context + (table === undefined ? 0 : contextSize(table)));
  const behind = align(borders + (names?.borders.length ?? 0));
  return { wordEntries: ENTRIES, prefixEntries, context, borders, behind, ...roomBehind(behind, capacity) };
}

/** @param tables where the tables end */
function roomBehind(tables: number, capacity: number): Room {
  const window = tables + BEHIND_BYTES + BEFORE_WINDOW;
  const candidates = align(window + capacity + BEHIND_WINDOW);
  // a word may start at every byte; runs take 16 bytes and a border
  const candidateWords = 2 * (capacity + Math.ceil(capacity / 17) + 1);
  return { window, candidates, candidateWords, size: candidates + 4 * candidateWords };
}

/** The tables as `prepare` has left them. They do not depend on the window's size. */
export function imageOf(memory: ArrayBuffer, { behind }: Layout): Uint8Array {
  return new Uint8Array(memory.slice(0, behind));
}

/** Room for an image and a window of its own. */
export function layOutImage(image: Uint8Array, capacity: number): Room {
  return roomBehind(image.length, capacity);
}

/** In place of `writeTables` and `prepare`. */
export function writeImage(memory: ArrayBuffer, { window, candidates }: Room, image: Uint8Array): void {
  new Uint8Array(memory).set(image);
  const fields = new Uint32Array(memory, 0, 16);
  fields[FIELD.window] = window;
  fields[FIELD.out] = candidates;
}

/** What the kernel's `prepare` expects. */
export function writeTables(memory: ArrayBuffer, layout: Layout, tables: PrefilterTables): void {
  const { words, groups, names, prefixes, leastRuns, model, context } = tables;
  const fields = new Uint32Array(memory, 0, 16);
  fields[FIELD.window] = layout.window;
  fields[FIELD.out] = layout.candidates;
  fields[FIELD.wordCount] = words.length;
  fields[FIELD.prefixCount] = prefixes.length;
  fields[FIELD.wordEntries] = layout.wordEntries;
  fields[FIELD.prefixEntries] = layout.prefixEntries;
  fields[FIELD.checkCount] = names?.checks.length ?? 0;
  fields[FIELD.hasModel] = model === undefined ? 0 : 1;
  fields[FIELD.context] = context === undefined ? 0 : layout.context;
  fields[FIELD.providers] = context?.providers ?? 0;
  fields[FIELD.behind] = layout.behind;
  const bytes = Buffer.from(memory);
  bytes.set(classTables(), CLASSES);
  bytes.set(tokenTables(), TOKENS);
  bytes.set(TEXT_SHARES, SHARES);
  if (names !== undefined) {
    bytes.set(names.bytes, NAME_BYTES);
    bytes.set(names.checks, CHECKS);
    bytes.set(names.borders, layout.borders);
    fields[FIELD.borders] = layout.borders;
    new Float64Array(memory, LEAST_BITS, 3)[2] = names.leastOfWords;
  }
  if (model !== undefined) {
    bytes.set(model.symbols, SYMBOLS);
    bytes.set(model.steps, STEPS);
    new Float32Array(memory, STEP_BITS, 256).set(model.stepBits);
    new Float64Array(memory, CLASS_BITS, 64).set(model.classBits);
    new Float64Array(memory, LEAST_BITS, 2).set([model.leastWithDigits, model.leastOfLetters]);
  }
  if (context !== undefined) writeContext(memory, layout.context, context);
  bytes.write(padded(words), layout.wordEntries, "latin1");
  bytes.write(padded(prefixes), layout.prefixEntries, "latin1");
  groups?.forEach((group, word) => {
    bytes[layout.wordEntries + word * ENTRY_SIZE + ENTRY_GROUP] = group;
  });
  leastRuns?.forEach((length, prefix) => {
    bytes[layout.prefixEntries + prefix * ENTRY_SIZE + ENTRY_LEAST_RUN] = length;
  });
}

/** One string, since one long write is cheaper than many short ones. */
function padded(texts: readonly string[]): string {
  let entries = "";
  for (const text of texts) {
    entries += (text.length > COMPARED_BYTES ? text.slice(0, COMPARED_BYTES) : text).padEnd(ENTRY_SIZE, "\0");
  }
  return entries;
}

function align(address: number): number {
  return (address + 63) & ~63;
}
