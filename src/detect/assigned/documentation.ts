/**
 * Literals that documentation shows: in a fenced block of a docstring, behind a doctest's prompt, and made-up passwords of documents.
 *
 * Told by the text around the value and by a document's format, never by a folder's name. Owns where; that such a finding is lowered,
 * not dropped, is `assigned.ts`'s. Values with a vendor's shape are not asked for: real ones are in documentation too.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import type { FileKind } from "./file-kind.js";

/** How far back a block of code in a docstring begins. */
const REACH = 6000;
/** How far back the start of a line is. */
const LINE = 200;
/** What opens a block: a fence that names its language, reStructuredText's directive, JSDoc's tag. */
const OPENERS = /```[A-Za-z]|\.\. (?:code-block|sourcecode)::|\n[ \t]*\*+[ \t]+@example[ \t\n]/g;
/** A bare fence closes; what ends a docstring or a comment ends all within. */
const CLOSERS = /```(?![A-Za-z])|"""|'''|\*\//g;
const DOCTEST = /^[ \t]*(?:[*#/]+[ \t]*)?(?:>>>|\.\.\.)[ \t]/;
const DOCUMENT = /\.(?:mdx?|markdown|rst|adoc|asciidoc|textile|creole|tex|texi|pod)$/i;
/** "For example, `Basic …`": the text calls it one. */
const CALLED = /(?:@example|\bfor example,?|\be\.g\.,?)\s{1,3}[`"'(]{0,2}$/i;
/** `P@ssw0rd1234!`, `MyP4ssw0rd!!!`, `p@ssw0rd`, `5up3rS3cr3t`: the word itself in other letters. */
const SPELLED =
  /^(?:(?:my|your|super|5up3r|very|v3ry|some|test|db|admin|root|user|new|old|str[o0]ng|really)[-_ ]?)*(?:[p][a@4][s5$]{2}w?[o0]?r?d?|[s5$][e3]cr[e3][t7])[-_]?\d{0,4}[!@#$%.]{0,3}$/i;

/** The reason as a phrase for `explain`, or undefined. @param value the candidate's value */
export function documentationReason(
  { bytes, start }: TextWindow,
  { nameStart, valueStart }: Candidate,
  value: string,
  path: string,
  kind: FileKind,
): string | undefined {
  if (DOCUMENT.test(path) && SPELLED.test(value)) return "it stands in a document and spells out what it stands for";
  if (kind !== "code") return undefined;
  const at = Math.min(nameStart, valueStart);
  const text = latin1(bytes, Math.max(start, at - REACH), at);
  if (CALLED.test(text.slice(-24))) return "called an example by the text before it";
  if (DOCTEST.test(text.slice(Math.max(text.lastIndexOf("\n") + 1, text.length - LINE))))
    return "an example behind a doctest's prompt";
  const opened = lastOf(OPENERS, text);
  return opened >= 0 && lastOf(CLOSERS, text) < opened ? "an example in the documentation of code" : undefined;
}

function lastOf(pattern: RegExp, text: string): number {
  let last = -1;
  for (const { index } of text.matchAll(pattern)) last = index;
  return last;
}
