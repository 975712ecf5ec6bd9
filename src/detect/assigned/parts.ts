/**
 * What a text holds, told by searching and by one pass over its words.
 *
 * The first use of a regular expression costs a run some tenths of a millisecond, more than all candidates of a small one; these cost nothing to make.
 */

/** True where the text holds one of the parts; for any letter case the text is in lower case. */
export function hasAny(text: string, parts: readonly string[]): boolean {
  for (const part of parts) if (text.includes(part)) return true;
  return false;
}

/** Letters, digits and `_` of ASCII: what `\w` is. */
export function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 0x5f;
}

/** Calls for each whole run of `\w`, in order. */
export function eachWord(text: string, call: (word: string) => void): void {
  let from = -1;
  for (let i = 0; i <= text.length; i += 1) {
    if (i < text.length && isWordCode(text.charCodeAt(i))) {
      if (from < 0) from = i;
    } else if (from >= 0) {
      call(text.slice(from, i));
      from = -1;
    }
  }
}

/** True where `part` stands in the text with no `\w` behind it. */
export function hasEndOfWord(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (!isWordCode(text.charCodeAt(at + part.length))) return true;
  return false;
}

/** The same with no `\w` before it. */
export function hasBeginOfWord(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1))
    if (!isWordCode(text.charCodeAt(at - 1))) return true;
  return false;
}

/** Words of a list written in one line. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
