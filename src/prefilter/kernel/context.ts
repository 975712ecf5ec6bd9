// Whether anything around a run may make a secret of it: a word of a provider or of a secret near by, a name that leaves it to the
// line above, or nothing else on its line. Four of five runs that look random have none of it, and are dropped here.
//
// The same look-up as `detect/context-words`, with its tables; what it finds here is looked at again there, so this may let more
// through, but nothing less. Values stand close together in some texts: each stretch is gone over about once.

import { CONTEXT_PROVIDERS, HIT_COUNT, HITS } from "./layout";
import { firstHit, kindOf, LONGEST_STRETCH, look, newHits, PUNCTUATION } from "./context-hits";
import { behindLast, firstOf } from "./edges";
import { mayFit } from "./fits";
import { isToken } from "./runs";

const LEFT_REACH: usize = 160;
const RIGHT_REACH: usize = 120;
const NAME_REACH: usize = 80;
const ABOVE_REACH: usize = 160;
const LABEL_LENGTH: usize = 100;
/** A longer run in a label is data. */
const LONGEST_WORD: i32 = 40;

// the valid text
let from: usize = 0;
let limit: usize = 0;
// the value that is asked for
let valueStart: usize = 0;
let valueStop: usize = 0;

/** Of a new text, which is valid in [window, end). */
export function newContext(window: usize, end: usize): void {
  newHits(window, end);
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
  const least = end - from >= LABEL_LENGTH ? end - LABEL_LENGTH + 1 : from;
  let start = behindLast(least, end, false);
  while (start > least && load<u8>(start - 1) != 0x0a) start = behindLast(least, start - 1, false);
  if (start == least && least > from && load<u8>(least - 1) != 0x0a) return false;
  return holdsProvider(start, end) && !holdsData(start, end);
}

function holdsData(start: usize, end: usize): bool {
  for (let at = start, run = 0; at < end; at++) {
    run = isToken(load<u8>(at)) ? run + 1 : 0;
    if (run > LONGEST_WORD) return true;
  }
  return false;
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
  const providers = load<u32>(CONTEXT_PROVIDERS), stop = HITS + (<usize>load<u32>(HIT_COUNT) << 4);
  for (let hit = firstHit(start); hit < stop && load<u32>(hit, 4) < <u32>end; hit += 16) {
    const word = load<u32>(hit);
    if (load<u32>(hit, 8) > <u32>end || (word < providers) != ofProvider) continue;
    if (!ofProvider || mayFit(word, valueStart, valueStop)) return true;
  }
  return false;
}

