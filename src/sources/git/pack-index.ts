/**
 * The index of a pack, version 2: where in the pack an object stands.
 */

/** `\xfftOc`, version 2. */
const MAGIC = 0xff744f63;
const VERSION = 2;
const HEADER_BYTES = 8;
const FAN_OUT_BYTES = 256 * 4;
const LARGE_OFFSET = 0x80000000;

export interface PackIndex {
  /** Offset in the pack; undefined where the pack does not have the object. @param id its bytes */
  find(id: Buffer): number | undefined;
}

/**
 * @param bytes the index file
 * @param idBytes 20, or 32 in a SHA-256 repository
 * @returns undefined for an index that is none, or not whole
 */
export function readPackIndex(bytes: Buffer, idBytes: number): PackIndex | undefined {
  const ids = HEADER_BYTES + FAN_OUT_BYTES;
  if (bytes.length < ids || bytes.readUInt32BE(0) !== MAGIC || bytes.readUInt32BE(4) !== VERSION) return undefined;
  const upTo = (firstByte: number): number => (firstByte < 0 ? 0 : bytes.readUInt32BE(HEADER_BYTES + firstByte * 4));
  const count = upTo(255);
  // ids, a checksum for each, an offset for each; then large offsets and two digests
  const offsets = ids + count * (idBytes + 4);
  const large = offsets + count * 4;
  if (large + 2 * idBytes > bytes.length) return undefined;
  return {
    find(id) {
      // the first 32 bits tell nearly all ids apart, and are numbers
      const head = id.readUInt32BE(0);
      let low = upTo(id[0]! - 1);
      let high = Math.min(upTo(id[0]!), count);
      while (low < high) {
        const middle = (low + high) >>> 1;
        const at = ids + middle * idBytes;
        const other = bytes.readUInt32BE(at);
        const order = head === other ? id.compare(bytes, at, at + idBytes) : head - other;
        if (order === 0) return offsetAt(middle);
        if (order < 0) high = middle;
        else low = middle + 1;
      }
      return undefined;
    },
  };

  function offsetAt(position: number): number | undefined {
    const offset = bytes.readUInt32BE(offsets + position * 4);
    if (offset < LARGE_OFFSET) return offset;
    const at = large + (offset - LARGE_OFFSET) * 8;
    if (at + 8 > bytes.length - 2 * idBytes) return undefined;
    return Number(bytes.readBigUInt64BE(at));
  }
}
