// Whether a word is a word of the name at hand, or only letters in another one: `keyboard`, `bypass`, `author`. The same question as
// that of `detect/assigned/word-borders`, asked of the host's table: see `NameTable.borders`.

import { BORDERS } from "./layout";
import { isLetter } from "./steps";

const ANYTHING: u32 = 255;

/** The word in [word, past), of which the table has a record at `index`. */
export function isPartOfName(index: u32, word: usize, past: usize): bool {
  const table = <usize>load<u32>(BORDERS);
  let list = table + <usize>load<u16>(table + (<usize>index << 1));
  const startsWord = load<u8>(list++) != 0;
  const tails = list, letters = goesOn(load<u8>(past - 1), load<u8>(past));
  const takesAny = load<u8>(tails) == ANYTHING;
  const lastTails = takesAny ? tails + 1 : behindList(tails);
  if (letters && !takesAny && !anyFollows(tails, past, false) && !anyFollows(lastTails, past, true)) return false;
  if (startsWord && goesOn(load<u8>(word - 1), load<u8>(word))) return false;
  const heads = behindList(lastTails);
  if (anyPrecedes(heads, word)) return false;
  return letters || !anyPrecedes(behindList(heads), word);
}

/** Two letters of one word: of the same case, or a small one behind a capital. */
function goesOn(first: u32, second: u32): bool {
  return isLetter(first) && isLetter(second) && !((first & 32) != 0 && (second & 32) == 0);
}

function anyFollows(list: usize, at: usize, isLast: bool): bool {
  let text = list + 1;
  for (let count = <u32>load<u8>(list); count > 0; count--) {
    const length = <usize>load<u8>(text);
    if (stands(text + 1, length, at) && !(isLast && goesOn(load<u8>(at + length - 1), load<u8>(at + length)))) return true;
    text += length + 1;
  }
  return false;
}

/** Before the window stand zeros, and no text holds any. */
function anyPrecedes(list: usize, at: usize): bool {
  let text = list + 1;
  for (let count = <u32>load<u8>(list); count > 0; count--) {
    const length = <usize>load<u8>(text);
    if (stands(text + 1, length, at - length)) return true;
    text += length + 1;
  }
  return false;
}

function stands(text: usize, length: usize, at: usize): bool {
  for (let i: usize = 0; i < length; i++) if ((<u32>load<u8>(at + i) | 32) != <u32>load<u8>(text + i)) return false;
  return true;
}

function behindList(list: usize): usize {
  let text = list + 1;
  for (let count = <u32>load<u8>(list); count > 0; count--) text += <usize>load<u8>(text) + 1;
  return text;
}
