/**
 * The pre-push hook: what the commits bring that the remote does not have yet.
 */

import type { Report } from "../../model/report.js";
import { createObjectReader } from "../../sources/git/objects.js";
import { isZeroOid } from "../../sources/git/raw-diff.js";
import { commitOf } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import type { HookCall } from "../commands/hook.js";
import { gitPlace, gitReport, prepareGitRun } from "../git-run.js";
import { EXIT, type Io } from "../io.js";
import { mergeReports } from "../merge-reports.js";
import { type MovedRef, readMovedRefs } from "./pushed-refs.js";
import { endHook } from "./refuse.js";
import { requireWords, scanPushed } from "./scan-pushed.js";

/** Reads the refs from standard input; exit 1 refuses the push. */
export async function prePush({ words, settings, explicit }: HookCall, io: Io): Promise<number> {
  const place = gitPlace(io);
  const framework = words.length === 0 ? await frameworkRef(place, io) : undefined;
  if (framework === undefined) requireWords("pre-push", words, 2, "secret-scan hook pre-push REMOTE URL");
  const refs = framework === undefined ? await readMovedRefs("pre-push", io.stdin) : [framework];
  const pushed = refs.filter(({ to }) => !isZeroOid(to));
  if (pushed.length === 0) {
    // outside of a repository nothing calls this hook that should be let through
    await commitOf(place, "HEAD");
    return EXIT.clean;
  }
  const known = await knownThere(place, pushed, words[0] ?? io.env["PRE_COMMIT_REMOTE_NAME"]);
  const reader = createObjectReader(place);
  const reports: Report[] = [];
  const changedFiles = new Set<string>();
  try {
    // Each ref has its own exceptions, those of its tip; what an earlier one brought is not scanned again.
    const done: string[] = [];
    for (const ref of pushed) {
      const base = isZeroOid(ref.from) ? undefined : await commitOf(place, ref.from);
      const head = await commitOf(place, ref.to);
      const run = await prepareGitRun({ place, reader, revision: head, ...(base === undefined ? {} : { base }) }, settings, io);
      for (const file of run.exceptions.changes.keys()) changedFiles.add(file);
      const scan = await scanPushed({ refs: [ref], known: [...done, ...known], run, reader, signal: io.signal });
      reports.push(await gitReport(run, scan, { source: "range" }, settings, io));
      if (head !== undefined) done.push(`^${head}`);
    }
  } finally {
    reader.close();
  }
  return endHook(mergeReports(reports), [...changedFiles], "push", explicit, settings, io);
}

/** What the remote has, as far as this clone knows: the old tips of the refs, and what was fetched from it. */
async function knownThere(place: GitOptions, refs: readonly MovedRef[], remote: string | undefined): Promise<string[]> {
  const known: string[] = [];
  for (const { from } of refs) {
    const commit = isZeroOid(from) ? undefined : await commitOf(place, from);
    if (commit !== undefined) known.push(`^${commit}`);
  }
  // A remote that is only a URL has no refs of its own here.
  const isNamed = remote !== undefined && /^[\w.-]+(?:\/[\w.-]+)*$/.test(remote) && !remote.startsWith("-");
  return [...known, "--not", ...(isNamed ? [`--remotes=${remote}`] : ["--remotes"])];
}

/**
 * The `pre-commit` framework tells the refs by variables, and nothing on standard input. Of a push that brings a first commit along
 * it names the branches only.
 */
async function frameworkRef(place: GitOptions, io: Io): Promise<MovedRef | undefined> {
  const { PRE_COMMIT_FROM_REF: from, PRE_COMMIT_LOCAL_BRANCH: branch, PRE_COMMIT_REMOTE_BRANCH: name } = io.env;
  const to = io.env["PRE_COMMIT_TO_REF"] ?? branch;
  if (to === undefined) return undefined;
  const commit = await commitOf(place, to);
  return {
    name: name ?? to,
    from: (from === undefined ? undefined : await commitOf(place, from)) ?? "0".repeat(40),
    to: commit ?? to,
  };
}
