/**
 * One block of bzip2: Huffman codes, moved to the front, runs, and the Burrows-Wheeler transform undone.
 */

import type { BitReader } from "./bit-reader.js";
import { createHuffmanCode, type HuffmanCode } from "./huffman.js";
import type { Output } from "./output.js";
import { corrupt, PackedError } from "./packed-error.js";

/** Symbols that one selector holds for. */
const GROUP = 50;
const LONGEST_CODE = 20;
const RUN_A = 0;
const RUN_B = 1;
/** Equal bytes behind which the next one counts how many more there are. */
const REPEATED = 4;

/** Kept from block to block and file to file: to make 3.6 MB for each small one would take longer than reading it. */
let memory: Uint32Array = new Uint32Array(0);

/**
 * Reads a block whose mark and checksum have been read, and appends what it holds.
 *
 * @param capacity bytes of a block before runs are undone, at most 900,000
 * @throws PackedError; RangeError where the output is full
 */
export function readBlock(bits: BitReader, capacity: number, output: Output): void {
  if (memory.length < capacity) memory = new Uint32Array(capacity);
  const links = memory.subarray(0, capacity);
  if (bits.take(1) === 1) throw new PackedError("is packed in an old way of bzip2 (randomised), which is not supported");
  const origin = bits.take(24);
  const alphabet = readAlphabet(bits);
  const codes = readCodes(bits, alphabet.length + 2);
  const length = readSymbols(bits, alphabet, codes, links);
  if (origin >= length) throw corrupt("a start outside of its block");
  undoTransform(links, length, origin, output);
}

function readAlphabet(bits: BitReader): number[] {
  const rows = bits.take(16);
  const alphabet: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const used = bits.take(16);
    for (let column = 0; column < 16; column++) if ((used & (0x8000 >> column)) !== 0) alphabet.push(row * 16 + column);
  }
  if (alphabet.length === 0) throw corrupt("an empty alphabet");
  return alphabet;
}

/** The code of each group of symbols. */
function readCodes(bits: BitReader, symbols: number): { readonly selectors: Uint8Array; readonly codes: HuffmanCode[] } {
  const count = bits.take(3);
  const selectors = new Uint8Array(bits.take(15));
  if (count < 2 || count > 6 || selectors.length === 0) throw corrupt("an impossible number of codes");
  const order = Array.from({ length: count }, (_, k) => k);
  for (let k = 0; k < selectors.length; k++) {
    let place = 0;
    while (bits.take(1) === 1) if (++place >= count) throw corrupt("an unknown code");
    const [chosen] = order.splice(place, 1);
    order.unshift(chosen!);
    selectors[k] = chosen!;
  }
  const codes = Array.from({ length: count }, () => createHuffmanCode(readLengths(bits, symbols)));
  return { selectors, codes };
}

function readLengths(bits: BitReader, symbols: number): Uint8Array {
  const lengths = new Uint8Array(symbols);
  let length = bits.take(5);
  for (let k = 0; k < symbols; k++) {
    while (bits.take(1) === 1) length += bits.take(1) === 1 ? -1 : 1;
    if (length < 1 || length > LONGEST_CODE) throw corrupt("an impossible length of a code");
    lengths[k] = length;
  }
  return lengths;
}

/** Writes the block's bytes to the low eight bits of `links`; returns how many. */
function readSymbols(
  bits: BitReader,
  alphabet: number[],
  { selectors, codes }: { readonly selectors: Uint8Array; readonly codes: readonly HuffmanCode[] },
  links: Uint32Array,
): number {
  const front = Uint8Array.from(alphabet);
  const end = alphabet.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  for (const selector of selectors) {
    const code = codes[selector]!;
    for (let k = 0; k < GROUP; k++) {
      const symbol = code.read(bits);
      if (symbol === RUN_A || symbol === RUN_B) {
        run += weight << symbol;
        weight <<= 1;
        if (run > links.length) throw corrupt("a run longer than its block");
        continue;
      }
      if (length + run + (symbol === end ? 0 : 1) > links.length) throw corrupt("more than its block holds");
      links.fill(front[0]!, length, length + run);
      length += run;
      run = 0;
      weight = 1;
      if (symbol === end) return length;
      const place = symbol - 1;
      const byte = front[place]!;
      front.copyWithin(1, 0, place);
      front[0] = byte;
      links[length++] = byte;
    }
  }
  throw corrupt("no end of a block");
}

/** Follows the links of the sorted rotations, and undoes the runs of the first step. */
function undoTransform(links: Uint32Array, length: number, origin: number, output: Output): void {
  const starts = new Uint32Array(256);
  for (let k = 0; k < length; k++) starts[links[k]! & 255]!++;
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = starts[byte]!;
    starts[byte] = sum;
    sum += count;
  }
  for (let k = 0; k < length; k++) {
    const place = starts[links[k]! & 255]!++;
    links[place] = (links[place]! & 255) | (k << 8);
  }
  let at = links[origin]! >>> 8;
  let before = -1;
  let repeated = 0;
  output.reserve(length);
  for (let k = 0; k < length; k++) {
    const link = links[at]!;
    const byte = link & 255;
    at = link >>> 8;
    if (repeated === REPEATED) {
      output.reserve(byte + length - k);
      output.bytes.fill(before, output.length, output.length + byte);
      output.length += byte;
      repeated = 0;
      before = -1;
      continue;
    }
    repeated = byte === before ? repeated + 1 : 1;
    before = byte;
    output.bytes[output.length++] = byte;
  }
}
