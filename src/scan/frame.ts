/**
 * The line around a finding, fit to be shown: every match on it masked, reported or not, and so is any other long token, since a
 * line with one secret often holds a second one that no rule knows.
 */

import { bitsPerCharacter } from "../detect/randomness/randomness.js";
import type { CodeFrame } from "../model/finding.js";
import type { Span } from "../model/location.js";

/** What stands for a secret in the frame. */
export interface MaskedSpan extends Span {
  readonly masked: string;
}

/** Bytes kept on either side of the secret. */
const BEFORE = 72;
const AFTER = 56;
const HIDDEN = "********";
const LONG_TOKEN = /[A-Za-z0-9_+/=-]{16,}/g;
/** Above this many bits a character a long token reads like no word. */
const RANDOM_BITS = 4.6;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const UNSEEN = /[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const utf8 = new TextDecoder("utf-8");

/**
 * @param spans every match of the window, ordered by start, none overlapping
 * @param index the one to frame; only its first line is shown
 */
export function codeFrame(bytes: Uint8Array, length: number, spans: readonly MaskedSpan[], index: number): CodeFrame {
  const shown = spans[index]!;
  let start = shown.start;
  while (start > Math.max(0, shown.start - BEFORE) && !isLineEnd(bytes[start - 1]!)) start--;
  while (start < shown.start && (bytes[start]! & 0xc0) === 0x80) start++;
  let end = shown.end;
  if (!hasLineEnd(bytes, shown.start, shown.end))
    while (end < Math.min(length, shown.end + AFTER) && !isLineEnd(bytes[end]!)) end++;

  let text = "";
  let at = start;
  let frameStart = 0;
  const ends = furthestEnds(spans);
  let first = index;
  while (first > 0 && ends[first - 1]! > start) first--;
  for (let i = first; i < spans.length; i++) {
    const span = spans[i]!;
    if (span.end <= start) continue;
    if (span.start >= end) break;
    // a secret that begins left of what is shown must not show its rest
    if (span.start > at) text += plain(bytes, at, span.start);
    if (span === shown) frameStart = text.length;
    text += span.start < start ? HIDDEN : span.masked;
    at = Math.max(at, span.end);
  }
  if (at < end) text += plain(bytes, at, end);
  const trimmed = text.trimStart();
  return { text: trimmed.trimEnd(), start: frameStart - (text.length - trimmed.length), length: shown.masked.length };
}

const knownEnds = new WeakMap<readonly MaskedSpan[], Uint32Array>();

/** For each span the furthest end up to it: a window may have tens of thousands, of which a line shows one or two. */
function furthestEnds(spans: readonly MaskedSpan[]): Uint32Array {
  let ends = knownEnds.get(spans);
  if (ends === undefined) {
    ends = new Uint32Array(spans.length);
    let furthest = 0;
    for (const [index, { end }] of spans.entries()) {
      furthest = Math.max(furthest, end);
      ends[index] = furthest;
    }
    knownEnds.set(spans, ends);
  }
  return ends;
}

function plain(bytes: Uint8Array, start: number, end: number): string {
  return utf8
    .decode(bytes.subarray(start, end))
    .replaceAll("\t", " ")
    .replaceAll(UNSEEN, "\ufffd")
    .replaceAll(LONG_TOKEN, (token) => (looksMachineMade(token) ? HIDDEN : token));
}

function looksMachineMade(token: string): boolean {
  if (!/\d/.test(token)) return false;
  const bytes = Buffer.from(token);
  return bitsPerCharacter(bytes, 0, bytes.length) > RANDOM_BITS;
}

function hasLineEnd(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (isLineEnd(bytes[i]!)) return true;
  return false;
}

function isLineEnd(byte: number): boolean {
  return byte === 0x0a || byte === 0x0d;
}
