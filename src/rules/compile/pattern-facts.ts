/**
 * What the compiler needs to know of a rule's pattern, and whether it may stand in a pack at all.
 */

import type { RuleText } from "../../model/rule.js";
import { type Automaton, buildAutomaton } from "../pattern/automaton.js";
import { matchSteps } from "../pattern/cost.js";
import { leastRun } from "../pattern/least-run.js";
import { lengthBounds } from "../pattern/lengths.js";
import { withLineBorders } from "../pattern/line-borders.js";
import { PatternError, parsePattern } from "../pattern/parse-pattern.js";
import { type PatternNode, visitPattern } from "../pattern/pattern-node.js";
import { signsOf } from "../pattern/signs.js";
import { type Cursor, fail } from "./yaml-reader.js";

/** No pattern matches more than this, in bytes; windows overlap by it. */
export const MAX_MATCH_LENGTH = 16_384;
/** What an unbounded quantifier of a user's pattern gets to see. */
export const UNBOUNDED_MATCH_LENGTH = 4096;

export interface PatternFacts {
  /** On one line: a line break in the YAML is `\n` here. `^` and `$` are look-around. */
  readonly source: string;
  readonly node: PatternNode;
  readonly automaton: Automaton | undefined;
  readonly minLength: number;
  readonly maxLength: number;
  /** See `RuleCore.signs`. */
  readonly signs: number;
  /** See `RuleCore.leastRun`. */
  readonly leastRun: number;
  /** Proved to need few steps at any place of any text. */
  readonly safe: boolean;
}

/** @throws SecretScanError at the character in question */
export function readPattern(cursor: Cursor, pattern: string, ignoreCase: boolean, origin: RuleText["origin"]): PatternFacts {
  const source = pattern.replaceAll("\r", "\\r").replaceAll("\n", "\\n");
  const node = parse(cursor, source, ignoreCase);
  const { min, max } = lengthBounds(node);
  if (min === 0) fail(cursor, "the pattern matches an empty text");
  checkGroups(cursor, node);
  if (origin === "built-in") checkBuiltIn(cursor, node, source);
  if (max > MAX_MATCH_LENGTH && max !== Number.POSITIVE_INFINITY)
    fail(cursor, `matches may be ${max} bytes long`, `Bound the quantifiers so that they stay within ${MAX_MATCH_LENGTH}`);
  if (min > UNBOUNDED_MATCH_LENGTH && max === Number.POSITIVE_INFINITY)
    fail(cursor, "no upper bound on a match of thousands of bytes", "Bound the quantifiers");
  const maxLength = Math.min(max, max === Number.POSITIVE_INFINITY ? UNBOUNDED_MATCH_LENGTH : MAX_MATCH_LENGTH);
  const safe = Number.isFinite(matchSteps(node, maxLength));
  if (!safe && origin === "built-in")
    fail(
      cursor,
      "the pattern may need very many steps",
      "Make what follows a repeated class begin with a byte outside it, or bound the repetition tighter",
    );
  return {
    source: withLineBorders(source),
    node,
    automaton: buildAutomaton(node),
    minLength: min,
    maxLength,
    signs: signsOf(node),
    leastRun: leastRun(node),
    safe,
  };
}

function parse(cursor: Cursor, source: string, ignoreCase: boolean): PatternNode {
  try {
    return parsePattern(source, ignoreCase);
  } catch (error) {
    if (error instanceof PatternError) return fail(cursor, `invalid pattern: ${error.message}`, error.remedy, error.index);
    if (error instanceof RangeError) return fail(cursor, "invalid pattern: nested too deep");
    throw error;
  }
}

function checkGroups(cursor: Cursor, node: PatternNode): void {
  visitPattern(node, (part) => {
    if (part.kind === "secret" && lengthBounds(part.body).max === 0) fail(cursor, "the group secret is always empty");
    if (part.kind === "repeat" && part.max > 1)
      visitPattern(part.body, (inner) => {
        if (inner.kind === "secret")
          fail(cursor, "the group secret is repeated: only its last repetition would count", "Put the quantifier into the group");
      });
  });
}

function checkBuiltIn(cursor: Cursor, node: PatternNode, source: string): void {
  visitPattern(node, (part) => {
    if (part.kind === "repeat" && part.max === Number.POSITIVE_INFINITY)
      fail(cursor, "unbounded quantifier", "Write an upper bound: {1,200}");
  });
  const parts = node.kind === "sequence" ? node.parts : [node];
  for (const edge of [parts[0], parts.at(-1)])
    if (edge?.kind === "assertion")
      fail(
        cursor,
        `${edge.text} at the edge of the pattern`,
        "Leave it out: the borders of a match are checked for every rule",
        Math.max(0, source.indexOf(edge.text)),
      );
}
