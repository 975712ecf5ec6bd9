/**
 * What an entry must be before it is applied: every key known, every text readable, nothing that hides everything.
 *
 * Says what is wrong and what to do; where it stands is known to the caller.
 */

import { isDay } from "./dates.js";
import { type AllowlistEntry, type AllowlistOptions, CONDITIONS, ENTRY_KEYS, type EntryKey, type EntryTexts } from "./entry.js";
import { globProblem } from "./glob.js";
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

export function unknownKey(key: string): Problem {
  return { message: `unknown key "${key}"`, remedy: didYouMean(key, ENTRY_KEYS, `Known keys: ${ENTRY_KEYS.join(", ")}`) };
}

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

/** Remembers entries by their conditions, so that none is given twice. */
export interface SeenEntries {
  /** The line of an entry with the same conditions that came before; undefined: there was none, and this one is remembered. */
  line(entry: AllowlistEntry): number | undefined;
}

/** One list for each condition that stands alone: joining texts for 50,000 entries would cost more than comparing them. */
export function createSeenEntries(): SeenEntries {
  const alone = { fingerprint: new Map<string, number>(), rule: new Map<string, number>(), path: new Map<string, number>() };
  const joined = new Map<string, number>();
  return {
    line(entry) {
      const { fingerprint, rule, path, value } = entry;
      const given = Number(fingerprint !== undefined) + Number(rule !== undefined) + Number(path !== undefined);
      if (given !== 1 || value !== undefined) {
        return remember(joined, `${fingerprint ?? ""}\0${rule ?? ""}\0${path ?? ""}\0${value ?? ""}`, entry.line);
      }
      if (fingerprint !== undefined) return remember(alone.fingerprint, fingerprint, entry.line);
      return rule === undefined ? remember(alone.path, path!, entry.line) : remember(alone.rule, rule, entry.line);
    },
  };
}

function remember(lines: Map<string, number>, key: string, line: number): number | undefined {
  const first = lines.get(key);
  if (first === undefined) lines.set(key, line);
  return first;
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
    remedy: "Bound its repetitions, and do not nest them",
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
