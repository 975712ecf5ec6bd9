/**
 * What is open at the start of a line in a window of bytes: a comment, a string over lines, or nothing.
 *
 * A window that does not begin with its file is taken to begin with code. Lines are read in order and once: findings come in order, and
 * for those that do not there are marks to go on from.
 */

import { Buffer } from "node:buffer";
import type { CommentSyntax } from "./comment-syntax.js";
import { type OpenText, readLine } from "./comments.js";

/** Bytes between two marks. */
const MARK_EVERY = 32 << 10;
const LF = 0x0a;
const CR = 0x0d;

export interface OpenTexts {
  /** @param lineStart offset of a line's first byte */
  before(bytes: Uint8Array, lineStart: number, syntax: CommentSyntax): OpenText | undefined;
  /** To be called when a window has new bytes. */
  forget(): void;
}

interface Mark {
  readonly offset: number;
  readonly open: OpenText | undefined;
}

const FILE_START: Mark = { offset: 0, open: undefined };

/** Remembers, line by line, which comment or string over several lines is open. */
export function createOpenTexts(): OpenTexts {
  let marks: Mark[] = [FILE_START];
  let known: Mark = FILE_START;
  let window: Uint8Array | undefined;
  let language: CommentSyntax | undefined;
  const forget = (): void => {
    marks = [FILE_START];
    known = FILE_START;
    window = undefined;
  };
  return {
    forget,
    before(bytes, lineStart, syntax) {
      if (syntax.block.length === 0 && syntax.longStrings === undefined) return undefined;
      if (window !== bytes || language !== syntax) forget();
      window = bytes;
      language = syntax;
      if (lineStart < known.offset) known = marks.findLast(({ offset }) => offset <= lineStart) ?? FILE_START;
      while (known.offset < lineStart) {
        const end = lineEnd(bytes, known.offset, lineStart);
        const line = Buffer.from(bytes.buffer, bytes.byteOffset + known.offset, end - known.offset).toString("latin1");
        const next = bytes[end] === CR && bytes[end + 1] === LF ? end + 2 : end + 1;
        known = { offset: next, open: readLine(line, syntax, known.open).open };
        if (next - marks.at(-1)!.offset >= MARK_EVERY) marks.push(known);
      }
      return known.open;
    },
  };
}

function lineEnd(bytes: Uint8Array, from: number, most: number): number {
  let end = from;
  while (end < most && bytes[end] !== LF && bytes[end] !== CR) end++;
  return end;
}
