/**
 * Cuts the answers of `cat-file --batch` out of its output.
 *
 * Memory is bounded: an object above `COLLECT_BYTES` is not held but read from the pipe while it is scanned (`pipe-reader.ts`).
 */

import type { Readable } from "node:stream";
import { unreadableAnswer } from "./git-error.js";
import { holdChunks, nextChunk } from "./next-chunk.js";
import { readPipe } from "./pipe-reader.js";

/** Largest object that is held in memory whole. */
export const COLLECT_BYTES: number = 16 << 20;
/** Of a header with a name in it. */
const MAX_LINE_BYTES = 1 << 20;
const LF = 0x0a;

export interface Body {
  read(target: Uint8Array, offset: number, max: number): number;
  /** Passes over what was not read and the line feed behind it; false when the stream ended before. */
  finish(): Promise<boolean>;
}

export interface ObjectInput {
  /** The next line without its line feed; undefined at the end. */
  line(): Promise<string | undefined>;
  body(size: number): Promise<Body | undefined>;
}

export function createObjectInput(stdout: Readable): ObjectInput {
  holdChunks(stdout);
  let rest: Buffer = Buffer.alloc(0);
  // One object is looked at at a time, so one block of memory serves them all.
  let scratch = Buffer.allocUnsafeSlow(1 << 18);
  const more = async (): Promise<boolean> => {
    const chunk = await nextChunk(stdout);
    if (chunk === undefined) return false;
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    return true;
  };
  const take = (count: number): Buffer => {
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  };
  const skip = async (count: number): Promise<boolean> => {
    let left = count;
    while (left > 0) {
      if (rest.length === 0 && !(await more())) return false;
      left -= take(Math.min(left, rest.length)).length;
    }
    return true;
  };
  const collect = async (size: number): Promise<Buffer | undefined> => {
    if (rest.length >= size) return take(size);
    if (scratch.length < size) scratch = Buffer.allocUnsafeSlow(Math.min(size * 2, COLLECT_BYTES));
    const whole = scratch.subarray(0, size);
    for (let length = 0; length < size; ) {
      if (rest.length === 0 && !(await more())) return undefined;
      length += take(Math.min(rest.length, size - length)).copy(whole, length);
    }
    return whole;
  };
  return {
    async line() {
      for (;;) {
        const end = rest.indexOf(LF);
        if (end >= 0) return take(end + 1).toString("latin1", 0, end);
        if (rest.length > MAX_LINE_BYTES) throw unreadableAnswer("cat-file");
        if (!(await more())) return undefined;
      }
    },
    async body(size) {
      let left = size;
      if (size <= COLLECT_BYTES) {
        const whole = await collect(size);
        if (whole === undefined) return undefined;
        return {
          read(target, offset, max) {
            const count = Math.min(max, left);
            target.set(whole.subarray(size - left, size - left + count), offset);
            left -= count;
            return count;
          },
          finish: () => skip(1),
        };
      }
      return {
        read(target, offset, max) {
          const wanted = Math.min(max, left);
          if (wanted === 0) return 0;
          if (rest.length === 0) rest = (stdout.read() as Buffer | null) ?? rest;
          const count =
            rest.length > 0
              ? take(Math.min(wanted, rest.length)).copy(target as Buffer, offset)
              : readPipe(stdout, target, offset, wanted);
          left -= count;
          return count;
        },
        finish: () => skip(left + 1),
      };
    },
  };
}
