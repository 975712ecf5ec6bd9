/**
 * Opens one listed file for reading and says in the report's words why a file was not opened. Reading and closing are the caller's.
 *
 * What a path really is, is known here: git's index tells what it was, and a user may name anything. Only of those that a folder's
 * walk gave the kind came with the name; another `stat` would cost a tenth of opening and reading.
 */

import { closeSync, constants, fstatSync, openSync } from "node:fs";

/** `fd` is the caller's to close. */
export interface OpenedFile {
  readonly fd: number;
}

/** `skipped`: left out by choice; `failure`: wanted and not readable; `absent`: a tracked file that is deleted in the work tree. */
export type NotOpened = { readonly skipped: string } | { readonly failure: string } | { readonly absent: true };

/**
 * O_NOFOLLOW: a symbolic link is reported, never followed. O_NONBLOCK: a FIFO that has no writer does not hang the scan; it has no
 * effect on ordinary files. Windows has neither.
 */
const FLAGS: number = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * @param path absolute path, as bytes so that names need not be UTF-8
 * @param tracked true for a path from git's index, which may be gone from the work tree without anything being missing
 * @param isOrdinary true where the path is known to be an ordinary file
 */
export function openForScan(path: Buffer | string, tracked: boolean, isOrdinary = false): OpenedFile | NotOpened {
  let fd: number;
  try {
    fd = openSync(path, FLAGS);
  } catch (error) {
    return notOpened((error as NodeJS.ErrnoException).code, tracked);
  }
  if (isOrdinary) return { fd };
  try {
    const stats = fstatSync(fd);
    if (stats.isFile()) return { fd };
    closeSync(fd);
    if (stats.isDirectory()) return tracked ? { absent: true } : { skipped: "a folder stands where a file was listed" };
    return { skipped: specialFileReason(stats) };
  } catch (error) {
    closeSync(fd);
    return { failure: failureReason((error as NodeJS.ErrnoException).code) };
  }
}

/** Why something that is neither a file nor a folder is not read. */
export function specialFileReason(kind: {
  isFIFO(): boolean;
  isSocket(): boolean;
  isSymbolicLink(): boolean;
  isBlockDevice(): boolean;
  isCharacterDevice(): boolean;
}): string {
  if (kind.isSymbolicLink()) return "symbolic link, not followed";
  if (kind.isFIFO()) return "FIFO, not read";
  if (kind.isSocket()) return "socket, not read";
  return kind.isBlockDevice() || kind.isCharacterDevice() ? "device, not read" : "not an ordinary file";
}

/** The report's words for an error of the file system. */
export function failureReason(code: string | undefined): string {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "unreadable: permission denied";
    case "ENOENT":
    case "ENOTDIR":
      return "vanished before it was read";
    case "EMFILE":
    case "ENFILE":
      return "unreadable: too many open files";
    case "EIO":
      return "unreadable: input/output error";
    case "ENAMETOOLONG":
      return "unreadable: the name is too long";
    default:
      return `unreadable: ${code ?? "unknown error"}`;
  }
}

function notOpened(code: string | undefined, tracked: boolean): NotOpened {
  // FreeBSD says EMLINK, NetBSD EFTYPE, where Linux and macOS say ELOOP.
  if (code === "ELOOP" || code === "EMLINK" || code === "EFTYPE") return { skipped: "symbolic link, not followed" };
  if (code === "ENXIO" || code === "EOPNOTSUPP" || code === "ENODEV") return { skipped: "socket or device, not read" };
  if (tracked && (code === "ENOENT" || code === "ENOTDIR")) return { absent: true };
  return { failure: failureReason(code) };
}
