/**
 * The commits of a range or history with what each of them changed, merges' own changes included, oldest first.
 *
 * Trees are compared, no text is: a file's type, attributes and encoding do not matter. `git log` does in one walk what
 * `rev-list --objects` does in the same time, and also says which commit brought a blob in and what stood there before.
 */

import { COMMIT_MARK, logCommand } from "./early-commands.js";
import { gitError, unreadableAnswer } from "./git-error.js";
import { holdChunks } from "./next-chunk.js";
import { readNulRecords } from "./nul-records.js";
import { createRawDiffParser, type RawChange } from "./raw-diff.js";
import { type GitOptions, type GitProcess, startGit } from "./run.js";

export interface LoggedCommit {
  readonly id: string;
  readonly parents: readonly string[];
  /** `Name <mail>` */
  readonly author: string;
  /** ISO 8601 with offset: the author's date. */
  readonly date: string;
  /** In UTF-8. */
  readonly message: Buffer;
}

export interface CommitVisitor {
  commit(commit: LoggedCommit): void;
  /** A path that the commit changed against all of its parents. */
  change(change: RawChange, commit: LoggedCommit): void;
  /** Each record as git wrote it, before it is told as a commit or a change. */
  record?(bytes: Buffer, start: number, end: number): void;
  /** After each block of git's output; waited for. */
  flush?(): Promise<void>;
}

/** A git that walks already, so that it has something to say when it is listened to. */
export interface StartedLog {
  readonly git: GitProcess;
  readonly revisions: readonly string[];
}

const ID = /^[0-9a-f]{40,64}$/;

/** Arguments that give just these commits, in this order: they are listed backwards since every walk is reversed. */
export function justThese(commits: readonly string[]): string[] {
  return commits.length === 0 ? [] : ["--no-walk=unsorted", ...[...commits].reverse()];
}

function isOption(revision: string): boolean {
  return revision.startsWith("--");
}

/** To be read by `readCommitLog`, which takes the same revisions, or killed. @param revisions at least one */
export function startCommitLog(place: GitOptions, revisions: readonly string[]): StartedLog {
  const options = revisions.filter(isOption);
  const named = revisions.filter((revision) => !isOption(revision));
  const git = startGit(logCommand(options, named.length > 0 || !options.includes("--all")), place);
  // Revisions go by standard input: there may be more than a command line takes.
  git.stdin.end(named.map((revision) => `${revision}\n`).join(""));
  holdChunks(git.stdout);
  return { git, revisions };
}

/**
 * Walks the commits in topological order, parents first.
 *
 * @param revisions arguments of `rev-list`: ids, `^id`, `--all`, `--since=…`; none: no commit
 * @param started a walk over these revisions, where one was started
 * @throws SecretScanError when git cannot walk on; what was visited until then holds
 */
export async function readCommitLog(
  place: GitOptions,
  revisions: readonly string[],
  visitor: CommitVisitor,
  started?: StartedLog,
): Promise<void> {
  if (revisions.length === 0) return;
  const { git } = started ?? startCommitLog(place, revisions);
  const parse = createCommitParser(visitor);
  await readNulRecords(
    git.stdout,
    (bytes, start, end) => {
      visitor.record?.(bytes, start, end);
      parse(bytes.toString("latin1", start, end));
    },
    () => visitor.flush?.(),
  );
  const status = await git.finished;
  if (status !== 0) throw gitError(["log"], status, git.stderr(), place.cwd);
}

/** Takes the records of a log one by one, in latin1. */
export function createCommitParser(visitor: Pick<CommitVisitor, "commit" | "change">): (record: string) => void {
  let commit: LoggedCommit | undefined;
  return createRawDiffParser((record) => {
    if ("change" in record && commit !== undefined) visitor.change(record.change, commit);
    else if ("other" in record && record.other.startsWith(COMMIT_MARK)) {
      commit = parseCommit(record.other);
      visitor.commit(commit);
    } else throw unreadableAnswer("log");
  });
}

/** @param record latin1 */
function parseCommit(record: string): LoggedCommit {
  const [first = "", author = "", date = ""] = record.split("\n", 3);
  const [id = "", ...parents] = first.slice(COMMIT_MARK.length).trim().split(" ");
  if (!ID.test(id)) throw unreadableAnswer("log");
  const message = record.slice(first.length + author.length + date.length + 3);
  return {
    id,
    parents: parents.filter((parent) => parent !== ""),
    author: Buffer.from(author, "latin1").toString("utf8"),
    date,
    message: Buffer.from(message, "latin1"),
  };
}
