// Whether a run of token characters may be a value that only its context makes a secret, or an encoded text.
//
// No context makes a secret of identifiers and file names, and most runs are those: the host's n-gram model tells them. The same
// arithmetic as `detect/randomness`, bit by bit, since what passes here is judged by it again.

import { CASE_BITS, LEAST_BITS, STEP_BITS, STEPS, SYMBOLS } from "./layout";

const SYMBOL_COUNT: usize = 28;
const OTHER: usize = 27;
/** Only so many characters are measured. */
const MEASURED: usize = 512;
/** Classes as they stand above the symbol in a byte of SYMBOLS. */
const SIGN: u32 = 0, DIGIT: u32 = 1;
const DIGIT_BITS: f64 = 3.321928094887362; // log2(10)
const OTHER_BITS: f64 = 2.6;
const SEQUENCE_BITS: f64 = 0.5;

/** Of 16 bytes: shorter texts hold no secret that is told by its shape. */
const LEAST_HEX_DIGITS: usize = 32;

/** The digits of a text in hexadecimal are too even to look random: most of its bytes begin with 6 or 7. */
// @ts-ignore: decorator
@inline export function mayBeHexText(start: usize, stop: usize, isHex: bool): bool {
  return stop - start >= LEAST_HEX_DIGITS && (isHex || load<u16>(start) == 0x7830);
}

/** Do the characters of the run cost as many bits as those that machines make? */
export function isMachineMade(start: usize, stop: usize, hasDigit: bool): bool {
  const length = min(stop - start, MEASURED);
  let last = OTHER, behind = (OTHER * SYMBOL_COUNT + OTHER) * SYMBOL_COUNT;
  let classes: u32 = 0, previous: u32 = 0;
  let total: f64 = 0;
  for (let at = start, end = start + length; at < end; at++) {
    const code = <u32>load<u8>(at), packed = <u32>load<u8>(SYMBOLS + <usize>code);
    const symbol = <usize>(packed & 31), kind = packed >> 5;
    let bits = <f64>load<f32>(STEP_BITS + (<usize>load<u8>(STEPS + behind + symbol) << 2));
    if (kind > DIGIT) bits += <f64>load<f32>(CASE_BITS + (<usize>(classes | ((kind & 1) << 4)) << 2));
    else if (kind == SIGN) bits += code == previous ? 0 : OTHER_BITS;
    else bits += code == previous || code == previous + 1 ? SEQUENCE_BITS : DIGIT_BITS;
    total += <f64>(<f32>bits);
    classes = ((classes << 2) | kind) & 15;
    behind = (last * SYMBOL_COUNT + symbol) * SYMBOL_COUNT;
    last = symbol;
    previous = code;
  }
  return total / <f64>length >= load<f64>(LEAST_BITS + (hasDigit ? 0 : 8));
}
