/**
 * Git LFS pointers: the small text in git's place of a large file.
 */

import { join } from "node:path";

const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:[\s\S]*\n)?oid sha256:([0-9a-f]{64})\n/;
/** Pointers are short by their specification. */
export const LFS_POINTER_BYTES = 1024;

/**
 * Where the object that a pointer names would lie, or undefined when the text is no pointer.
 *
 * @param gitFolder the repository's common git folder, absolute
 */
export function lfsObjectPath(text: Uint8Array, gitFolder: string): string | undefined {
  if (text.length >= LFS_POINTER_BYTES || text[0] !== 0x76) return undefined;
  const oid = POINTER.exec(Buffer.from(text).toString("latin1"))?.[1];
  return oid === undefined ? undefined : join(gitFolder, "lfs", "objects", oid.slice(0, 2), oid.slice(2, 4), oid);
}
