/**
 * Lines of programs with a grammar of their own: routers, directories, installers, SNMP, shells. Each word has the shape of its line.
 *
 * Owns how a shape is read; the tables are `directive-lines.ts`, `directive-shells.ts` and `directive-prose.ts`, what a value is worth is the
 * model's. A shape is looked for in the line of its word only, unless it says otherwise.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { LINES } from "./directive-lines.js";
import { SENTENCES } from "./directive-prose.js";
import type { Directive } from "./directive-shape.js";
import { SHELLS } from "./directive-shells.js";
import { MIN_VALUE } from "./name-place.js";
import { isQuote, lineEnd, lineStart } from "./text.js";

const BY_WORD: ReadonlyMap<string, Directive> = new Map(
  [...LINES, ...SHELLS, ...SENTENCES].flatMap((one) => one.words.map((word) => [word, one] as const)),
);

/** All kernel words of the table. */
export const DIRECTIVE_WORDS: readonly string[] = [...BY_WORD.keys()];

const BEFORE = 200;
const LINE = 300;
const LONG = 400;

/** @param at offset of the word */
export function directiveSecret(window: TextWindow, at: number, word: string): Candidate | undefined {
  return placesOf(window, at, word)[0];
}

/** The second value of a line that has two. @param at as in `directiveSecret` */
export function furtherOfLine(window: TextWindow, at: number, word: string): readonly Candidate[] {
  return placesOf(window, at, word).slice(1);
}

function placesOf({ bytes, start, end }: TextWindow, at: number, word: string): Candidate[] {
  const directive = BY_WORD.get(word)!;
  const from = lineStart(bytes, at, start, BEFORE);
  const to = directive.isLong === true ? Math.min(end, at + LONG) : lineEnd(bytes, at, end, LINE);
  const found = directive.shape.exec(latin1(bytes, from, to))?.indices?.groups;
  const name = found?.["name"] ?? found?.["secure"];
  if (found === undefined || name === undefined) return [];
  const isCommand = SHELLS.includes(directive);
  return [found["value"] ?? found["other"], found["further"]].flatMap((value) => {
    if (value === undefined || value[1] - value[0] < MIN_VALUE) return [];
    const before = bytes[from + value[0] - 1];
    const candidate = plainCandidate({
      form: "flag",
      nameStart: from + name[0],
      nameEnd: from + name[1],
      valueStart: from + value[0],
      valueEnd: from + value[1],
      quote: isQuote(before) && bytes[from + value[1]] === before ? before! : 0,
    });
    return isCommand ? candidate : { ...candidate, isDirective: true };
  });
}
