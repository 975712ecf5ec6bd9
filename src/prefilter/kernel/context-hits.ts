// The words of providers and of secrets in a stretch of text, in the order of their first bytes.
//
// The same look-up as `detect/context-words`, with its tables. Values stand close together in some texts: each stretch is gone over
// about once, and its words are held.

import {
  CONTEXT, CONTEXT_BORDERS, CONTEXT_ENTRIES, CONTEXT_HEADS, CONTEXT_KINDS, CONTEXT_NEXT, CONTEXT_PLAIN, CONTEXT_SIEVE, CONTEXT_TEXTS, HIT_COUNT, HITS, KEYS,
} from "./layout";

const BEHIND: usize = 192;
const AHEAD: usize = 1856;
/** What is held at most, in bytes; each may begin a word. */
export const LONGEST_STRETCH: usize = 2048;
const MOST_HITS: u32 = 2048;
const BORDERED_LENGTH: usize = 6;
const KEY_LETTERS: usize = 4;
/** Kinds of bytes. */
export const PUNCTUATION: u32 = 1;
const LOWER: u32 = 2;
const GOLDEN: u32 = 0x9e3779b1;

// the stretch whose hits are held; empty at the start of a scan, since the text is another
let heldFrom: usize = 0;
let heldTo: usize = 0;
// the valid text
let from: usize = 0;
let limit: usize = 0;

/** Of a new text, which is valid in [window, end). */
export function newHits(window: usize, end: usize): void {
  heldFrom = 0;
  heldTo = 0;
  from = window;
  limit = end;
}

@inline export function kindOf(at: usize): u32 {
  return <u32>load<u8>(load<u32>(CONTEXT) + CONTEXT_KINDS + <usize>load<u8>(at));
}

/** The first hit from `start` on: they stand in the order of their first bytes. */
export function firstHit(start: usize): usize {
  let low: usize = 0, high = <usize>load<u32>(HIT_COUNT);
  while (low < high) {
    const middle = (low + high) >> 1;
    if (load<u32>(HITS + (middle << 4), 4) < <u32>start) low = middle + 1;
    else high = middle;
  }
  return HITS + (low << 4);
}

/** Finds the words of [start, end), unless they are known. */
export function look(start: usize, end: usize): void {
  if (start < heldFrom || end > heldTo) {
    const isNear = end + BEHIND > heldFrom && start < heldTo;
    const last = isNear ? max(end, min(limit, start + AHEAD)) : end;
    goOver(isNear ? max(from, max(start - BEHIND, last - LONGEST_STRETCH)) : start, last);
  }
}

/** Writes the hits of [start, end): index of the word, its first byte, and behind its last one. */
function goOver(start: usize, end: usize): void {
  const context = <usize>load<u32>(CONTEXT), plainTable = context + CONTEXT_PLAIN, sieve = context + CONTEXT_SIEVE;
  heldFrom = start;
  heldTo = end;
  store<u32>(HIT_COUNT, 0);
  let letters: u32 = 0, keys = KEYS;
  for (let at = start; at < end; at++) {
    // zero for a joint, over which a word goes on
    const plain = <u32>load<u8>(plainTable + <usize>load<u8>(at)), isPlain = <u32>(plain != 0);
    letters = (letters << (isPlain * 5)) | (plain & 31);
    store<u32>(keys, <u32>at);
    store<u32>(keys, letters, 4);
    const three = ((letters >> 5) & 0x7fff) * GOLDEN;
    keys += <usize>((<u32>load<u8>(sieve + <usize>(three >> 20)) >> (letters & 7)) & isPlain) << 3;
  }
  // a character more, since a word of three may stand at the end
  store<u32>(keys, <u32>end);
  store<u32>(keys, letters << 5, 4);
  for (let key = KEYS; key <= keys; key += 8) addWords(context, load<u32>(key), load<u32>(key, 4));
}

/** May a word begin or end before the character at `at`? The end of the stretch is one, for what stands behind it. */
function isBorder(context: usize, at: usize): bool {
  if (at >= limit) return true;
  const previous = at > from ? kindOf(at - 1) : PUNCTUATION;
  const border = <u32>load<u8>(context + CONTEXT_BORDERS + <usize>((previous << 3) | kindOf(at)));
  if (border < 2) return border != 0;
  return at + 1 < limit && kindOf(at + 1) == LOWER;
}

/** Adds the words that begin with the four letters of which the last one stands at `last`. */
function addWords(context: usize, last: usize, letters: u32): void {
  let entry = <usize>load<u16>(context + CONTEXT_HEADS + (<usize>(((letters & 0xfffff) * GOLDEN) >> 19) << 1));
  if (entry == 0) return;
  let first = last;
  for (let back = KEY_LETTERS; back > 1; back--) {
    do {
      if (first == heldFrom) return;
      first--;
    } while (plainOf(context, first) == 0);
  }
  const next = <usize>load<u32>(context, CONTEXT_NEXT), entries = <usize>load<u32>(context, CONTEXT_ENTRIES);
  const texts = <usize>load<u32>(context, CONTEXT_TEXTS), opens = isBorder(context, first);
  const beside = last < heldTo ? nextPlain(context, last + 1) : heldTo, fifth = beside < heldTo ? plainOf(context, beside) : 0;
  for (; entry != 0; entry = <usize>load<u16>(next + (entry << 1))) {
    const index = <u32>load<u16>(entries + (entry << 1)), text = texts + (<usize>index << 5);
    const size = <usize>load<u8>(text, 31), isShort = size <= BORDERED_LENGTH;
    if ((isShort && !opens) || (size > KEY_LETTERS && <u32>load<u8>(text, KEY_LETTERS) != fifth)) continue;
    const past = behindWord(context, text, first);
    if (past == 0 || (isShort && !isBorder(context, nextPlain(context, past)))) continue;
    const count = load<u32>(HIT_COUNT), hit = HITS + (<usize>count << 4);
    if (count == MOST_HITS) return;
    store<u32>(hit, index);
    store<u32>(hit, <u32>first, 4);
    store<u32>(hit, <u32>past, 8);
    store<u32>(HIT_COUNT, count + 1);
  }
}

@inline function plainOf(context: usize, at: usize): u32 {
  return <u32>load<u8>(context + CONTEXT_PLAIN + <usize>load<u8>(at));
}

/** The next character of the stretch that is no joint, or the stretch's end. */
function nextPlain(context: usize, from: usize): usize {
  let at = from;
  while (at < heldTo && plainOf(context, at) == 0) at++;
  return at;
}

/** Behind the last character of the word that begins at `first`; 0 where another text stands there, or the stretch ends before. */
function behindWord(context: usize, text: usize, first: usize): usize {
  let at = first;
  for (let i: usize = 0, size = <usize>load<u8>(text, 31); i < size; i++) {
    at = nextPlain(context, at);
    if (at == heldTo || plainOf(context, at) != <u32>load<u8>(text + i)) return 0;
    at++;
  }
  return at;
}
