// One pass over the text in chunks that stay in the first cache, on masks with one bit a byte.
//
// Runs: shifts of the mask of token characters tell whether a run of 16 lies in a block of 64 bytes or ends in it.
// Words: nibble look-ups on the first four characters (after the Teddy algorithm of Hyperscan) leave a few places a block; a bitmap
// of hashes leaves those that are compared.
// Both cost the same whatever the number of prefixes, and hardly more for more words. What is decided for every block is decided
// without branches, which nobody could predict.

import { newContext } from "./context";
import { behindLast } from "./edges";
import { BEHIND, BEHIND_BYTES, BLOCKS, CHUNK, NIBBLES, OUT, PLACES, SYNTAX, TOKEN_MASKS, WINDOW, WORD_MASKS, WORD_PASSES } from "./layout";
import { countLineEnds } from "./lines";
import { newLiterals } from "./literals";
import { countUtf16Units } from "./units";
import { maskTokens, maskWords } from "./masks";
import { emitRun, isToken } from "./runs";
import { emitWord, mayStartWord } from "./words";

const MIN_RUN: usize = 16;

/** See `Prefilter.scan`: offsets in the window, `from <= to <= end`. Returns the number of candidates. */
export function scan(from: u32, to: u32, end: u32, syntax: u32): u32 {
  store<u32>(SYNTAX, syntax);
  if (syntax == 0) return candidatesIn(from, to, end);
  // a place at the text's end is read on into zeros, which hold nothing
  const behind = <usize>load<u32>(WINDOW) + end, kept = <usize>load<u32>(BEHIND);
  memory.copy(kept, behind, BEHIND_BYTES);
  memory.fill(behind, 0, BEHIND_BYTES);
  const count = candidatesIn(from, to, end);
  memory.copy(behind, kept, BEHIND_BYTES);
  return count;
}

function candidatesIn(from: u32, to: u32, end: u32): u32 {
  const window = <usize>load<u32>(WINDOW), first = <usize>load<u32>(OUT);
  const begin = window + from, stop = window + to, limit = window + end;
  if (begin >= stop) return 0;
  newContext(window, limit);
  newLiterals();
  let runStart = begin, out = first;
  if (isToken(load<u8>(begin))) while (runStart > window && isToken(load<u8>(runStart - 1))) runStart--;
  const passes = load<u32>(WORD_PASSES);
  // two bytes more, since a word is seen at its third character
  for (let chunk = begin; chunk < stop + 2; chunk += CHUNK) {
    const bytes = min(CHUNK, (stop + 2 - chunk + 63) & ~63);
    maskTokens(chunk, chunk + bytes, TOKEN_MASKS);
    memory.fill(WORD_MASKS, 0xff, bytes >> 3);
    for (let pass: u32 = 0; pass < passes; pass++) maskWords(chunk, chunk + bytes, WORD_MASKS, NIBBLES + pass * 192);
    if (chunk + bytes > stop) clip(chunk, bytes, stop, TOKEN_MASKS, WORD_MASKS);
    if (chunk == begin) store<u16>(WORD_MASKS, load<u16>(WORD_MASKS) | 3);

    runStart = findBlocks(chunk, bytes, runStart, TOKEN_MASKS, BLOCKS);
    for (let block = BLOCKS; load<u32>(block) != 0; block += 16) {
      out = emitRuns(load<u32>(block), load<u32>(block, 4), load<u64>(block, 8), begin, stop, limit, window, out);
    }
    const last = filterPlaces(PLACES, findPlaces(chunk, bytes, WORD_MASKS, PLACES));
    for (let place = PLACES; place < last; place += 4) out = emitWord(load<u32>(place), limit, window, out);
  }
  return <u32>(out - first) >> 3;
}

/** Sets the mask bits (nothing there) of bytes from `stop` on; those of words two bytes later. */
function clip(chunk: usize, bytes: usize, stop: usize, tokenMasks: usize, wordMasks: usize): void {
  for (let at = chunk; at < chunk + bytes; at += 64, tokenMasks += 8, wordMasks += 8) {
    if (at + 64 > stop) store<u64>(tokenMasks, load<u64>(tokenMasks) | (at < stop ? <u64>-1 << <u64>(stop - at) : <u64>-1));
    if (at + 62 > stop) store<u64>(wordMasks, load<u64>(wordMasks) | (at < stop + 2 ? <u64>-1 << <u64>(stop + 2 - at) : <u64>-1));
  }
}

/**
 * Writes the blocks in which a run of 16 lies or ends to `blocks`, and a zero: address, start of the run that is open where the block
 * starts, mask. Returns the start of the run that is open at the chunk's end.
 */
function findBlocks(chunk: usize, bytes: usize, runStart: usize, masks: usize, blocks: usize): usize {
  for (let at = chunk; at < chunk + bytes; at += 64, masks += 8) {
    const gap = load<u64>(masks), token = ~gap;
    let run = token & (token >> 1);
    run &= run >> 2;
    run &= run >> 4;
    run &= run >> 8;
    store<u32>(blocks, <u32>at);
    store<u32>(blocks, <u32>runStart, 4);
    store<u64>(blocks, token, 8);
    blocks += <usize>(<u32>(run != 0) | <u32>(at - runStart + <usize>ctz(gap) >= MIN_RUN)) << 4;
    runStart = gap != 0 ? at + 64 - <usize>clz(gap) : runStart;
  }
  store<u32>(blocks, 0);
  return runStart;
}

/** Writes the places where a word may start, as addresses; returns where they end. */
function findPlaces(chunk: usize, bytes: usize, masks: usize, places: usize): usize {
  for (let at = chunk - 2; at < chunk - 2 + bytes; at += 64, masks += 8) {
    let rest = ~load<u64>(masks);
    const next = places + (<usize>popcnt(rest) << 2);
    // most blocks have up to four; writing four always spares a branch
    store<u32>(places, <u32>at + <u32>ctz(rest));
    rest &= rest - 1;
    store<u32>(places, <u32>at + <u32>ctz(rest), 4);
    rest &= rest - 1;
    store<u32>(places, <u32>at + <u32>ctz(rest), 8);
    rest &= rest - 1;
    store<u32>(places, <u32>at + <u32>ctz(rest), 12);
    rest &= rest - 1;
    for (let more = places + 16; rest != 0; more += 4) {
      store<u32>(more, <u32>at + <u32>ctz(rest));
      rest &= rest - 1;
    }
    places = next;
  }
  return places;
}

/** Keeps the places whose first bytes hash to a word's; returns where they end. */
function filterPlaces(places: usize, last: usize): usize {
  let kept = places;
  for (let place = places; place < last; place += 4) {
    const at = load<u32>(place);
    store<u32>(kept, at);
    kept += <usize>mayStartWord(at) << 2;
  }
  return kept;
}

/** The runs of at least 16 that end in the block at `at`; `runStart` is where the run that is open at its start began. */
function emitRuns(at: usize, runStart: usize, token: u64, begin: usize, stop: usize, limit: usize, window: usize, out: usize): usize {
  const lead = <usize>ctz(~token);
  if (lead == 64) return out;
  if (at - runStart + lead >= MIN_RUN) out = emitOwnRun(runStart, at + lead, begin, stop, limit, window, out);
  let run = token & (token >> 1);
  run &= run >> 2;
  run &= run >> 4;
  run &= run >> 8;
  run &= <u64>-1 << <u64>lead;
  while (run != 0) {
    const start = <usize>ctz(run), past = start + <usize>ctz(~(token >> <u64>start));
    if (past >= 64) break;
    out = emitOwnRun(at + start, at + past, begin, stop, limit, window, out);
    run &= <u64>-1 << <u64>past;
  }
  return out;
}

/** A run that goes on behind `stop` belongs to the scan in which it ends, unless it fills this one. */
@inline function emitOwnRun(start: usize, past: usize, begin: usize, stop: usize, limit: usize, window: usize, out: usize): usize {
  if (past == stop && stop < limit && start > begin && isToken(load<u8>(stop))) return out;
  return emitRun(start, past, limit, window, out);
}

export { prepare } from "./prepare";

/** See `Prefilter.countLines`. */
export function countLines(from: u32, to: u32): u32 {
  const window = <usize>load<u32>(WINDOW);
  return countLineEnds(window + from, window + to);
}

/** See `Prefilter.lineStart`. */
export function lineStart(from: u32, to: u32): u32 {
  const window = <usize>load<u32>(WINDOW);
  return <u32>(behindLast(window + from, window + to, false) - window);
}

/** See `Prefilter.countUnits`. */
export function countUnits(from: u32, to: u32): u32 {
  const window = <usize>load<u32>(WINDOW);
  return countUtf16Units(window + from, window + to);
}
