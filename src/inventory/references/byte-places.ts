/**
 * Line and column of byte offsets that ascend: counted from the last one on, so that a file is gone through once.
 */

export interface BytePlace {
  /** 1-based. LF, CRLF and a lone CR end a line. */
  readonly line: number;
  /** 1-based, in UTF-16 units; a BOM counts none. */
  readonly column: number;
}

/** @returns a function to be asked with ascending offsets of characters' first bytes */
export function createPlacer(buffer: Buffer): (offset: number) => BytePlace {
  let at = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf ? 3 : 0;
  let line = 1;
  let column = 1;
  return (offset) => {
    let lineStart = -1;
    for (let index = at; index < offset; index++) {
      const byte = buffer[index];
      if (byte === 10 || (byte === 13 && buffer[index + 1] !== 10)) {
        line++;
        lineStart = index + 1;
      }
    }
    if (lineStart >= 0) column = 1;
    column += buffer.toString("utf8", Math.max(lineStart, at), Math.max(offset, at)).length;
    at = Math.max(offset, at);
    return { line, column };
  };
}
