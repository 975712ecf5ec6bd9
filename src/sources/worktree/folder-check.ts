/**
 * Tracked files below a symbolic link: when a folder was replaced by a link, git holds its files for deleted, and so do we. Opening
 * them would lead out of the repository.
 */

import { lstatSync } from "node:fs";

const SLASH = 0x2f;

/** Whether every folder above the path `bytes[start, end)` is a folder and no link. */
export type FolderCheck = (bytes: Buffer, start: number, end: number) => boolean;

/** @param root latin1, absolute, ending in `/`. Each folder is looked at once; paths come sorted, so most are in the last one. */
export function createFolderCheck(root: string): FolderCheck {
  const known = new Map<string, boolean>([["", true]]);
  let last = Buffer.alloc(0);
  let lastIsReal = true;
  const check = (folder: string): boolean => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const isReal = check(folder.slice(0, Math.max(folder.lastIndexOf("/"), 0))) && !isLink(root + folder);
    known.set(folder, isReal);
    return isReal;
  };
  return (bytes, start, end) => {
    let slash = end - 1;
    while (slash >= start && bytes[slash] !== SLASH) slash--;
    const length = Math.max(slash - start, 0);
    if (length !== last.length || bytes.compare(last, 0, length, start, start + length) !== 0) {
      last = Buffer.from(bytes.subarray(start, start + length));
      lastIsReal = check(last.toString("latin1"));
    }
    return lastIsReal;
  };
}

function isLink(path: string): boolean {
  try {
    return lstatSync(Buffer.from(path, "latin1"), { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch {
    // What may not be looked at is told when the file is opened.
    return false;
  }
}
