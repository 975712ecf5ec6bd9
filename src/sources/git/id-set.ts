/**
 * A set of object ids that stays small for millions of them: 24 bytes an id in one block of memory, where a set of strings takes
 * some hundred. Each id may carry a number.
 */

/** 32-bit words of an entry: five of the id (of a SHA-256 id the first 40 digits count), then the number. */
const WORDS = 6;
const ENTRY_BYTES = WORDS * 4;
const ID_DIGITS = 40;
/** Entries up to which a set grows in large steps. */
const SMALL = 1 << 16;

export interface IdSet {
  readonly size: number;
  /**
   * Adds an id and tells whether it was new.
   *
   * @param id hexadecimal, at least 40 digits
   * @param variant tells apart entries with the same id; 0 for none
   * @param value kept with an entry that is new; a whole number from -2^31 to below 2^31
   */
  add(id: string, variant?: number, value?: number): boolean;
  has(id: string, variant?: number): boolean;
  /** Changes the number of an entry that is there. */
  setValue(id: string, variant: number, value: number): void;
  /** The number that came with the entry; undefined where there is none. */
  valueOf(id: string, variant?: number): number | undefined;
  /** Every entry, for a cache on disk. In no order. */
  bytes(): Buffer;
}

/** @param stored what `bytes` gave; an incomplete last entry is not looked at */
export function createIdSet(stored?: Buffer): IdSet {
  let capacity = 1024;
  let table = new Int32Array(capacity * WORDS);
  let size = 0;
  const entry = new Int32Array(WORDS);
  const entryBytes = Buffer.from(entry.buffer);

  const load = (id: string, variant: number): void => {
    entryBytes.write(id.length > ID_DIGITS ? id.slice(0, ID_DIGITS) : id, "hex");
    if (variant !== 0) entry[4]! ^= variant;
  };
  /** Offset of the entry, or of the free place where it belongs. Ids are hashes, so their first bytes are spread evenly. */
  const find = (): number => {
    const mask = capacity - 1;
    for (let slot = entry[0]! & mask; ; slot = (slot + 1) & mask) {
      const at = slot * WORDS;
      if (isFree(table, at) || isEntry(at)) return at;
    }
  };
  const isEntry = (at: number): boolean =>
    table[at] === entry[0] &&
    table[at + 1] === entry[1] &&
    table[at + 2] === entry[2] &&
    table[at + 3] === entry[3] &&
    table[at + 4] === entry[4];
  const insert = (): boolean => {
    const at = find();
    if (!isFree(table, at)) return false;
    table.set(entry, at);
    size++;
    return true;
  };
  const grow = (): void => {
    const old = table;
    capacity *= capacity < SMALL ? 4 : 2;
    table = new Int32Array(capacity * WORDS);
    const mask = capacity - 1;
    for (let from = 0; from < old.length; from += WORDS) {
      if (isFree(old, from)) continue;
      let slot = old[from]! & mask;
      while (!isFree(table, slot * WORDS)) slot = (slot + 1) & mask;
      for (let word = 0; word < WORDS; word++) table[slot * WORDS + word] = old[from + word]!;
    }
  };
  const set: IdSet = {
    get size() {
      return size;
    },
    add(id, variant = 0, value = 0) {
      if (size * 2 > capacity) grow();
      load(id, variant);
      entry[5] = value;
      return insert();
    },
    has(id, variant = 0) {
      load(id, variant);
      return !isFree(table, find());
    },
    setValue(id, variant, value) {
      load(id, variant);
      const at = find();
      if (!isFree(table, at)) table[at + 5] = value;
    },
    valueOf(id, variant = 0) {
      load(id, variant);
      const at = find();
      return isFree(table, at) ? undefined : table[at + 5];
    },
    bytes() {
      const all = new Int32Array(size * WORDS);
      let length = 0;
      for (let at = 0; at < table.length; at += WORDS) {
        if (isFree(table, at)) continue;
        for (let word = 0; word < WORDS; word++) all[length++] = table[at + word]!;
      }
      return Buffer.from(all.buffer);
    },
  };
  for (let at = 0; stored !== undefined && at + ENTRY_BYTES <= stored.length; at += ENTRY_BYTES) {
    if (size * 2 > capacity) grow();
    stored.copy(entryBytes, 0, at, at + ENTRY_BYTES);
    if (!isFree(entry, 0)) insert();
  }
  return set;
}

/** No object has the id of zeros: git uses it for "none". */
function isFree(words: Int32Array, at: number): boolean {
  return (words[at]! | words[at + 1]! | words[at + 2]! | words[at + 3]! | words[at + 4]!) === 0;
}
