/**
 * What an earlier scan of the history has looked at: ids and sizes, no names and no contents.
 */

import { createIdSet, type IdSet } from "../../sources/git/id-set.js";
import { hasCacheFile, loadCacheFile, saveCacheFile } from "./cache-file.js";

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

const FILE = "history-cache";
const MAGIC = "secret-scan history cache 1";
const LF = 0x0a;

/** True where an earlier run left something, of whatever worth. @param gitFolder the repository's common git folder */
export function hasHistoryCache(gitFolder: string): boolean {
  return hasCacheFile(gitFolder, FILE);
}

/** @param gitFolder the repository's common git folder */
export async function loadHistoryCache(gitFolder: string, key: string): Promise<HistoryCache | undefined> {
  const body = await loadCacheFile(gitFolder, FILE, `${MAGIC} ${key}`);
  const end = body?.indexOf(LF) ?? -1;
  if (body === undefined || end < 0) return undefined;
  const facts = parseFacts(body.toString("utf8", 0, end));
  return facts === undefined ? undefined : { seen: createIdSet(body.subarray(end + 1)), facts };
}

export async function saveHistoryCache(gitFolder: string, key: string, { seen, facts }: HistoryCache): Promise<void> {
  await saveCacheFile(gitFolder, FILE, `${MAGIC} ${key}`, [Buffer.from(`${JSON.stringify(facts)}\n`), seen.bytes()]);
}

function parseFacts(text: string): CachedFacts | undefined {
  try {
    return JSON.parse(text) as CachedFacts;
  } catch {
    return undefined;
  }
}
