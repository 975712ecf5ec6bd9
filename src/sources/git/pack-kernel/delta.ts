// An object that a pack holds as what differs from another one: pieces copied from there, and bytes put in between.

/** Sizes at the front of a delta are read by the host: this takes the instructions at [from, end). */
export function applyDelta(base: usize, baseSize: u32, from: usize, end: usize, to: usize, size: u32): bool {
  let at = from, length: u32 = 0;
  while (at < end) {
    const op = <u32>load<u8>(at++);
    if ((op & 0x80) === 0) {
      // 0 is reserved
      if (op === 0 || at + op > end || length + op > size) return false;
      memory.copy(to + length, at, op);
      at += op;
      length += op;
      continue;
    }
    let start: u32 = 0, count: u32 = 0;
    if (op & 0x01) start = <u32>load<u8>(at++);
    if (op & 0x02) start |= <u32>load<u8>(at++) << 8;
    if (op & 0x04) start |= <u32>load<u8>(at++) << 16;
    if (op & 0x08) start |= <u32>load<u8>(at++) << 24;
    if (op & 0x10) count = <u32>load<u8>(at++);
    if (op & 0x20) count |= <u32>load<u8>(at++) << 8;
    if (op & 0x40) count |= <u32>load<u8>(at++) << 16;
    if (count === 0) count = 0x10000;
    // neither sum runs over: sizes are bounded by the host
    if (at > end || start > baseSize || count > baseSize - start || count > size - length) return false;
    memory.copy(to + length, base + start, count);
    length += count;
  }
  return length === size;
}
