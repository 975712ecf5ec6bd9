/**
 * What the kernel is told to look for: plain data, made by `detect`, which owns what the words and the model mean.
 */

export interface PrefilterTables {
  /** Lower-case ASCII or UTF-8 as a latin-1 string, 3 to 16 bytes; any case of ASCII letters matches. At most 65,535; some 40 cost hardly more than one. */
  readonly words: readonly string[];
  /** By word the group in which it passes with few other texts, 1 to 16, or 0: the kernel finds one. Without it it does for all. */
  readonly groups?: Uint8Array;
  /** Without it every word counts wherever it stands. */
  readonly names?: NameTable;
  /**
   * Starts of credentials, case-sensitive printable ASCII, at least 2 bytes; only the first 16 bytes of a longer one count.
   * At most 65,535; their number costs nothing.
   */
  readonly prefixes: readonly string[];
  /**
   * By prefix how many token characters a run must have from the prefix's start on, at least, up to 255; 0: any number. Without it any
   * number does for all.
   */
  readonly leastRuns?: Uint8Array;
  /** Without it every run is reported. */
  readonly model?: ValueModel;
  /** Without it every context may make a value of a run that looks like one. */
  readonly context?: ContextTable;
}

/** Words that count only where the text around them may hold a value: what may be assigned to a name, a password in a URL. */
export interface NameTable {
  /**
   * For the first of `words`, at most 640 of them: 1 a part of a name, 2 of one that says little, 3 the `://` of a URL,
   * 4 the end of a call's name, 5 `basic ` and `bearer `, 6 the `\u{` of an escape.
   */
  readonly checks: Uint8Array;
  /**
   * What must stand around a word that is a part of a name. By checked word the u16 offset of its record (low byte first), then the
   * records: 1 where no letter of the same word may stand before; then four lists, each a count and by text its length and letters in
   * lower case: what may follow in letters of the same case; the same for what nothing may follow in turn; what must not stand
   * before; what must not unless letters follow. A record whose first list has the count 255 lets anything follow.
   */
  readonly borders: Uint8Array;
  /** By byte, 256 of them: bit 0, it goes on a name; bit 1, what follows a name may be an assignment. */
  readonly bytes: Uint8Array;
  /** Bits a character by the model from which on letters under a name that says little may be a secret outside of code. */
  readonly leastOfWords: number;
}

/** The n-gram model by which a run of words is told from one that machines made; see `detect/randomness`. */
export interface ValueModel {
  /** By byte: a symbol below 28 in the low five bits, 27 for all signs; above them its class: 0 sign, 1 digit, 2 small letter, 3 capital. */
  readonly symbols: Uint8Array;
  /** 28 x 28 x 28 by two symbols and the one behind them: index in `stepBits`. */
  readonly steps: Uint8Array;
  /** 256 values, in bits. */
  readonly stepBits: Float32Array;
  /** Bits of a sign, a digit, a small letter and a capital, 16 each by the classes of the two characters before. */
  readonly classBits: Float64Array;
  /** Mean bits a character from which on a run may be a value, where it has digits and where it has none. */
  readonly leastWithDigits: number;
  readonly leastOfLetters: number;
}

/** The words that make a value of a run near by; see `detect/context-word-table`, which makes it, and `detect/context-stretch`. */
export interface ContextTable {
  /** By byte: 0 a joint, 1 punctuation, 2 a small letter, 3 a capital, 4 a digit. */
  readonly kinds: Uint8Array;
  /** By the kinds of two characters, the first times 8: 1 where a word may begin or end between them, 2: if a small letter follows. */
  readonly borders: Uint8Array;
  /** 2^13 lists of entries by key / 16: the first entry, by entry the next one (0: none) and its word. */
  readonly heads: Uint16Array;
  readonly next: Uint16Array;
  readonly entries: Uint16Array;
  readonly texts: readonly string[];
  /** By word below `providers` what its rules need of a value; see `detect/context-fit`. */
  readonly fits: Uint8Array;
  /** Words below this index count on either side of a value, the others before it only. */
  readonly providers: number;
}
