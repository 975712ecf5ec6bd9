/**
 * Pieces of a text put together to blocks that are worth a write.
 */

/** Characters. */
const BLOCK = 1 << 16;

/** The same text in blocks of about 64 Ki characters. */
export function* blocks(text: string | Iterable<string>): Generator<string> {
  // a string is a list of its characters
  const pieces = typeof text === "string" ? [text] : text;
  let waiting: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    waiting.push(piece);
    length += piece.length;
    if (length < BLOCK) continue;
    yield waiting.join("");
    waiting = [];
    length = 0;
  }
  if (length > 0) yield waiting.join("");
}
