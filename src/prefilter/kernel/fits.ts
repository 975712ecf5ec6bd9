// Whether one of the rules of a provider's name can take a value: see `detect/context-fit`, whose records stand at CONTEXT_FITS.

import { CONTEXT, CONTEXT_FITS } from "./layout";

/** A record: 16 bytes with a bit for each character of ASCII, u16 of the least and of the greatest length. */
const RECORD: usize = 20;

/** By the length of the value in [start, stop), where no rule's match goes on over the characters beside it. */
export function mayFit(word: u32, start: usize, stop: usize): bool {
  const fits = <usize>load<u32>(<usize>load<u32>(CONTEXT), CONTEXT_FITS) + <usize>word * RECORD;
  const length = <u32>(stop - start);
  if (length > <u32>load<u16>(fits, 18)) return false;
  return length >= <u32>load<u16>(fits, 16) || goesOn(fits, load<u8>(start - 1)) || goesOn(fits, load<u8>(stop));
}

/** Bytes above ASCII stand in the matches of those rules of which nothing is known. */
@inline function goesOn(fits: usize, byte: u32): bool {
  return byte > 127 || (<u32>load<u8>(fits + (byte >> 3)) & (1 << (byte & 7))) != 0;
}
