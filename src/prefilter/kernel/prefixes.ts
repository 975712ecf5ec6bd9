// Does a known prefix of a credential stand at a place?

import {
  DISTANCES, ENTRY_LEAST_RUN, ENTRY_LENGTH, ENTRY_MASK, ENTRY_NEXT, ENTRY_SHIFT, hash3, PAIR_BITMAP, PREFIX_BITMAP, PREFIX_ENTRIES, PREFIX_HEADS, hashPair, PAIR_ROOM, SYNTAX, testBit,
} from "./layout";

/** Cheap test before `prefixAt`: may a prefix start with these bytes? */
@inline export function mayBePrefix(at: usize): bool {
  const bytes = load<u32>(at);
  return (testBit(PREFIX_BITMAP, hash3(bytes) >> 16) | testBit(PAIR_BITMAP, bytes & 0xffff)) != 0;
}

/** Fewer characters count behind a joint only with a joint among them: `_AKIA`, `-sk-`, not `_AP`. */
const SHORTEST_BEHIND_JOINT: u32 = 4;

/**
 * True when a whole prefix stands at `at`, ends by `end` and counts there: not each one does behind a `_` or `-`, nor in a run that ends
 * at `stop` before its rules could take it. Where all is asked for, each run will do.
 */
export function prefixAt(at: usize, stop: usize, end: usize, isBehindJoint: bool): bool {
  const bytes = load<u32>(at);
  const room: u32 = load<u32>(SYNTAX) == 0 ? 255 : <u32>min(<usize>255, stop - at);
  if (testBit(PAIR_BITMAP, bytes & 0xffff) != 0 && at + 2 <= end && (!isBehindJoint || holdsJoint(at, 2)))
    if (room >= 255 - <u32>load<u8>(PAIR_ROOM + hashPair(bytes))) return true;
  const entries = <usize>load<u32>(PREFIX_ENTRIES), text = v128.load(at);
  let entry = <u32>load<u16>(PREFIX_HEADS + ((hash3(bytes) >> 20) << 1));
  while (entry != 0) {
    const address = entries + (<usize>(entry - 1) << ENTRY_SHIFT);
    const mask = <u32>load<u16>(address + ENTRY_MASK), length = load<u32>(address + ENTRY_LENGTH);
    if ((<u32>i8x16.bitmask(i8x16.eq(text, v128.load(address))) & mask) == mask && at + length <= end)
      if (room >= <u32>load<u8>(address + ENTRY_LEAST_RUN) && (!isBehindJoint || length >= SHORTEST_BEHIND_JOINT || holdsJoint(at, length))) return true;
    entry = load<u32>(address + ENTRY_NEXT);
  }
  return false;
}

function holdsJoint(at: usize, length: u32): bool {
  for (let i: usize = 0; i < <usize>length; i++) if (load<u8>(at + i) == 0x5f || load<u8>(at + i) == 0x2d) return true;
  return false;
}

/** A prefix at the run's start, behind an escape that the run swallowed, or at one of the distances before it. */
@inline export function prefixAroundStart(start: usize, stop: usize, end: usize): bool {
  if (mayBePrefix(start) && prefixAt(start, stop, end, false)) return true;
  const before = load<u8>(start - 1);
  if (before == 0x25 || before == 0x5c) {
    const place = start + escapeLength(start, before);
    if (mayBePrefix(place) && prefixAt(place, stop, end, false)) return true;
  }
  let distances = before < 128 ? load<u32>(DISTANCES + (<usize>before << 2)) : 0;
  while (distances != 0) {
    const place = start - <usize>ctz(distances);
    if (mayBePrefix(place) && prefixAt(place, stop, end, false)) return true;
    distances &= distances - 1;
  }
  return false;
}

/** How many characters at a run's start belong to an escape that began before it: `\n`, `\x3d`, `\u003d`, `%3D`. */
function escapeLength(start: usize, before: u32): usize {
  const first = load<u8>(start);
  if (before == 0x25) return isHex(first) && isHex(load<u8>(start + 1)) ? 2 : 0;
  if (first == 0x75 && isHex(load<u8>(start + 1)) && isHex(load<u8>(start + 2)) && isHex(load<u8>(start + 3)) && isHex(load<u8>(start + 4))) return 5;
  if (first == 0x78 && isHex(load<u8>(start + 1)) && isHex(load<u8>(start + 2))) return 3;
  return first == 0x6e || first == 0x72 || first == 0x74 || first == 0x62 || first == 0x66 || first == 0x75 ? 1 : 0;
}

function isHex(byte: u32): bool {
  return byte - 0x30 < 10 || (byte | 0x20) - 0x61 < 6;
}
