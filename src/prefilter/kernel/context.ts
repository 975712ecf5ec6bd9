// Whether anything around a run may make a secret of it: a word of a provider or of a secret near by, a name that leaves it to the
// line above, or nothing else on its line. Four of five runs that look random have none of it, and are dropped here.
//
// The same look-up as `detect/context-words`, with its tables; what it finds here is looked at again there, so this may let more
// through, but nothing less. Values stand close together in some texts: each stretch is gone over about once.

import {
  CONTEXT, CONTEXT_BORDERS, CONTEXT_ENTRIES, CONTEXT_HEADS, CONTEXT_KINDS, CONTEXT_NEXT, CONTEXT_PLAIN, CONTEXT_PROVIDERS,
  CONTEXT_TEXTS, CONTEXT_USED, HIT_COUNT, HITS, ORIGINS, PLAIN,
} from "./layout";
import { behindLast, firstOf } from "./edges";
import { mayFit } from "./fits";
import { isToken } from "./runs";

const LEFT_REACH: usize = 160;
const RIGHT_REACH: usize = 120;
const NAME_REACH: usize = 80;
const ABOVE_REACH: usize = 160;
const BEHIND: usize = 192;
const AHEAD: usize = 832;
const LONGEST_STRETCH: usize = 1024;
const LABEL_LENGTH: usize = 100;
/** A longer run in a label is data. */
const LONGEST_WORD: i32 = 40;
const BORDERED_LENGTH: usize = 6;
const KEY_LETTERS: usize = 4;
const PUNCTUATION: u32 = 1, LOWER: u32 = 2;
const GOLDEN: u32 = 0x9e3779b1;

// the stretch whose hits are held; empty at the start of a scan, since the text is another
let heldFrom: usize = 0;
let heldTo: usize = 0;
let from: usize = 0;
let limit: usize = 0;
// the value that is asked for
let valueStart: usize = 0;
let valueStop: usize = 0;

/** Of a new text, which is valid in [window, end). */
export function newContext(window: usize, end: usize): void {
  heldFrom = 0;
  heldTo = 0;
  from = window;
  limit = end;
}

/** True where the detector has to look at the run [start, stop). */
export function hasContext(start: usize, stop: usize): bool {
  valueStart = start;
  valueStop = stop;
  const left = lineStart(start), right = lineEnd(stop);
  const above = left - from > ABOVE_REACH ? left - ABOVE_REACH : from;
  // all that is asked for, gone over at once
  if (right - above <= LONGEST_STRETCH) look(above, right);
  if (holdsProvider(left, start) || holdsProvider(stop, right)) return true;
  if (isAlone(left, start, stop, right) && hasLabel(left)) return true;
  return (endsDefault(left, start) || holdsSecretWord(left, start)) && holdsProvider(above, start);
}

function lineStart(at: usize): usize {
  const least = at - from > LEFT_REACH ? at - LEFT_REACH : from;
  return behindLast(least, at, false);
}

function lineEnd(at: usize): usize {
  return firstOf(at, min(limit, at + RIGHT_REACH), false);
}

/** `default`, `value` and their kin in any letter case, by their last two letters. */
function endsDefault(left: usize, start: usize): bool {
  const least = max(left, start - NAME_REACH);
  let end = start;
  while (end > least && kindOf(end - 1) <= PUNCTUATION) end--;
  if (end < least + 2) return false;
  const last = <u32>load<u16>(end - 2) | 0x2020;
  return last == 0x746c || last == 0x6575;
}

/** No letter or digit on the line but in the value, over whose punctuation it may go on. */
function isAlone(left: usize, start: usize, stop: usize, right: usize): bool {
  start = behindLast(left, start, true);
  stop = firstOf(stop, right, true);
  for (let at = left; at < start; at++) if (kindOf(at) > PUNCTUATION) return false;
  for (let at = stop; at < right; at++) if (kindOf(at) > PUNCTUATION) return false;
  return true;
}

/** A provider's name in the short line above the line of a value: never a piece of data. */
function hasLabel(left: usize): bool {
  let end = left;
  while (end > from && load<u8>(end - 1) <= 0x20) end--;
  let start = end, run = 0;
  while (start > from && end - start < LABEL_LENGTH && load<u8>(start - 1) != 0x0a) {
    start--;
    run = isToken(load<u8>(start)) ? run + 1 : 0;
    if (run > LONGEST_WORD) return false;
  }
  return end - start < LABEL_LENGTH && holdsProvider(start, end);
}

@inline function kindOf(at: usize): u32 {
  return <u32>load<u8>(load<u32>(CONTEXT) + CONTEXT_KINDS + <usize>load<u8>(at));
}

/** Does a provider's name stand in [start, end), of whose rules one may take the value? */
function holdsProvider(start: usize, end: usize): bool {
  return holdsWord(start, end, true);
}

function holdsSecretWord(start: usize, end: usize): bool {
  return holdsWord(start, end, false);
}

function holdsWord(start: usize, end: usize, ofProvider: bool): bool {
  if (start == end) return false;
  look(start, end);
  const providers = load<u32>(CONTEXT_PROVIDERS);
  for (let hit = HITS, stop = HITS + (<usize>load<u32>(HIT_COUNT) << 4); hit < stop; hit += 16) {
    const word = load<u32>(hit);
    if (load<u32>(hit, 4) < <u32>start || load<u32>(hit, 8) > <u32>end || (word < providers) != ofProvider) continue;
    if (!ofProvider || mayFit(word, valueStart, valueStop)) return true;
  }
  return false;
}

/** Finds the words of [start, end), unless they are known. */
function look(start: usize, end: usize): void {
  if (start < heldFrom || end > heldTo) {
    const isNear = end + BEHIND > heldFrom && start < heldTo;
    const last = isNear ? max(end, min(limit, start + AHEAD)) : end;
    goOver(isNear ? max(from, max(start - BEHIND, last - LONGEST_STRETCH)) : start, last);
  }
}

/** Writes the hits of [start, end): index of the word, its first byte, and behind its last one. */
function goOver(start: usize, end: usize): void {
  const context = <usize>load<u32>(CONTEXT);
  heldFrom = start;
  heldTo = end;
  store<u32>(HIT_COUNT, 0);
  let length: usize = 0;
  for (let at = start; at < end; at++) {
    // zero for a joint: the next character takes its place
    const plain = load<u8>(context + CONTEXT_PLAIN + <usize>load<u8>(at));
    store<u8>(PLAIN + length, plain);
    store<u32>(ORIGINS + (length << 2), <u32>at);
    length += <usize>(plain != 0);
  }
  // a character more, since a word of three may stand at the end
  store<u8>(PLAIN + length, 0);
  store<u32>(ORIGINS + (length << 2), <u32>end);
  let letters: u32 = 0;
  for (let last: usize = 0; last <= length; last++) {
    letters = ((letters << 5) | (<u32>load<u8>(PLAIN + last) & 31)) & 0xfffff;
    const key = (letters * GOLDEN) >> 15;
    if (last >= KEY_LETTERS - 1 && (<u32>load<u8>(context + CONTEXT_USED + <usize>(key >> 3)) & (1 << (key & 7))) != 0)
      addWords(context, last - (KEY_LETTERS - 1), key >> 4, length);
  }
}

/** May a word begin or end before the character at this place? The end of the stretch is one, for what stands behind it. */
function isBorder(context: usize, place: usize): bool {
  const at = <usize>load<u32>(ORIGINS + (place << 2));
  if (at >= limit) return true;
  const previous = at > from ? kindOf(at - 1) : PUNCTUATION;
  const border = <u32>load<u8>(context + CONTEXT_BORDERS + <usize>((previous << 3) | kindOf(at)));
  if (border < 2) return border != 0;
  return at + 1 < limit && kindOf(at + 1) == LOWER;
}

/** Adds the words of a list that stand at `place`. */
function addWords(context: usize, place: usize, list: u32, length: usize): void {
  const next = <usize>load<u32>(context, CONTEXT_NEXT), entries = <usize>load<u32>(context, CONTEXT_ENTRIES);
  let entry = <usize>load<u16>(context + CONTEXT_HEADS + (<usize>list << 1));
  for (; entry != 0; entry = <usize>load<u16>(next + (entry << 1))) {
    const index = <u32>load<u16>(entries + (entry << 1));
    const text = <usize>load<u32>(context, CONTEXT_TEXTS) + (<usize>index << 5);
    const size = <usize>load<u8>(text, 31);
    if (place + size > length || !standsAt(text, PLAIN + place, size)) continue;
    if (size <= BORDERED_LENGTH && !(isBorder(context, place) && isBorder(context, place + size))) continue;
    const count = load<u32>(HIT_COUNT), hit = HITS + (<usize>count << 4);
    if (count == <u32>LONGEST_STRETCH * 2) return;
    store<u32>(hit, index);
    store<u32>(hit, load<u32>(ORIGINS + (place << 2)), 4);
    store<u32>(hit, load<u32>(ORIGINS + ((place + size - 1) << 2)) + 1, 8);
    store<u32>(HIT_COUNT, count + 1);
  }
}

function standsAt(text: usize, plain: usize, size: usize): bool {
  for (let i: usize = 0; i < size; i++) if (load<u8>(text + i) != load<u8>(plain + i)) return false;
  return true;
}
