/**
 * Where the comments of a line are, by the syntax of its language and what is still open from the lines above it.
 *
 * Comments and strings that are made to go over lines are followed; a string that is not, and has no end on its line, ends with it. A
 * heredoc is taken as code.
 */

import type { Span } from "../model/location.js";
import type { CommentSyntax } from "./comment-syntax.js";

/** A comment or string that goes on after the end of a line. */
export interface OpenText {
  readonly isComment: boolean;
  /** What ends it. */
  readonly close: string;
}

export interface LineComments {
  /** Half-open ranges of the texts within comments, without the signs that enclose them; in order. */
  readonly spans: readonly Span[];
  /** What the line leaves open; undefined: nothing. */
  readonly open: OpenText | undefined;
}

/** The comments of a line that is taken by itself, or goes on with what `open` says. */
export function commentSpans(line: string, syntax: CommentSyntax, open?: OpenText): readonly Span[] {
  return readLine(line, syntax, open).spans;
}

/** @param before what the lines before left open */
export function readLine(line: string, syntax: CommentSyntax, before?: OpenText): LineComments {
  const spans: Span[] = [];
  const open = before ?? starredComment(line, syntax);
  let at = 0;
  if (open !== undefined) {
    const close = line.indexOf(open.close);
    if (open.isComment) spans.push({ start: 0, end: close < 0 ? line.length : close });
    if (close < 0) return { spans, open: before };
    at = close + open.close.length;
  }
  while (at < line.length) {
    const block = syntax.block.find(([sign]) => line.startsWith(sign, at));
    if (block !== undefined) {
      const start = at + block[0].length;
      const close = line.indexOf(block[1], start);
      spans.push({ start, end: close < 0 ? line.length : close });
      if (close < 0) return { spans, open: { isComment: true, close: block[1] } };
      at = close + block[1].length;
      continue;
    }
    const sign = syntax.line.find((candidate) => beginsComment(line, at, candidate, syntax));
    if (sign !== undefined) {
      spans.push({ start: at + sign.length, end: line.length });
      break;
    }
    const long = syntax.longStrings?.find(([quote]) => line.startsWith(quote, at));
    if (long !== undefined) {
      const close = closeOf(line, at + long[0].length, long[1], syntax);
      if (close === undefined) return { spans, open: { isComment: false, close: long[1] } };
      at = close;
      continue;
    }
    at = stringEnd(line, at, syntax);
  }
  return { spans, open: undefined };
}

/** A line that begins with `*` goes on with a comment: what stands above it may not have been seen. */
function starredComment(line: string, syntax: CommentSyntax): OpenText | undefined {
  if (!/^\s*\*(?:\s|$)/.test(line) || !syntax.block.some(([sign]) => sign === "/*")) return undefined;
  return { isComment: true, close: "*/" };
}

function beginsComment(line: string, at: number, sign: string, syntax: CommentSyntax): boolean {
  if (!line.startsWith(sign, at)) return false;
  const before = line.slice(Math.max(0, at - 1), at);
  if (syntax.atStart) return line.slice(0, at).trim() === "";
  if (syntax.spaced || /^[A-Za-z]/.test(sign)) return before.trim() === "";
  // Neither the // of a URL nor the # of $#list, \# and #{…} begins a comment.
  if (sign === "//") return before !== ":";
  return sign !== "#" || !(before === "$" || before === "\\" || line[at + 1] === "{");
}

/** Index after the string, character or regular expression that begins at `at`. */
function stringEnd(line: string, at: number, syntax: CommentSyntax): number {
  const quote = line[at]!;
  if (quote === "\\") return at + 2;
  if (quote === "/" && syntax.expressions && /(?:^|[(,=:[!&|?{};]|\breturn)\s*$/.test(line.slice(Math.max(0, at - 16), at))) {
    return at + (/^\/(?:\\.|\[(?:\\.|[^\]\\])*\]|[^/\\[])+\//.exec(line.slice(at, at + 512))?.[0].length ?? 1);
  }
  if (quote === "'" && syntax.charLiterals) {
    return at + (/^'(?:\\[^']{1,8}|[^\\'])'/.exec(line.slice(at, at + 12))?.[0].length ?? 1);
  }
  if (!syntax.quotes.includes(quote)) return at + 1;
  const tripled = quote.repeat(3);
  if (quote !== "`" && line.startsWith(tripled, at)) {
    const close = line.indexOf(tripled, at + 3);
    return close < 0 ? line.length : close + 3;
  }
  const raw = quote === "'" && syntax.rawSingle === true;
  for (let index = at + 1; index < line.length; index++) {
    if (line[index] === "\\" && !raw) index++;
    else if (line[index] === quote) return index + 1;
  }
  // An apostrophe is no quote.
  return quote === "'" ? at + 1 : line.length;
}

/** Index after the end of a string over lines; undefined: it is not on this one. */
function closeOf(line: string, from: number, close: string, syntax: CommentSyntax): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (line[at] === "\\" && !syntax.rawLong) at++;
    else if (line.startsWith(close, at)) return at + close.length;
  }
  return undefined;
}
