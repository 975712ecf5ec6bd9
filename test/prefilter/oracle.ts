/**
 * What the prefilter must find, said slowly and plainly over whole texts, without blocks, masks or hashes.
 */

import { mayBeginText } from "../../src/decode/text-likeness.js";
import { isMachineMade } from "../../src/detect/machine-made.js";

export interface Candidate {
  readonly kind: "run" | "word";
  readonly offset: number;
  /** Of a run its length, of a word its index. */
  readonly value: number;
  /** Of a run `digit upper lower prefix hex value encoded`, those that hold. */
  readonly flags: string;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

export function expectedCandidates(
  text: string,
  words: readonly string[],
  prefixes: readonly string[],
  range: Range,
): Candidate[] {
  if (range.from === range.to) return [];
  const visible = text.slice(0, range.end);
  return [...expectedWords(visible, words, range), ...expectedRuns(visible, prefixes, range)].sort(compareCandidates);
}

/** Of the expected candidates those that count with names and a model: said by `detect`'s own arithmetic, and plainly. */
export function selective(text: string, found: readonly Candidate[], words: readonly string[], names: number): Candidate[] {
  const bytes = Buffer.from(text, "latin1");
  return found.flatMap((candidate): Candidate[] => {
    const { kind, offset, value, flags } = candidate;
    if (kind === "word") {
      if (value >= names) return [candidate];
      const rest = /^[A-Za-z0-9_.$\x80-\xbf\xc3-\xff-]{0,64}/.exec(text.slice(offset + words[value]!.length))![0];
      const next = text[offset + words[value]!.length + rest.length];
      return next !== undefined && " \t\n\r\"'`\\][=:!?|<>(,*".includes(next) ? [candidate] : [];
    }
    const run = text.slice(offset, offset + value);
    const isValue = /^[0-9_-]*[0-9][0-9_-]*$/.test(run) || isMachineMade(bytes, offset, offset + value, /[0-9]/.test(run));
    const isHex = value >= 32 && (flags.includes("hex") || run.startsWith("0x"));
    const isEncoded = (isValue || isHex) && mayBeEncoded(text, offset);
    if (!isValue && !isEncoded && !flags.includes("prefix")) return [];
    return [{ ...candidate, flags: [flags, isValue ? "value" : "", isEncoded ? "encoded" : ""].filter(Boolean).join(" ") }];
  });
}

/** The run is the first of its stretch of base64, whose first characters stand for the start of a text or a gzip file. */
function mayBeEncoded(text: string, offset: number): boolean {
  const before = /[A-Za-z0-9+/_-]*$/.exec(text.slice(Math.max(0, offset - 256), offset))![0];
  if (before.length === 256 || /[A-Za-z0-9_-]{16}/.test(before)) return false;
  const stretch = text.slice(offset - before.length);
  const hex = /^(?:0[xX])?([0-9A-Fa-f]{16})/.exec(stretch)?.[1];
  const base32 = /^[A-Z2-7]{16}/.exec(stretch)?.[0];
  const base64 = Buffer.from(stretch.slice(0, 12), "base64");
  if (base64[0] === 0x1f && base64[1] === 0x8b && base64[2] === 8) return true;
  return [base64, Buffer.from(hex ?? "", "hex"), base32Head(base32 ?? "")].some(
    (head) => head.length > 0 && (mayBeginText(head) || head.includes(0) || (head[0]! >= 0xfe && head[1]! >= 0xfe)),
  );
}

/** The first six bytes. */
function base32Head(digits: string): Uint8Array {
  const bits = Array.from(digits, (digit) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(digit).toString(2).padStart(5, "0")).join(
    "",
  );
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).slice(0, 6), (byte) => Number.parseInt(byte, 2));
}

export function compareCandidates(a: Candidate, b: Candidate): number {
  return a.offset - b.offset || a.kind.localeCompare(b.kind) || a.value - b.value;
}

function expectedWords(text: string, words: readonly string[], range: Range): Candidate[] {
  const folded = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
  const found: Candidate[] = [];
  for (let offset = range.from; offset < range.to; offset++) {
    const standing = words.filter((word) => folded.startsWith(word, offset)).sort((a, b) => b.length - a.length);
    if (standing[0] !== undefined) found.push({ kind: "word", offset, value: words.indexOf(standing[0]), flags: "" });
  }
  return found;
}

function expectedRuns(text: string, prefixes: readonly string[], { from, to }: Range): Candidate[] {
  const starts = prefixes.map((prefix) => prefix.slice(0, 16));
  const found: Candidate[] = [];
  for (const match of text.matchAll(/[A-Za-z0-9_-]+/g)) {
    const start = match.index;
    let end = start + match[0].length;
    if (end <= from || start >= to) continue;
    if (end > to) {
      if (start > from) continue;
      end = to;
    }
    const run = text.slice(start, end);
    if (run.length < 16) continue;
    const stands = (place: number): boolean => starts.some((known) => text.startsWith(known, place));
    const standsBehindJoint = (place: number): boolean =>
      starts.some((known) => text.startsWith(known, place) && (known.length >= 4 || /[_-]/.test(known)));
    const joints = [...run.matchAll(/[_-]/g)].map((joint) => start + joint.index + 1);
    const prefix = prefixPlaces(text, start, starts).some(stands) || joints.some(standsBehindJoint);
    const digit = /[0-9]/.test(run);
    const upper = /[A-Z]/.test(run);
    const lower = /[a-z]/.test(run);
    if (!prefix && !digit && (run.length < 24 || !upper || !lower)) continue;
    const hex = /^[0-9A-Fa-f]+$/.test(run);
    const flags = Object.entries({ digit, upper, lower, prefix, hex }).filter(([, holds]) => holds);
    found.push({
      kind: "run",
      offset: start,
      value: Math.min(run.length, 0xfffff),
      flags: flags.map(([name]) => name).join(" "),
    });
  }
  return found;
}

/** Places other than those behind joints. */
function prefixPlaces(text: string, start: number, prefixes: readonly string[]): number[] {
  const places = [start];
  const swallowed = swallowedEscape(text.slice(Math.max(0, start - 1), start), text.slice(start, start + 5));
  if (swallowed > 0) places.push(start + swallowed);
  for (const prefix of prefixes) {
    const head = prefix.replace(/[A-Za-z0-9_-]*$/, "");
    if (head !== "" && start >= head.length && text[start - 1] === head.at(-1)) places.push(start - head.length);
  }
  return places;
}

function swallowedEscape(before: string, head: string): number {
  if (before === "%") return /^[0-9A-Fa-f]{2}/.exec(head)?.[0].length ?? 0;
  return before === "\\" ? (/^(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|[nrtbfu])/.exec(head)?.[0].length ?? 0) : 0;
}
