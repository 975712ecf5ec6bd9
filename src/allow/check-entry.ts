/**
 * What an entry must be before it is applied: every key known, every text readable, nothing that hides everything.
 *
 * Says what is wrong and what to do; where it stands is known to the caller.
 */

import { isDay } from "./dates.js";
import { type AllowlistEntry, type AllowlistOptions, CONDITIONS, ENTRY_KEYS, type EntryKey, type EntryTexts } from "./entry.js";
import { globProblem } from "./glob.js";
import { HASH_START, hashText } from "./hash-text.js";
import { didYouMean } from "./nearest.js";
import { hidesEverything } from "./too-broad.js";

export interface Problem {
  readonly message: string;
  readonly remedy: string;
}

/** True for a key that an entry may have. */
export function isEntryKey(key: string): key is EntryKey {
  return (ENTRY_KEYS as readonly string[]).includes(key);
}

/** The problem of a key that entries do not have, with the nearest one that they do. */
export function unknownKey(key: string): Problem {
  return { message: `unknown key "${key}"`, remedy: didYouMean(key, ENTRY_KEYS, `Known keys: ${ENTRY_KEYS.join(", ")}`) };
}

/** What is wrong with one key's value by itself; undefined: nothing. */
export function valueProblem(key: EntryKey, value: string | undefined, options: AllowlistOptions): Problem | undefined {
  if (value === undefined || value.trim() === "")
    return { message: `"${key}" is empty`, remedy: "Fill it in or remove the line" };
  if (value.includes("\0")) return { message: `"${key}" holds a NUL character`, remedy: "Remove it" };
  switch (key) {
    case "fingerprint":
      if (/^ss\d+:\S+$/.test(value)) return undefined;
      return {
        message: "not a fingerprint",
        remedy: 'Copy it from a report: it begins with "ss1:". Other tools\' lists are read by `allow import`',
      };
    case "rule":
      if (options.knownRuleIds.has(value)) return undefined;
      return {
        message: `unknown rule "${value}"`,
        remedy: didYouMean(value, options.knownRuleIds, "`rules list` names them all"),
      };
    case "path": {
      const problem = globProblem(value);
      if (problem === undefined) return undefined;
      return { message: `invalid glob: ${problem}`, remedy: "Write a path from the root; * stops at /, ** does not" };
    }
    case "value":
      return expressionProblem(value, options);
    case "expires":
      return isDay(value) ? undefined : { message: `unreadable date "${value}"`, remedy: "Write it as YYYY-MM-DD" };
    default:
      return undefined;
  }
}

/** @param given texts that have passed `valueProblem` */
export function entryProblem(given: Partial<EntryTexts>): Problem | undefined {
  if (given.reason === undefined) {
    return { message: "the entry has no reason", remedy: "Add `reason:` and say why this is no leak" };
  }
  if (CONDITIONS.every((condition) => given[condition] === undefined)) {
    return { message: "the entry names nothing", remedy: "Give it a fingerprint, rule, path or value" };
  }
  const isBound = given.fingerprint !== undefined || given.rule !== undefined;
  if (isBound || !hidesEverything(given.path, given.value)) return undefined;
  return { message: "the entry would hide everything", remedy: "Narrow its path or value, or add a fingerprint or rule" };
}

/** @param given texts that have passed `entryProblem` */
export function makeEntry(given: Partial<EntryTexts>, source: string, line: number, today: string): AllowlistEntry {
  const { reason, fingerprint, rule, path, value, owner, expires } = given;
  const expired = expires !== undefined && expires < today;
  return { source, line, fingerprint, rule, path, value, reason: reason!, owner, expires, expired };
}

/** More entries than these are not told apart in one number with a hash. */
const MOST_HASHED = 2 ** 21;
/** Entries of one hash that are compared one by one. */
const MOST_ALIKE = 32;

/**
 * The first entry whose conditions another one before it has: its index and the other's line. By sorted hashes: to remember 50,000 texts
 * would take longer than to read them.
 */
export function findDuplicate(entries: readonly AllowlistEntry[]): { readonly index: number; readonly line: number } | undefined {
  if (entries.length > MOST_HASHED) return findDuplicateByText(entries);
  const keys = Float64Array.from(entries, (entry, index) => hashOf(entry) * MOST_HASHED + index).sort();
  let found: { index: number; line: number } | undefined;
  for (let at = 1; at < keys.length; at++) {
    const index = keys[at]! % MOST_HASHED;
    for (let other = at - 1; other >= 0 && sameHash(keys[other]!, keys[at]!); other--) {
      // a list that was made to have them all alike
      if (at - other > MOST_ALIKE) return findDuplicateByText(entries);
      const before = entries[keys[other]! % MOST_HASHED]!;
      if (!isSame(before, entries[index]!)) continue;
      if (found === undefined || index < found.index) found = { index, line: before.line };
    }
  }
  return found;
}

function sameHash(one: number, another: number): boolean {
  return Math.floor(one / MOST_HASHED) === Math.floor(another / MOST_HASHED);
}

function hashOf({ fingerprint, rule, path, value }: AllowlistEntry): number {
  let hash = HASH_START;
  for (const text of [fingerprint, rule, path, value]) {
    // what stands between two texts tells "ab" and "" from "a" and "b"
    hash = Math.imul((text === undefined ? hash : hashText(text, 0, text.length, hash)) ^ 0xffff, 0x01000193);
  }
  return hash >>> 0;
}

function isSame(one: AllowlistEntry, another: AllowlistEntry): boolean {
  return CONDITIONS.every((condition) => one[condition] === another[condition]);
}

function findDuplicateByText(entries: readonly AllowlistEntry[]): { readonly index: number; readonly line: number } | undefined {
  const lines = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const key = CONDITIONS.map((condition) => entry[condition] ?? "").join("\0");
    const line = lines.get(key);
    if (line !== undefined) return { index, line };
    lines.set(key, entry.line);
  }
  return undefined;
}

function expressionProblem(source: string, options: AllowlistOptions): Problem | undefined {
  try {
    new RegExp(source, "u");
  } catch (error) {
    const reason = (error as SyntaxError).message.split(": ").at(-1) ?? "";
    return {
      message: `invalid regular expression: ${reason}`,
      remedy: "It is a JavaScript regular expression with flag u",
    };
  }
  if (isPlainlySafe(source) || options.isSafePattern(source)) return undefined;
  return {
    message: "the regular expression could take time without bounds",
    remedy: "Bound its repetitions, do not nest them, and keep it short",
  };
}

/**
 * True for an expression that is linear at first sight, so that of 50,000 few need the proof: no groups, and in each alternative at
 * most one part that may repeat a varying number of times.
 */
function isPlainlySafe(source: string): boolean {
  let repetitions = 0;
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    if (character === "(") return false;
    if (character === "\\") at++;
    else if (character === "[") at = classEnd(source, at);
    else if (character === "|") repetitions = 0;
    else if ("*+?{".includes(character)) {
      const fixed = character === "{" ? /^\{\d+\}/.exec(source.slice(at, at + 8))?.[0].length : undefined;
      if (fixed !== undefined) at += fixed - 1;
      else if (++repetitions > 1) return false;
    }
  }
  return true;
}

function classEnd(source: string, open: number): number {
  let at = open + 1;
  while (at < source.length && source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at;
}
