/**
 * What an earlier scan of the history has looked at, in `.git/secret-scan/`: ids and sizes, no names and no contents.
 *
 * Safe to delete. One that is of another version, of other rules, damaged, or not this user's own is not looked at.
 */

import { createHash } from "node:crypto";
import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createIdSet, type IdSet } from "../../sources/git/id-set.js";

export interface HistoryCache {
  /** Blobs by id and name, with sizes, and commits: see `ScannedCommits.seen`. */
  readonly seen: IdSet;
  readonly facts: CachedFacts;
}

/** Ids, and counts of what the tips lead to. */
export interface CachedFacts {
  /** Commits whose whole history was scanned without failures and omissions; none: only the blobs count. */
  readonly tips: readonly string[];
  readonly files: number;
  readonly blobs: number;
  readonly bytes: number;
  /** Blobs that hold a secret; the commits that brought them or took them out, in their order; commits whose messages hold one. */
  readonly secretBlobs: readonly string[];
  readonly secretCommits: readonly string[];
  readonly secretMessages: readonly string[];
}

const FOLDER = "secret-scan";
const FILE = "history-cache";
const MAGIC = "secret-scan history cache 1";
const DIGEST_BYTES = 32;
const LF = 0x0a;

/** @param parts all that a verdict on a blob depends on: version, rules, options */
export function cacheKey(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** @param gitFolder the repository's common git folder */
export async function loadHistoryCache(gitFolder: string, key: string): Promise<HistoryCache | undefined> {
  const path = join(gitFolder, FOLDER, FILE);
  try {
    const stats = await lstat(path);
    // Whoever else can write it could hide a secret.
    const isOurs =
      stats.isFile() && (process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0));
    return isOurs ? parseCache(await readFile(path), key) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined && !(error instanceof SyntaxError)) throw error;
    return undefined;
  }
}

/** A folder that cannot be written to is no reason to fail: the next run only takes longer. */
export async function saveHistoryCache(gitFolder: string, key: string, { seen, facts }: HistoryCache): Promise<void> {
  const folder = join(gitFolder, FOLDER);
  const temporary = join(folder, `${FILE}-${process.pid}.tmp`);
  const body = Buffer.concat([Buffer.from(`${MAGIC} ${key}\n${JSON.stringify(facts)}\n`), seen.bytes()]);
  try {
    await mkdir(folder, { recursive: true });
    // a `.git` that came in an archive may have links in our place: nothing is written through one
    if ((await lstat(folder)).isSymbolicLink()) return;
    await writeFile(temporary, Buffer.concat([body, digestOf(body)]), { mode: 0o600, flag: "wx" });
    await rename(temporary, join(folder, FILE));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    await rm(temporary, { force: true }).catch(() => {});
  }
}

/** @throws SyntaxError for text that is not what was written */
function parseCache(file: Buffer, key: string): HistoryCache | undefined {
  const body = file.subarray(0, Math.max(0, file.length - DIGEST_BYTES));
  const first = body.indexOf(LF);
  const second = body.indexOf(LF, first + 1);
  if (first < 0 || second < 0 || body.toString("latin1", 0, first) !== `${MAGIC} ${key}`) return undefined;
  if (!digestOf(body).equals(file.subarray(body.length))) return undefined;
  const facts = JSON.parse(body.toString("utf8", first + 1, second)) as CachedFacts;
  return { seen: createIdSet(body.subarray(second + 1)), facts };
}

function digestOf(body: Uint8Array): Buffer {
  return createHash("sha256").update(body).digest();
}
