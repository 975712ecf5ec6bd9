/**
 * Lists one target at a time: in a repository what git has and does not ignore, with submodules entered; elsewhere what the walk finds;
 * and always what was named itself.
 *
 * Owns what is left out and what is listed once. Which targets there are is `targets.ts`.
 */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { gitError } from "../git/git-error.js";
import { listGitFiles } from "../git/list-files.js";
import { hasRepository } from "../git/locate.js";
import { ownWorkTree } from "../git/program.js";
import { runGit } from "../git/run.js";
import { type BatchWriter, createBatchWriter, type ListedBatch, type ListingNotes } from "../listing.js";
import { latin1Path, pathBytes, reportPath, shownPath, utf8Path } from "../report-path.js";
import { createExclusion, type PathMatcher } from "./exclusion.js";
import { createFolderCheck } from "./folder-check.js";
import type { Target } from "./targets.js";
import { walk } from "./walk.js";

export interface ListerOptions {
  readonly exclude: readonly PathMatcher[];
  readonly includeIgnored: boolean;
  readonly signal?: AbortSignal;
}

/** Where a listing stands: a root, and the folder in it (latin1, "" or with a final `/`) that paths are below. */
interface Place {
  readonly root: string;
  /** The root as latin1, with a final `/`. */
  readonly base: string;
  readonly prefix: string;
}

/** What is known of the paths of a writer. */
type Kind = Pick<ListedBatch, "tracked" | "ordinary">;
const TRACKED: Kind = { tracked: true, ordinary: false };
const NAMED: Kind = { tracked: false, ordinary: false };
const WALKED: Kind = { tracked: false, ordinary: true };

/** Lists one target and returns how many files it holds, those that another target gave included. */
export type Lister = (target: Target) => Promise<number>;

/**
 * @param overlapping whether several paths were named: what two of them hold is listed once
 * @param emit takes the batches as they are full
 */
export function createLister(
  options: ListerOptions,
  notes: ListingNotes,
  overlapping: boolean,
  emit: (batch: ListedBatch) => void,
): Lister {
  const excluded = createExclusion(options.exclude);
  const seen = overlapping ? new Set<string>() : undefined;
  let files = 0;
  let repeated = 0;

  /** False for a path that is excluded, or that another named path has given already. */
  const admits = ({ base }: Place, path: string): boolean => {
    const glob = excluded?.(shownPath(path));
    if (glob !== undefined) {
      notes.skipped.push({ ...reportPath(pathBytes(path)), reason: `excluded by ${glob}` });
      return false;
    }
    if (seen === undefined) return true;
    const key = base + path;
    if (seen.has(key)) repeated++;
    else return seen.add(key) !== undefined;
    return false;
  };
  const filters = excluded !== undefined || seen !== undefined;

  const writer = (place: Place, kind: Kind): BatchWriter => {
    const root = pathBytes(place.base);
    const plain = createBatchWriter(root, filters ? "" : place.prefix, kind, (batch) => {
      files += batch.count;
      emit(batch);
    });
    if (!filters) return plain;
    const addLatin1 = (path: string): void => {
      if (admits(place, place.prefix + path)) plain.addLatin1(place.prefix + path);
    };
    return { addLatin1, add: (source, start, end) => addLatin1(source.toString("latin1", start, end)), flush: plain.flush };
  };
  const failed = (place: Place, path: string, reason: string): void => {
    // a folder is walked with a final `/`
    const whole = (place.prefix + path).replace(/\/$/, "");
    notes.failures.push({ ...reportPath(pathBytes(whole === "" ? "." : whole)), reason });
  };
  const skipped = (place: Place, path: string, reason: string): void => {
    if (admits(place, place.prefix + path)) notes.skipped.push({ ...reportPath(pathBytes(place.prefix + path)), reason });
  };

  const repository = async (place: Place, within: string): Promise<void> => {
    const tracked = writer(place, TRACKED);
    const untracked = writer(place, NAMED);
    const inner: { path: string; isSubmodule: boolean }[] = [];
    const isBelowFolders = createFolderCheck(place.base + place.prefix);
    await listGitFiles(join(place.root, utf8Path(place.prefix)), within, options.includeIgnored, options.signal, {
      tracked: (bytes, start, end) => {
        if (isBelowFolders(bytes, start, end)) tracked.add(bytes, start, end);
      },
      untracked: untracked.add,
      repository: (path, isSubmodule) => inner.push({ path, isSubmodule }),
      failed: (path, reason) => failed(place, path, reason),
      flush: () => {
        tracked.flush();
        untracked.flush();
      },
    });
    for (const { path, isSubmodule } of inner) {
      if (isSubmodule && isEmptyFolder(join(place.root, utf8Path(place.prefix + path)))) {
        skipped(place, path, "submodule, not checked out");
      } else await nested(place, path);
    }
  };

  /** A repository in a repository or folder. One that git refuses is a failure of its folder; the rest is scanned. */
  const nested = async (place: Place, path: string): Promise<void> => {
    const inside: Place = { ...place, prefix: `${place.prefix}${path}/` };
    const glob = excluded?.(shownPath(place.prefix + path), true);
    if (glob !== undefined) return skipped(place, path, `excluded by ${glob}`);
    // Without a repository of its own git would list the outer one again, without end.
    if (!hasRepository(join(place.root, utf8Path(inside.prefix)))) return folder(inside);
    try {
      await repository(inside, "");
    } catch (error) {
      if (!(error instanceof SecretScanError)) throw error;
      failed(place, path, [error.message, error.remedy].filter((part) => part !== "").join(". "));
    }
  };

  const folder = async (place: Place): Promise<void> => {
    const found = writer(place, WALKED);
    const inner: string[] = [];
    const steps = walk(place.base + place.prefix, options.includeIgnored, {
      file: (path) => found.addLatin1(path),
      skipped: (path, reason) => skipped(place, path, reason),
      failed: (path, reason) => failed(place, path, reason),
      repository: (path) => void inner.push(path.slice(0, -1)),
      leavesOut: (path) => {
        const whole = (place.prefix + path).slice(0, -1);
        return excluded?.(shownPath(whole), true) !== undefined && !admits(place, whole);
      },
    });
    for (const _ of steps) {
      if (options.signal?.aborted) return;
      // Lets what was found reach the workers, and their answers come in.
      await new Promise(setImmediate);
    }
    found.flush();
    for (const path of inner) await nested(place, path);
  };

  return async (target) => {
    const base = `${latin1Path(target.root).replace(/\/$/, "")}/`;
    const place: Place = { root: target.root, base, prefix: "" };
    const before = files + repeated;
    if (target.kind === "file") {
      const named = writer(place, NAMED);
      named.addLatin1(target.withinLatin1 ?? latin1Path(target.within));
      named.flush();
    } else if (!target.inRepository || (target.within !== "" && !options.includeIgnored && (await isIgnoredByGit(target)))) {
      await folder({ ...place, prefix: target.within === "" ? "" : `${latin1Path(target.within)}/` });
    } else await repository(place, target.within);
    return files + repeated - before;
  };
}

/** A named folder is read even when git ignores it, and then git does not list it. */
async function isIgnoredByGit(target: Target): Promise<boolean> {
  // check-ignore takes no literal pathspecs; `./` keeps a leading `:` from being read as magic.
  const { status, stderr } = await runGit(["check-ignore", "-q", "--", `./${target.within}`], {
    cwd: target.root,
    environment: { GIT_LITERAL_PATHSPECS: "0", ...ownWorkTree(target.root) },
  });
  if (status > 1) throw gitError(["check-ignore"], status, stderr, target.root);
  return status === 0;
}

function isEmptyFolder(path: string): boolean {
  try {
    return readdirSync(path).length === 0;
  } catch {
    return true;
  }
}
