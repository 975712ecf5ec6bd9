// Where things lie in the kernel's memory. The host (`../tables.ts`) fills in the tables and keeps the same offsets.
//
// Address 0 holds a header of u32 fields, so that the host decides all sizes; everything else is found through it.

/** Header fields: byte offsets of u32 values. */
export const WINDOW: usize = 0; // address of window[0]; 64 zero bytes stand before it, 128 readable ones behind it
export const OUT: usize = 4; // address of the candidates
export const WORD_BITMAP: usize = 8; // 2^16 bits by the hash of four folded bytes
export const WORD_HEADS: usize = 12; // 2^10 u16: first entry (1-based) of the chain, longest word first
export const WORD_ENTRIES: usize = 16;
export const PREFIX_BITMAP: usize = 20; // 2^16 bits by the hash of three bytes
export const PREFIX_HEADS: usize = 24; // 2^12 u16
export const PREFIX_ENTRIES: usize = 28;
export const PAIR_BITMAP: usize = 32; // 2^16 bits by the first two bytes: prefixes of exactly two bytes
export const PLACES: usize = 40; // scratch: u32 addresses
export const BLOCKS: usize = 44; // scratch: 16 bytes each
export const WORD_MASKS: usize = 48; // scratch: 16 bits a vector
export const TOKEN_MASKS: usize = 52;
export const WORD_PASSES: usize = 56; // u32: how many of the tables at NIBBLES are in use
export const CLASSES: usize = 64; // 5 vectors: see `runs.ts`
export const TOKENS: usize = 144; // 2 vectors: token characters by low and by high nibble
export const NIBBLES: usize = 192; // 2 passes of 8 vectors: see `maskWords`
export const DISTANCES: usize = 448; // 128 u32 by a byte of ASCII: bit d, it is some prefix's last byte that is no token character, at its d-th place

/** Entry of a word or prefix: 16 bytes of text (zero padded), then u32 mask of its bytes, length, index, next (1-based). */
export const ENTRY_SHIFT: u32 = 5;
export const ENTRY_MASK: usize = 16;
export const ENTRY_LENGTH: usize = 20;
export const ENTRY_INDEX: usize = 24;
export const ENTRY_NEXT: usize = 28;

const GOLDEN: u32 = 0x9e3779b1;

/** Hash of the low three bytes; the caller shifts it right by 32 minus the bits it wants. */
// @ts-ignore: decorator
@inline export function hash3(bytes: u32): u32 {
  return (bytes & 0xffffff) * GOLDEN;
}

/** Hash of four bytes. */
// @ts-ignore: decorator
@inline export function hash4(bytes: u32): u32 {
  return bytes * GOLDEN;
}

/** One bit of a bitmap in memory. */
// @ts-ignore: decorator
@inline export function testBit(bitmap: usize, bit: u32): u32 {
  return <u32>load<u8>(bitmap + (bit >> 3)) & (<u32>1 << (bit & 7));
}
