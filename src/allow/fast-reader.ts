/**
 * Reads the plain form of `.secrets-allowlist`, character by character: what `allow` writes and most people do.
 *
 * YAML's parser takes seconds over 50,000 entries and is not loaded at all when this reader is enough. It gives up at the first thing
 * that it is not sure of, and `yaml-reader.ts` decides; so every error is worded there, and both read the same (a test holds them
 * against each other).
 */

import { ENTRY_KEYS, type EntryTexts } from "./entry.js";
import { isNullScalar } from "./raw-allowlist.js";

/**
 * An entry as it was written, unchecked, in the shape of a checked one: 50,000 of them are not copied. `source` and `expired` are for
 * whoever checks it to fill in.
 */
export interface PlainEntry extends Mutable<EntryTexts> {
  source: string;
  readonly line: number;
  expired: boolean;
  readonly folder: undefined;
}

export interface PlainAllowlist {
  readonly top: TopTexts;
  readonly entries: readonly PlainEntry[];
}

export interface TopTexts {
  readonly version: string | undefined;
  readonly key: string | undefined;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const TOP_KEYS = ["version", "key", "entries"] as const;

const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DOUBLE_QUOTE = 34;
const HASH = 35;
const QUOTE = 39;
const DASH = 45;
const COLON = 58;
const BACKSLASH = 92;
const CARET = 94;

/** The file without its byte order mark; undefined where YAML itself must decide. */
export function readPlainForm(text: string): PlainAllowlist | undefined {
  const top: Mutable<TopTexts> = { version: undefined, key: undefined };
  const entries: PlainEntry[] = [];
  let entry: PlainEntry | undefined;
  let inEntries = false;
  let hadEntries = false;
  let itemIndent = -1;
  let keyIndent = -1;
  let next = 0;
  for (let line = 1, start = 0; start < text.length; line++, start = next) {
    const lineFeed = text.indexOf("\n", start);
    next = lineFeed < 0 ? text.length : lineFeed + 1;
    const last = lineFeed < 0 ? text.length : lineFeed;
    const end = lineFeed > start && text.charCodeAt(lineFeed - 1) === CARRIAGE_RETURN ? last - 1 : last;
    let at = skipSpaces(text, start, end);
    if (at === end || text.charCodeAt(at) === HASH) continue;
    const indent = at - start;
    const isItem = text.charCodeAt(at) === DASH;
    if (isItem) {
      const afterDash = skipSpaces(text, at + 1, end);
      if (!inEntries || afterDash === at + 1) return undefined;
      if (itemIndent < 0) itemIndent = indent;
      if (indent !== itemIndent) return undefined;
      at = afterDash;
      keyIndent = at - start;
      entry = emptyEntry(line);
      entries.push(entry);
    } else if (indent === 0) {
      entry = undefined;
      inEntries = false;
    } else if (entry === undefined || indent !== keyIndent) {
      return undefined;
    }
    const colon = text.indexOf(":", at);
    if (colon < 0 || colon >= end) return undefined;
    const valueAt = skipSpaces(text, colon + 1, end);
    const isSpaced = valueAt > colon + 1;
    if (entry !== undefined) {
      const key = keyAt(ENTRY_KEYS, text, at, colon);
      if (key === undefined || entry[key] !== undefined || !isSpaced) return undefined;
      entry[key] = readScalar(text, valueAt, end);
      if (entry[key] === undefined) return undefined;
      continue;
    }
    const key = keyAt(TOP_KEYS, text, at, colon);
    if (key === undefined) return undefined;
    if (key === "entries") {
      if (hadEntries || (valueAt < end && (text.charCodeAt(valueAt) !== HASH || !isSpaced))) return undefined;
      inEntries = true;
      hadEntries = true;
      continue;
    }
    if (top[key] !== undefined || !isSpaced) return undefined;
    top[key] = readScalar(text, valueAt, end);
    if (top[key] === undefined) return undefined;
  }
  return { top, entries };
}

/** Every key is there from the start: objects of one shape are made and read fastest. */
function emptyEntry(line: number): PlainEntry {
  return {
    source: "",
    line,
    fingerprint: undefined,
    rule: undefined,
    path: undefined,
    value: undefined,
    reason: undefined,
    owner: undefined,
    expires: undefined,
    expired: false,
    folder: undefined,
  };
}

function keyAt<Key extends string>(keys: readonly Key[], text: string, start: number, end: number): Key | undefined {
  for (const key of keys) if (key.length === end - start && text.startsWith(key, start)) return key;
  return undefined;
}

function skipSpaces(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && text.charCodeAt(at) === SPACE) at++;
  return at;
}

/** The scalar that fills `[at, end)` but for a comment; undefined where it is not surely plain or simply quoted. */
function readScalar(text: string, at: number, end: number): string | undefined {
  if (at === end) return undefined;
  const first = text.charCodeAt(at);
  if (first === DOUBLE_QUOTE || first === QUOTE) return readQuoted(text, at, end, first);
  if (!startsPlain(first)) return undefined;
  let stop = end;
  for (let index = at; index < end; index++) {
    const code = text.charCodeAt(index);
    if (isControl(code)) return undefined;
    if (code === COLON && (index + 1 === end || text.charCodeAt(index + 1) === SPACE)) return undefined;
    if (code === HASH && text.charCodeAt(index - 1) === SPACE) {
      stop = index;
      break;
    }
  }
  while (text.charCodeAt(stop - 1) === SPACE) stop--;
  const value = text.slice(at, stop);
  return isNullScalar(value) ? undefined : value;
}

function readQuoted(text: string, at: number, end: number, quote: number): string | undefined {
  for (let index = at + 1; index < end; index++) {
    const code = text.charCodeAt(index);
    if (isControl(code) || code === BACKSLASH) return undefined;
    if (code !== quote) continue;
    const rest = skipSpaces(text, index + 1, end);
    const isComment = rest > index + 1 && text.charCodeAt(rest) === HASH;
    return rest === end || isComment ? text.slice(at + 1, index) : undefined;
  }
  return undefined;
}

/** Letters, digits and the punctuation that begins a plain scalar wherever it stands: `_ . / ( ^ \`. */
function startsPlain(code: number): boolean {
  const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
  return isWord || (code >= 46 && code <= 57) || code === 40 || code === CARET || code === BACKSLASH;
}

function isControl(code: number): boolean {
  return code < SPACE || (code >= 127 && code < 160);
}
