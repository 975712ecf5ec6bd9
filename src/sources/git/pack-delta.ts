/**
 * An object that a pack holds as what differs from another one: pieces copied from there, and bytes put in between.
 */

const COPY = 0x80;
const WHOLE_COPY = 0x10000;

/**
 * @param allocate gives memory for the result, which may be that of the base
 * @param most largest result that is made, in bytes
 * @returns undefined for a delta that is broken, is of another base, or would give more
 */
export function applyDelta(
  given: Buffer,
  delta: Buffer,
  most: number,
  allocate: (size: number) => Buffer = Buffer.allocUnsafeSlow,
): Buffer | undefined {
  let at = 0;
  let isShort = false;
  const next = (): number => {
    const byte = delta[at++];
    if (byte === undefined) isShort = true;
    return byte ?? 0;
  };
  const size = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = next();
      value += (byte & 0x7f) * scale;
      if ((byte & 0x80) === 0 || scale > most) return value;
    }
  };
  const from = size();
  const to = size();
  if (isShort || from !== given.length || to > most) return undefined;
  const result = allocate(to);
  const base = overlap(given, result) ? Buffer.from(given) : given;
  let length = 0;
  while (at < delta.length) {
    const op = next();
    if ((op & COPY) === 0) {
      // 0 is reserved
      if (op === 0 || at + op > delta.length || length + op > to) return undefined;
      delta.copy(result, length, at, at + op);
      at += op;
      length += op;
      continue;
    }
    let start = 0;
    let count = 0;
    if (op & 0x01) start = next();
    if (op & 0x02) start += next() << 8;
    if (op & 0x04) start += next() << 16;
    if (op & 0x08) start += next() * 0x1000000;
    if (op & 0x10) count = next();
    if (op & 0x20) count += next() << 8;
    if (op & 0x40) count += next() << 16;
    if (count === 0) count = WHOLE_COPY;
    if (isShort || start + count > base.length || length + count > to) return undefined;
    base.copy(result, length, start, start + count);
    length += count;
  }
  return length === to ? result : undefined;
}

function overlap(a: Buffer, b: Buffer): boolean {
  return a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.length && b.byteOffset < a.byteOffset + a.length;
}
