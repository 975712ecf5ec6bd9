/**
 * Which rules' prefixes stand at a place: a look-up by the first three bytes, then a comparison.
 */

import type { RuleCore } from "../model/rule.js";

export interface PrefixEntry {
  readonly bytes: Uint8Array;
  readonly ruleIndex: number;
}

export interface PrefixTable {
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
      bucket.push({ bytes, ruleIndex });
      longest = Math.max(longest, bytes.length);
      for (const byte of bytes) seen[byte] = 1;
    }
  });
  const breakers = seen.map((count, byte) => (/[\w-]/.test(String.fromCharCode(byte)) ? 0 : count));
  const table: (PrefixEntry[] | undefined)[] = new Array(1 << 16);
  for (const [key, bucket] of buckets)
    table[key] = bucket.sort((a, b) => b.bytes.length - a.bytes.length || a.ruleIndex - b.ruleIndex);

  return {
    breakers,
    longest,
    at(bytes, at, end, hit) {
      if (at + KEY_BYTES > end) return;
      const bucket = table[bytes[at]! | (bytes[at + 1]! << 8)];
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
