// Columns: a text's length in UTF-16 units.

/** Two for a character above U+FFFF in UTF-8, one for any other and for each byte that is not valid UTF-8; no byte from `end` on counts. */
export function countUtf16Units(start: usize, end: usize): u32 {
  let units: u32 = 0, at = start;
  while (at < end) {
    if (at + 16 <= end && i8x16.bitmask(v128.load(at)) == 0) {
      units += 16;
      at += 16;
      continue;
    }
    const length = load<u8>(at) < 0x80 ? 1 : sequenceLength(at, end);
    units += length == 4 ? 2 : 1;
    at += length;
  }
  return units;
}

/** Bytes of the valid UTF-8 sequence at `at` (Unicode 16, table 3-7), or 1 where there is none. */
function sequenceLength(at: usize, end: usize): usize {
  const lead = <u32>load<u8>(at);
  const length: usize = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + length > end) return 1;
  const second = <u32>load<u8>(at + 1);
  const least: u32 = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  const most: u32 = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  if (second < least || second > most) return 1;
  for (let i = at + 2; i < at + length; i++) if ((<u32>load<u8>(i) & 0xc0) != 0x80) return 1;
  return length;
}
