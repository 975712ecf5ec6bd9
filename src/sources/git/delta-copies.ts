/**
 * What an object shares with the one it rests on, by the instructions of its delta.
 *
 * Making the object of them is the kernel's (`pack-kernel/delta.ts`), which has found them sound by then.
 */

import type { IntList } from "./int-list.js";

/** Numbers of a stretch in `copiesOf`'s list. */
export const COPY_NUMBERS = 3;

/**
 * The stretches that were copied, in the object's order: where each begins and ends in the object, and where it began in the base. What
 * the base has in one piece is one stretch. `into` is emptied before.
 *
 * @param delta whole, and sound
 * @returns the size of the base
 */
export function copiesOf(delta: Uint8Array, into: IntList): number {
  into.length = 0;
  let at = 0;
  const number = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = delta[at++]!;
      value += (byte & 0x7f) * scale;
      if ((byte & 0x80) === 0) return value;
    }
  };
  const baseSize = number();
  number();
  let length = 0;
  let start = 0;
  let end = -1;
  let from = 0;
  const note = (): void => {
    into.push(start);
    into.push(end);
    into.push(from);
  };
  while (at < delta.length) {
    const op = delta[at++]!;
    if ((op & 0x80) === 0) {
      at += op;
      length += op;
      continue;
    }
    let source = 0;
    let count = 0;
    if ((op & 0x01) !== 0) source = delta[at++]!;
    if ((op & 0x02) !== 0) source |= delta[at++]! << 8;
    if ((op & 0x04) !== 0) source |= delta[at++]! << 16;
    // beyond two gigabytes no object is unpacked here
    if ((op & 0x08) !== 0) source |= delta[at++]! << 24;
    if ((op & 0x10) !== 0) count = delta[at++]!;
    if ((op & 0x20) !== 0) count |= delta[at++]! << 8;
    if ((op & 0x40) !== 0) count |= delta[at++]! << 16;
    if (count === 0) count = 0x10000;
    if (length !== end || source !== from + (end - start)) {
      if (end > start) note();
      start = length;
      from = source;
    }
    length += count;
    end = length;
  }
  if (end > start) note();
  return baseSize;
}
