/**
 * A list of whole numbers that takes four bytes for each: histories have millions of commits and changes.
 */

const FIRST_CAPACITY = 1024;

export class IntList {
  length = 0;
  #values = new Int32Array(FIRST_CAPACITY);

  /** @param value from -2^31 to below 2^31 */
  push(value: number): void {
    if (this.length === this.#values.length) {
      const longer = new Int32Array(this.length * 2);
      longer.set(this.#values);
      this.#values = longer;
    }
    this.#values[this.length++] = value;
  }

  /** @param index below `length` */
  at(index: number): number {
    return this.#values[index]!;
  }
}
