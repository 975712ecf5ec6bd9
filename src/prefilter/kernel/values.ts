// Whether a run of token characters may be a value that only its context makes a secret, or an encoded text.
//
// No context makes a secret of identifiers and file names, and most runs are those: the host's n-gram model tells them. The same
// arithmetic as `detect/randomness`, bit by bit, since what passes here is judged by it again.

import { CLASS_BITS, LEAST_BITS, STEP_BITS, STEPS, SYMBOLS } from "./layout";

const SYMBOL_COUNT: usize = 28;
const OTHER: usize = 27;
/** Only so many characters are measured. */
const MEASURED: usize = 512;
/** Class of a digit as it stands above the symbol in a byte of SYMBOLS; that of a sign is 0, those of letters are more. */
const DIGIT: u32 = 1;
const SEQUENCE_BITS: f64 = 0.5;

/** Of 16 bytes: shorter texts hold no secret that is told by its shape. */
const LEAST_HEX_DIGITS: usize = 32;

/** The digits of a text in hexadecimal are too even to look random: most of its bytes begin with 6 or 7. */
@inline export function mayBeHexText(start: usize, stop: usize, isHex: bool): bool {
  return stop - start >= LEAST_HEX_DIGITS && (isHex || load<u16>(start) == 0x7830);
}

/** Do the characters of the run cost as many bits as those that machines make? */
export function isMachineMade(start: usize, stop: usize, hasDigit: bool): bool {
  const least = load<f64>(LEAST_BITS + (hasDigit ? 0 : 8)), length = <f64>min(stop - start, MEASURED);
  return costUpTo(start, stop, least * length * ROUNDED) / length >= least;
}

/** Bits a character by the model. */
export function bitsOf(start: usize, stop: usize): f64 {
  return costUpTo(start, stop, Infinity) / <f64>min(stop - start, MEASURED);
}

/** A sum that is so much more than what is asked for is more however it is rounded. */
const ROUNDED: f64 = 1 + 1e-9;

/** Bits of the run, or at least `enough` of them: no character costs less than nothing. */
function costUpTo(start: usize, stop: usize, enough: f64): f64 {
  let last = OTHER, behind = (OTHER * SYMBOL_COUNT + OTHER) * SYMBOL_COUNT;
  let classes: u32 = 0, previous: u32 = 0;
  let total: f64 = 0;
  for (let at = start, end = start + min(stop - start, MEASURED); at < end && total < enough; at++) {
    const code = <u32>load<u8>(at), packed = <u32>load<u8>(SYMBOLS + <usize>code);
    const symbol = <usize>(packed & 31), kind = packed >> 5;
    // without branches, which nobody could predict: what a class costs, but for a repeated sign and a digit of a row
    const step = code - previous;
    const ofClass = load<f64>(CLASS_BITS + (<usize>((kind << 4) | classes) << 3));
    const isExpected = (<u32>(kind == DIGIT) & <u32>(step < 2)) | (<u32>(kind == 0) & <u32>(step == 0));
    const extra = select<f64>(kind == DIGIT ? SEQUENCE_BITS : 0, ofClass, isExpected != 0);
    total += <f64>(<f32>(<f64>load<f32>(STEP_BITS + (<usize>load<u8>(STEPS + behind + symbol) << 2)) + extra));
    classes = ((classes << 2) | kind) & 15;
    behind = (last * SYMBOL_COUNT + symbol) * SYMBOL_COUNT;
    last = symbol;
    previous = code;
  }
  return total;
}
