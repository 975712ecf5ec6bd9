// Where things lie in the kernel's memory. The host (`../pack-memory.ts`) writes above `HOST` only.

/** Tables for codes of up to 10 and 9 bits: u32 entries, symbol << 4 | length; 0: the code is longer, or none. */
export const LITERAL_BITS: u32 = 10;
export const DISTANCE_BITS: u32 = 9;
export const LITERALS: usize = 0; // 1024 u32
export const DISTANCES: usize = 4096; // 512 u32
export const LENGTH_CODES: usize = 6144; // 128 u32
export const LENGTH_CODE_BITS: u32 = 7;
/** The same for a block with the fixed codes. */
export const FIXED_LITERALS: usize = 8192; // 1024 u32
export const FIXED_DISTANCES: usize = 12288; // 512 u32
/** For longer codes: how many there are of each length, and the symbols in the order of their codes. */
export const LITERAL_COUNTS: usize = 14336; // 16 u16
export const LITERAL_SYMBOLS: usize = 14368; // 288 u16
export const DISTANCE_COUNTS: usize = 14944; // 16 u16
export const DISTANCE_SYMBOLS: usize = 14976; // 32 u16
export const LENGTH_CODE_COUNTS: usize = 15040; // 16 u16
export const LENGTH_CODE_SYMBOLS: usize = 15072; // 19 u16
/** Scratch: a block's code lengths, the next code of each length. */
export const LENGTHS: usize = 15120; // 320 u8
export const NEXT_CODES: usize = 15440; // 16 u32
export const PLACES: usize = 15504; // 16 u32
/** First length of a match's symbol and how many bits add to it; the same of distances. */
export const LENGTH_BASES: usize = 15616; // 32 u16
export const LENGTH_EXTRA: usize = 15680; // 32 u8
export const DISTANCE_BASES: usize = 15712; // 32 u16
export const DISTANCE_EXTRA: usize = 15776; // 32 u8
/** Order in which a block gives the lengths of its length codes. */
export const ORDER: usize = 15808; // 19 u8
/** Everything above is the host's. */
export const HOST: usize = 16384;
