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

export function createPrefixTable(rules: readonly RuleCore[]): PrefixTable {
  const buckets = new Map<number, PrefixEntry[]>();
  const seen = new Uint8Array(256);
  let longest = 0;
  rules.forEach((rule, ruleIndex) => {
    if (rule.kind !== "prefix") return;
    for (const prefix of rule.prefixes) {
      const bytes = Buffer.from(prefix, "latin1");
      const key = bytes[0]! | (bytes[1]! << 8);
      const bucket = buckets.get(key) ?? [];
      buckets.set(key, bucket);
      bucket.push({ bytes, ruleIndex, tail: createPrefixTail(rule, prefix) });
      longest = Math.max(longest, bytes.length);
      for (const byte of bytes) seen[byte] = 1;
    }
  });
  const breakers = seen.map((count, byte) => (isTokenByte(byte) ? 0 : count));
  // a bit for each two bytes that some prefix begins with: small enough for the processor's first cache
  const used = new Uint8Array((1 << 16) >> 3);
  for (const [key, bucket] of buckets) {
    bucket.sort((a, b) => b.bytes.length - a.bytes.length || a.ruleIndex - b.ruleIndex);
    used[key >> 3]! |= 1 << (key & 7);
  }

  return {
    breakers,
    longest,
    mayStandAt(bytes, at, end) {
      if (at + KEY_BYTES > end) return false;
      const key = bytes[at]! | (bytes[at + 1]! << 8);
      return (used[key >> 3]! & (1 << (key & 7))) !== 0;
    },
    at(bytes, at, end, hit) {
      const bucket = buckets.get(bytes[at]! | (bytes[at + 1]! << 8));
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
