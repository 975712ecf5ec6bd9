/**
 * What stands in a pack before an object's compressed bytes: its type and size and, of a delta, where its base is.
 */

/** Types of objects as a pack has them. */
export const PACKED: {
  readonly commit: 1;
  readonly tree: 2;
  readonly blob: 3;
  readonly tag: 4;
  readonly offsetDelta: 6;
  readonly idDelta: 7;
} = { commit: 1, tree: 2, blob: 3, tag: 4, offsetDelta: 6, idDelta: 7 };

/** Longest that stands before the compressed bytes: two numbers, or a number and an id. */
export const HEAD_BYTES = 48;

export interface Entry {
  readonly type: number;
  /** Of the object, or of the delta, unpacked. */
  readonly size: number;
  /** Where the compressed bytes begin, in the pack. */
  readonly data: number;
  /** Of a delta: where its base stands. */
  readonly base: number | undefined;
}

/**
 * @param head bytes at `offset` of the pack, `HEAD_BYTES` of them where there are so many
 * @param find where an object of the pack stands
 * @returns undefined for a head that is cut off
 */
export function parseEntry(
  head: Buffer,
  offset: number,
  idBytes: number,
  find: (id: Buffer) => number | undefined,
): Entry | undefined {
  let at = 0;
  let byte = head[at++]!;
  const type = (byte >> 4) & 7;
  let size = byte & 15;
  for (let scale = 16; (byte & 0x80) !== 0; scale *= 128) {
    byte = head[at++]!;
    size += (byte & 0x7f) * scale;
  }
  let base: number | undefined;
  if (type === PACKED.offsetDelta) {
    byte = head[at++]!;
    let back = byte & 0x7f;
    while ((byte & 0x80) !== 0) {
      byte = head[at++]!;
      back = (back + 1) * 128 + (byte & 0x7f);
    }
    base = offset - back;
  } else if (type === PACKED.idDelta) {
    base = find(head.subarray(at, at + idBytes));
    at += idBytes;
  }
  return at <= head.length ? { type, size, data: offset + at, base } : undefined;
}
