/**
 * An object of git as it is handed over, and what stands in its place where there is none.
 */

export type ObjectType = "blob" | "commit" | "tag" | "tree";

/** An object of a pack, as one of those that rest on one another there: a version of a file, mostly. */
export interface Version {
  /** What it rests on; undefined for one that is stored whole. */
  readonly base: Version | undefined;
  /** What makes it of its base, as the pack has it. Only during the call that hands it over. */
  readonly delta: Uint8Array | undefined;
  /** Something else that is handed over rests on it. */
  readonly hasHeirs: boolean;
  /** What the reader of the objects wants to know of it when an heir comes. */
  note: unknown;
}

/** An object's bytes, to be read once and during the call that hands it over. */
export interface GitObject {
  readonly id: string;
  readonly type: ObjectType;
  /** Bytes. */
  readonly size: number;
  /** Writes up to `max` bytes at `target[offset]` and returns how many; 0 at the end. */
  read(target: Uint8Array, offset: number, max: number): number;
  /** How it stands in its pack; undefined where that is not known. */
  readonly version?: Version | undefined;
  /** All of it; for objects that are known to be small: messages, pointers. */
  readAll(): Buffer;
}

/** Why there is no object: words for a failure in the report. */
export interface NoObject {
  readonly missing: string;
  /** It may be there, and git could not read it. */
  readonly isDamaged?: true;
}
