// Where things lie in the kernel's memory. The host (`../memory.ts`) has the same addresses.

/** What the host writes before it calls `prepare`: u32 values. */
export const WINDOW: usize = 0; // address of window[0]; 64 zero bytes stand before it, 1,088 readable ones behind it
export const OUT: usize = 4; // address of the candidates
export const WORD_COUNT: usize = 8;
export const PREFIX_COUNT: usize = 12;
export const WORD_ENTRIES: usize = 16; // address
export const PREFIX_ENTRIES: usize = 20; // address
export const CHECK_COUNT: usize = 28; // the first so many words are checked: see `words.ts`
export const HAS_MODEL: usize = 32; // 0: all runs are reported, 1: see `values.ts`
export const CONTEXT: usize = 36; // address of the tables of `context.ts`, 0: none
export const CONTEXT_PROVIDERS: usize = 40; // words below this index are providers'
export const SYNTAX: usize = 44; // of the text at hand: see `steps.ts`
export const BORDERS: usize = 48; // address of a table: see `borders.ts`
export const BEHIND: usize = 52; // address of scratch for what stands behind the text
export const BEHIND_BYTES: usize = 1024;
/** Tables of the host, as they are. */
export const CLASSES: usize = 64; // 5 vectors: see `runs.ts`
export const TOKENS: usize = 144; // 2 vectors: token characters by low and by high nibble
export const SHARES: usize = 176; // 40 u8: see `groups.ts`
export const NAME_BYTES: usize = 54528; // 256 u8: see `words.ts`
export const SYMBOLS: usize = 54784; // from here on the n-gram model: see `values.ts`
export const CHECKS: usize = 55040; // u8 by word: see `words.ts`
export const LEAST_BITS: usize = 55680; // 3 f64: of a value with digits, of letters, of letters under a weak name
export const STEPS: usize = 55744; // 28^3 u8
/** Scratch of `context-hits.ts`: 16 bytes a hit. */
export const HIT_COUNT: usize = 83968;
export const HITS: usize = 83984;
export const CLASS_BITS: usize = 116800; // 4 x 16 f64: see `values.ts`
export const HEAD: usize = 117312; // 16 u8: see `encoded.ts`
export const STEP_BITS: usize = 117376; // 256 f32: see `values.ts`
/** What `prepare` makes of words and prefixes. */
export const WORD_PASSES: usize = 24; // u32: how many of the tables at NIBBLES are in use
export const NIBBLES: usize = 119424; // 2 passes of 12 vectors: see `maskWords`
export const DISTANCES: usize = 512; // 128 u32 by a byte of ASCII: bit d, it is some prefix's last byte that is no token character, at its d-th place
export const WORD_BITMAP: usize = 1024; // 2^13 u8 by the hash of three folded bytes: bits by the fourth one
/** 2^10 u8 by the hash of two bytes: 255 less the shortest run of such a prefix. */
export const PAIR_ROOM: usize = 118400;
export const PREFIX_BITMAP: usize = 9216; // 2^16 bits by the hash of three bytes
export const PAIR_BITMAP: usize = 17408; // 2^16 bits by the first two bytes: prefixes of exactly two bytes
export const WORD_HEADS: usize = 25600; // 2^10 u16 by the hash of three folded bytes: first entry (1-based) of the chain
export const PREFIX_HEADS: usize = 27648; // 2^12 u16
/** Scratch for one chunk. */
export const CHUNK: usize = 4096;
export const PLACES: usize = 35840; // u32 addresses, one a byte and some more
/** Of `context-hits.ts`, while no places are held: u32 character of a stretch, u32 the letters up to it. */
export const KEYS: usize = PLACES;
export const BLOCKS: usize = 52288; // 16 bytes a block of 64, and one more
export const WORD_MASKS: usize = 53392; // 16 bits a vector; the vector before a chunk has a mask as well
export const TOKEN_MASKS: usize = 53952;

/** Behind CONTEXT: u8 by byte (two tables), u8 by two kinds, addresses of tables by entry and of texts, bits by letters, u16 by list. */
export const CONTEXT_KINDS: usize = 0;
export const CONTEXT_BORDERS: usize = 256;
export const CONTEXT_NEXT: usize = 320;
export const CONTEXT_ENTRIES: usize = 324;
export const CONTEXT_TEXTS: usize = 328; // 31 bytes of text, then its length
export const CONTEXT_FITS: usize = 332; // 20 bytes a word: see `context.ts`
export const CONTEXT_PLAIN: usize = 384;
export const CONTEXT_SIEVE: usize = 640;
export const CONTEXT_HEADS: usize = 4736;

/**
 * Entry of a word or prefix: 16 bytes of text (zero padded) and behind the u16 mask of its bytes u8 of a word's group and of a prefix's
 * shortest run, from the host; the mask, then u32 length, index, next (1-based).
 */
export const ENTRY_SHIFT: u32 = 5;
export const ENTRY_MASK: usize = 16;
export const ENTRY_GROUP: usize = 18;
export const ENTRY_LEAST_RUN: usize = 19;
export const ENTRY_LENGTH: usize = 20;
export const ENTRY_INDEX: usize = 24;
export const ENTRY_NEXT: usize = 28;

/** Makes capitals lower case, and some other bytes the same: the comparison that follows is exact. */
export const FOLDING: u32 = 0x20202020;

const GOLDEN: u32 = 0x9e3779b1;

/** Hash of the low three bytes; the caller shifts it right by 32 minus the bits it wants. */
@inline export function hash3(bytes: u32): u32 {
  return (bytes & 0xffffff) * GOLDEN;
}

/** Of the low two bytes, 10 bits. */
@inline export function hashPair(bytes: u32): usize {
  return <usize>(((bytes & 0xffff) * GOLDEN) >> 22);
}

/** One bit of a bitmap in memory. */
@inline export function testBit(bitmap: usize, bit: u32): u32 {
  return <u32>load<u8>(bitmap + (bit >> 3)) & (<u32>1 << (bit & 7));
}
