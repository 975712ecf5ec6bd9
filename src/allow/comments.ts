/**
 * Where the comments of one line are, by the syntax of its language.
 *
 * A line is judged by itself: that it stands within a string which began above is not seen, but for a line that begins with `*` in
 * a language with block comments. Where a quote is never closed, the rest of the line counts as a string.
 */

import type { Span } from "../model/location.js";
import type { CommentSyntax } from "./comment-syntax.js";

/** Half-open ranges of the texts within comments, without the signs that enclose them; in order. */
export function commentSpans(line: string, syntax: CommentSyntax): readonly Span[] {
  const spans: Span[] = [];
  if (/^\s*\*(?:\s|$)/.test(line) && syntax.block.some(([open]) => open === "/*")) {
    const close = line.indexOf("*/");
    if (close < 0) return [{ start: 0, end: line.length }];
    spans.push({ start: 0, end: close });
  }
  for (let at = spans[0] === undefined ? 0 : spans[0].end + 2; at < line.length; ) {
    const block = syntax.block.find(([open]) => line.startsWith(open, at));
    if (block !== undefined) {
      const start = at + block[0].length;
      const close = line.indexOf(block[1], start);
      spans.push({ start, end: close < 0 ? line.length : close });
      at = close < 0 ? line.length : close + block[1].length;
      continue;
    }
    const sign = syntax.line.find((candidate) => beginsComment(line, at, candidate, syntax));
    if (sign !== undefined) {
      spans.push({ start: at + sign.length, end: line.length });
      break;
    }
    at = stringEnd(line, at, syntax);
  }
  return spans;
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

/** Index after the string or character that begins at `at`. */
function stringEnd(line: string, at: number, syntax: CommentSyntax): number {
  const quote = line[at]!;
  if (quote === "\\") return at + 2;
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
