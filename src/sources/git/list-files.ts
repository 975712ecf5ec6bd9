/**
 * What git says is in a work tree: tracked files from the index and untracked ones that are not ignored.
 *
 * Two git processes run side by side, so that the tracked files, which cost git no look at the disk, are handed on at once.
 * What a path really is (symbolic link, FIFO) is found when it is opened.
 */

import { failureReason } from "../open-for-scan.js";
import { gitError, unreadableAnswer } from "./git-error.js";
import { readNulRecords } from "./nul-records.js";
import { ownWorkTree } from "./program.js";
import { type GitOptions, type GitProcess, startGit } from "./run.js";

/** Paths are ranges of bytes, relative to the folder git runs in, valid during the call only. */
export interface GitFilesVisitor {
  tracked(bytes: Buffer, start: number, end: number): void;
  untracked(bytes: Buffer, start: number, end: number): void;
  /** A folder that is a repository of its own: a submodule, or one that lies about untracked. Latin1, without a final `/`. */
  repository(path: string, isSubmodule: boolean): void;
  failed(path: string, reason: string): void;
  /** After each block of git's output. */
  flush(): void;
}

const SLASH = 0x2f;
const TAB = 0x09;
/** Of a mode, a SHA-1 and a stage. */
const HEADER_BYTES = 49;

/**
 * @param root root of the work tree
 * @param within folder below it that is listed, relative and without a final `/`; "" lists all
 * @throws SecretScanError when git refuses the repository or fails
 */
export async function listGitFiles(
  root: string,
  within: string,
  includeIgnored: boolean,
  signal: AbortSignal | undefined,
  visitor: GitFilesVisitor,
): Promise<void> {
  const environment = ownWorkTree(root);
  const options: GitOptions = { cwd: root, environment, ...(signal === undefined ? {} : { signal }) };
  const pathspec = within === "" ? [] : ["--", within];
  const tracked = startGit(["ls-files", "-z", "-s", ...pathspec], options);
  const untracked = startGit(["ls-files", "-z", "-o", ...(includeIgnored ? [] : ["--exclude-standard"]), ...pathspec], options);
  try {
    await Promise.all([readTracked(tracked, visitor), readUntracked(untracked, visitor)]);
    await ended(tracked, root);
    await ended(untracked, root);
  } finally {
    tracked.kill();
    untracked.kill();
  }
  for (const [path, reason] of unreadableFolders(untracked.stderr())) visitor.failed(path, reason);
}

/** Records are `MODE OBJECT STAGE\tPATH`; the stages of an unmerged path stand one after the other. */
async function readTracked(git: GitProcess, visitor: GitFilesVisitor): Promise<void> {
  let previous = "";
  await readNulRecords(
    git.stdout,
    (bytes, start, end) => {
      const tab = bytes.indexOf(TAB, start);
      if (tab < start + HEADER_BYTES || tab >= end - 1) throw unreadableAnswer("ls-files");
      if (bytes[tab - 1] !== 0x30) {
        const path = bytes.toString("latin1", tab + 1, end);
        if (path === previous) return;
        previous = path;
      }
      // Mode 160000: a submodule. Links, mode 120000, are opened like files: in the work tree one may have become a file.
      if (bytes[start] === 0x31 && bytes[start + 1] === 0x36) visitor.repository(bytes.toString("latin1", tab + 1, end), true);
      else visitor.tracked(bytes, tab + 1, end);
    },
    () => visitor.flush(),
  );
}

async function readUntracked(git: GitProcess, visitor: GitFilesVisitor): Promise<void> {
  await readNulRecords(
    git.stdout,
    (bytes, start, end) => {
      if (end === start) throw unreadableAnswer("ls-files");
      if (bytes[end - 1] === SLASH) visitor.repository(bytes.toString("latin1", start, end - 1), false);
      else visitor.untracked(bytes, start, end);
    },
    () => visitor.flush(),
  );
}

async function ended(git: GitProcess, root: string): Promise<void> {
  const status = await git.finished;
  if (status !== 0) throw gitError(["ls-files"], status, git.stderr(), root);
}

/** git only warns of folders that it cannot read: `warning: could not open directory 'x/': Permission denied`. */
function unreadableFolders(stderr: string): [path: string, reason: string][] {
  return [...stderr.matchAll(/^warning: could not open directory '(.+?)\/?': (.+)$/gm)].map(([, path, why]) => [
    Buffer.from(path ?? "").toString("latin1"),
    /Permission denied/.test(why ?? "") ? failureReason("EACCES") : `unreadable: ${why}`,
  ]);
}
