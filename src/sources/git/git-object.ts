/**
 * An object of git as it is handed over, and what stands in its place where there is none.
 */

export type ObjectType = "blob" | "commit" | "tag" | "tree";

/** An object's bytes, to be read once and during the call that hands it over. */
export interface GitObject {
  readonly id: string;
  readonly type: ObjectType;
  /** Bytes. */
  readonly size: number;
  /** Writes up to `max` bytes at `target[offset]` and returns how many; 0 at the end. */
  read(target: Uint8Array, offset: number, max: number): number;
  /** All of it; for objects that are known to be small: messages, pointers. */
  readAll(): Buffer;
}

/** Why there is no object: words for a failure in the report. */
export interface NoObject {
  readonly missing: string;
  /** It may be there, and git could not read it. */
  readonly isDamaged?: true;
}
