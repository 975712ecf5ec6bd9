/**
 * Unpacked bytes as they come, up to a limit: memory grows with what is there, never with what a header promises.
 */

const LEAST_CAPACITY = 1 << 16;

export class Output {
  /** Valid to `length`; replaced when it grows. */
  bytes: Uint8Array = new Uint8Array(0);
  length = 0;
  readonly #limit: number;

  /** @param limit bytes that may come at most */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Makes room for so many more. @throws RangeError beyond the limit, as zlib does */
  reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    if (needed > this.#limit) throw new RangeError("more than the limit");
    const larger = new Uint8Array(Math.min(this.#limit, Math.max(LEAST_CAPACITY, needed, this.bytes.length * 2)));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  append(piece: Uint8Array): void {
    this.reserve(piece.length);
    this.bytes.set(piece, this.length);
    this.length += piece.length;
  }

  /** From an offset on, as a view. */
  from(start: number): Uint8Array {
    return this.bytes.subarray(start, this.length);
  }
}
