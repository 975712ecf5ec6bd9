/**
 * Which rules' prefixes stand at a place: a look-up by the first two bytes, then a comparison.
 */

import type { RuleCore } from "../model/rule.js";
import { isTokenByte } from "./bytes.js";
import { createPrefixTail, type PrefixTail } from "./prefix-tail.js";

export interface PrefixEntry {
  readonly bytes: Uint8Array;
  readonly ruleIndex: number;
  /** What surely follows the prefix in a match. */
  readonly tail: PrefixTail;
}

export interface PrefixTable {
  /** A first look, at two bytes. */
  mayStandAt(bytes: Uint8Array, at: number, end: number): boolean;
  /** Calls `hit` for each prefix that stands at `at`, longest first. */
  at(bytes: Uint8Array, at: number, end: number, hit: (entry: PrefixEntry) => void): void;
  /** Bytes, other than token characters, that stand inside some prefix: such a prefix ends before the run that made the candidate. */
  readonly breakers: Uint8Array;
  readonly longest: number;
}

const KEY_BYTES = 2;
/** Prefixes are ASCII. */
const ALL_TOKEN = /^[\w-]+$/;

/** What a prefix needs to be tried is made when two bytes like its first ones are met: a small scan meets few of some two thousand. */
export function createPrefixTable(rules: readonly RuleCore[]): PrefixTable {
  const texts: string[] = [];
  const owners: number[] = [];
  const waiting = new Map<number, number[]>();
  const buckets = new Map<number, readonly PrefixEntry[]>();
  const breakers = new Uint8Array(256);
  // a bit for each two bytes that some prefix begins with: small enough for the processor's first cache
  const used = new Uint8Array((1 << 16) >> 3);
  let longest = 0;
  for (let ruleIndex = 0; ruleIndex < rules.length; ruleIndex++) {
    const rule = rules[ruleIndex]!;
    if (rule.kind !== "prefix") continue;
    for (const prefix of rule.prefixes) {
      const key = prefix.charCodeAt(0) | (prefix.charCodeAt(1) << 8);
      const bucket = waiting.get(key);
      if (bucket === undefined) waiting.set(key, [texts.length]);
      else bucket.push(texts.length);
      texts.push(prefix);
      owners.push(ruleIndex);
      used[key >> 3]! |= 1 << (key & 7);
      if (prefix.length > longest) longest = prefix.length;
      if (!ALL_TOKEN.test(prefix))
        for (let i = 0; i < prefix.length; i++) if (!isTokenByte(prefix.charCodeAt(i))) breakers[prefix.charCodeAt(i)] = 1;
    }
  }
  const bucketOf = (key: number): readonly PrefixEntry[] | undefined => {
    const made = buckets.get(key);
    if (made !== undefined) return made;
    const indexes = waiting.get(key);
    if (indexes === undefined) return undefined;
    const bucket: PrefixEntry[] = [];
    for (const index of indexes) {
      const ruleIndex = owners[index]!;
      bucket.push({
        bytes: Buffer.from(texts[index]!, "latin1"),
        ruleIndex,
        tail: createPrefixTail(rules[ruleIndex]!, texts[index]!),
      });
    }
    bucket.sort((a, b) => b.bytes.length - a.bytes.length || a.ruleIndex - b.ruleIndex);
    buckets.set(key, bucket);
    return bucket;
  };

  return {
    breakers,
    longest,
    mayStandAt(bytes, at, end) {
      if (at + KEY_BYTES > end) return false;
      const key = bytes[at]! | (bytes[at + 1]! << 8);
      return (used[key >> 3]! & (1 << (key & 7))) !== 0;
    },
    at(bytes, at, end, hit) {
      const bucket = bucketOf(bytes[at]! | (bytes[at + 1]! << 8));
      if (bucket === undefined) return;
      for (const entry of bucket) if (startsWith(bytes, at, end, entry.bytes)) hit(entry);
    },
  };
}

function startsWith(bytes: Uint8Array, at: number, end: number, prefix: Uint8Array): boolean {
  if (at + prefix.length > end) return false;
  for (let i = KEY_BYTES; i < prefix.length; i++) if (bytes[at + i] !== prefix[i]) return false;
  return true;
}
