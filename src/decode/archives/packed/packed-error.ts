/**
 * What goes wrong while a packed content is read, in the report's words; thrown where it is seen, caught where the content begins.
 */

/** `problem` completes the sentence that the archive begins: "is cut off". */
export class PackedError extends Error {
  readonly problem: string;

  constructor(problem: string) {
    super(problem);
    this.name = "PackedError";
    this.problem = problem;
  }
}

/** What is told of damaged data. */
export function corrupt(what: string): PackedError {
  return new PackedError(`is corrupt (${what})`);
}

/** What is told of data that ends too early. */
export function cutOff(): PackedError {
  return new PackedError("is cut off");
}

/** What is told above the limit of parts. */
export function tooMany(): PackedError {
  return new PackedError("has too many small parts; the rest is not read");
}
