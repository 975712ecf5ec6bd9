// The codes that a block brings with itself (RFC 1951, 3.2.7).

import { Bits, refill } from "./bits";
import { makeCodes } from "./codes";
import {
  DISTANCE_BITS, DISTANCE_COUNTS, DISTANCE_SYMBOLS, DISTANCES, LENGTH_CODE_BITS, LENGTH_CODE_COUNTS, LENGTH_CODE_SYMBOLS, LENGTH_CODES,
  LENGTHS, LITERAL_BITS, LITERAL_COUNTS, LITERAL_SYMBOLS, LITERALS, ORDER,
} from "./layout";

/** Makes `LITERALS` and `DISTANCES` of what stands at the next bits; false where it makes no codes. */
export function readCodes(): bool {
  const literalCount = (<u32>Bits.hold & 31) + 257, distanceCount = (<u32>(Bits.hold >> 5) & 31) + 1, lengthCount = (<u32>(Bits.hold >> 10) & 15) + 4;
  Bits.hold >>= 14;
  Bits.held -= 14;
  if (literalCount > 286 || distanceCount > 30) return false;
  memory.fill(LENGTHS, 0, 19);
  for (let i: u32 = 0; i < lengthCount; i++) {
    if (Bits.held < 3) refill();
    store<u8>(LENGTHS + load<u8>(ORDER + i), <u8>(Bits.hold & 7));
    Bits.hold >>= 3;
    Bits.held -= 3;
  }
  if (!makeCodes(LENGTHS, 19, LENGTH_CODES, LENGTH_CODE_BITS, LENGTH_CODE_COUNTS, LENGTH_CODE_SYMBOLS)) return false;
  const all = literalCount + distanceCount;
  for (let i: u32 = 0; i < all; ) {
    refill();
    const entry = load<u32>(LENGTH_CODES + (<usize>(Bits.hold & 127) << 2));
    const bits = entry & 15, symbol = entry >> 4;
    if (bits === 0) return false;
    Bits.hold >>= bits;
    Bits.held -= bits;
    if (symbol < 16) {
      store<u8>(LENGTHS + i++, <u8>symbol);
      continue;
    }
    let value: u8 = 0, many: u32 = 0;
    if (symbol === 16) {
      if (i === 0) return false;
      value = load<u8>(LENGTHS + i - 1);
      many = 3 + (<u32>Bits.hold & 3);
      Bits.hold >>= 2;
      Bits.held -= 2;
    } else if (symbol === 17) {
      many = 3 + (<u32>Bits.hold & 7);
      Bits.hold >>= 3;
      Bits.held -= 3;
    } else {
      many = 11 + (<u32>Bits.hold & 127);
      Bits.hold >>= 7;
      Bits.held -= 7;
    }
    if (i + many > all) return false;
    memory.fill(LENGTHS + i, value, many);
    i += many;
  }
  return (
    makeCodes(LENGTHS, literalCount, LITERALS, LITERAL_BITS, LITERAL_COUNTS, LITERAL_SYMBOLS) &&
    makeCodes(LENGTHS + literalCount, distanceCount, DISTANCES, DISTANCE_BITS, DISTANCE_COUNTS, DISTANCE_SYMBOLS)
  );
}
