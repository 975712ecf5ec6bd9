/**
 * A set of object ids that stays small for millions of them: 20 bytes an id in one block of memory, where a set of strings takes
 * some hundred.
 */

const ID_BYTES = 20;

export interface IdSet {
  readonly size: number;
  /**
   * Adds an id and tells whether it was new.
   *
   * @param id hexadecimal; of a SHA-256 id the first 40 digits count
   * @param variant tells apart entries with the same id; 0 for none
   */
  add(id: string, variant?: number): boolean;
  has(id: string, variant?: number): boolean;
  /** Every entry, for a cache on disk. In no order. */
  bytes(): Buffer;
}

/** @param stored what `bytes` gave; entries of another size are not looked at */
export function createIdSet(stored?: Buffer): IdSet {
  let capacity = 1024;
  let table = Buffer.alloc(capacity * ID_BYTES);
  let size = 0;
  const entry = Buffer.alloc(ID_BYTES);

  const load = (id: string, variant: number): void => {
    entry.write(id, 0, ID_BYTES, "hex");
    if (variant !== 0) entry.writeInt32LE(entry.readInt32LE(16) ^ variant, 16);
  };
  /** Offset of the entry, or of the free place where it belongs. Ids are hashes, so their first bytes are spread evenly. */
  const find = (): { at: number; free: boolean } => {
    const mask = capacity - 1;
    for (let slot = entry.readUInt32LE(0) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * ID_BYTES;
      if (entry.compare(table, at, at + ID_BYTES) === 0) return { at, free: false };
      if (isFree(table, at)) return { at, free: true };
    }
  };
  const insert = (): boolean => {
    const { at, free } = find();
    if (free) {
      entry.copy(table, at);
      size++;
    }
    return free;
  };
  const grow = (): void => {
    const old = table;
    capacity *= 2;
    table = Buffer.alloc(capacity * ID_BYTES);
    size = 0;
    for (let at = 0; at < old.length; at += ID_BYTES) {
      if (isFree(old, at)) continue;
      old.copy(entry, 0, at, at + ID_BYTES);
      insert();
    }
  };
  const set: IdSet = {
    get size() {
      return size;
    },
    add(id, variant = 0) {
      if (size * 2 > capacity) grow();
      load(id, variant);
      return insert();
    },
    has(id, variant = 0) {
      load(id, variant);
      return !find().free;
    },
    bytes() {
      const all = Buffer.alloc(size * ID_BYTES);
      let length = 0;
      for (let at = 0; at < table.length; at += ID_BYTES) {
        if (!isFree(table, at)) length += table.copy(all, length, at, at + ID_BYTES);
      }
      return all;
    },
  };
  for (let at = 0; stored !== undefined && at + ID_BYTES <= stored.length; at += ID_BYTES) {
    if (size * 2 > capacity) grow();
    stored.copy(entry, 0, at, at + ID_BYTES);
    if (!isFree(entry, 0)) insert();
  }
  return set;
}

/** No object has the id of zeros: git uses it for "none". */
function isFree(bytes: Buffer, at: number): boolean {
  for (let i = at; i < at + ID_BYTES; i++) if (bytes[i] !== 0) return false;
  return true;
}
