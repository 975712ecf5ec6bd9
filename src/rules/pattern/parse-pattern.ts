/**
 * JavaScript's regular expression syntax to a `PatternNode`, with an error that names the column and the remedy.
 *
 * Owns what a rule's pattern may say. The parser itself is `@eslint-community/regexpp`.
 */

import { type AST, RegExpParser, RegExpSyntaxError } from "@eslint-community/regexpp";
import { addAll, complement, DIGITS, emptySet, foldCase, IN_A_LINE, rangeSet, SPACE, WORD } from "./byte-set.js";
import { foreignSyntax } from "./foreign-syntax.js";
import type { ByteSet, PatternNode } from "./pattern-node.js";

/** A pattern that cannot be used. `index`: where in the pattern, in UTF-16 units. */
export class PatternError extends Error {
  readonly index: number;
  readonly remedy: string;

  constructor(message: string, index: number, remedy = "") {
    super(message);
    this.name = "PatternError";
    this.index = index;
    this.remedy = remedy;
  }
}

/** @throws PatternError */
export function parsePattern(source: string, ignoreCase: boolean): PatternNode {
  const parser = new RegExpParser({ ecmaVersion: 2024 });
  const foreign = foreignSyntax(source);
  if (foreign !== undefined) throw new PatternError(foreign.message, foreign.index, foreign.remedy);
  let pattern: AST.Pattern;
  try {
    pattern = parser.parsePattern(source, 0, source.length, { unicode: false });
    // what the engine is going to do; the parser and V8 may differ in what they know
    new RegExp(source, ignoreCase ? "si" : "s");
  } catch (error) {
    if (error instanceof RegExpSyntaxError) throw new PatternError(plainMessage(error.message), error.index);
    if (error instanceof SyntaxError) throw new PatternError(plainMessage(error.message), 0);
    throw error;
  }
  return choiceOf(pattern.alternatives, ignoreCase);
}

/** `Invalid regular expression: /…/: Unterminated group` to `unterminated group`. */
function plainMessage(message: string): string {
  const text = message.slice(message.lastIndexOf(": ") + 2);
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function choiceOf(alternatives: readonly AST.Alternative[], ignoreCase: boolean): PatternNode {
  const options = alternatives.map((alternative): PatternNode => {
    const parts = alternative.elements.map((element) => nodeOf(element, ignoreCase));
    return parts.length === 1 ? parts[0]! : { kind: "sequence", parts };
  });
  return options.length === 1 ? options[0]! : { kind: "choice", options };
}

function nodeOf(element: AST.Element, ignoreCase: boolean): PatternNode {
  switch (element.type) {
    case "Character":
    case "CharacterClass":
    case "CharacterSet":
      return { kind: "set", set: setOf(element, ignoreCase) };
    case "Group":
      return choiceOf(element.alternatives, ignoreCase);
    case "CapturingGroup":
      if (element.name !== null && element.name !== "secret")
        throw new PatternError(
          `unknown group "${element.name}"`,
          element.start,
          "Name the part that is the secret (?<secret>…); other groups need no name",
        );
      return element.name === null
        ? choiceOf(element.alternatives, ignoreCase)
        : { kind: "secret", body: choiceOf(element.alternatives, ignoreCase) };
    case "Quantifier":
      return {
        kind: "repeat",
        body: nodeOf(element.element, ignoreCase),
        min: element.min,
        max: element.max,
        greedy: element.greedy,
      };
    case "Assertion":
      return assertionOf(element, ignoreCase);
    case "Backreference":
      throw new PatternError(`back-reference ${element.raw}`, element.start, "Back-references are not supported");
    default:
      throw new PatternError(`${element.raw} is not supported`, element.start);
  }
}

function assertionOf(element: AST.Assertion, ignoreCase: boolean): PatternNode {
  // the borders of a line: see `line-borders.ts`
  if (element.kind === "start" || element.kind === "end")
    return { kind: "assertion", body: { kind: "set", set: IN_A_LINE }, text: element.raw };
  if (!("alternatives" in element)) return { kind: "assertion", text: element.raw };
  return { kind: "assertion", body: choiceOf(element.alternatives, ignoreCase), text: element.raw };
}

function setOf(
  element: AST.Character | AST.CharacterClass | AST.CharacterClassElement | AST.CharacterSet,
  ignoreCase: boolean,
): ByteSet {
  switch (element.type) {
    case "Character":
      return folded(characterSet(element), ignoreCase);
    case "CharacterClassRange":
      characterSet(element.min);
      characterSet(element.max);
      return folded(rangeSet(element.min.value, element.max.value), ignoreCase);
    case "CharacterSet": {
      if (element.kind === "any") return rangeSet(0, 255);
      if (element.kind === "property") throw new PatternError(`${element.raw} is not supported`, element.start);
      const set = { digit: DIGITS, word: WORD, space: SPACE }[element.kind];
      return element.negate ? complement(set) : set;
    }
    case "CharacterClass": {
      const set = emptySet();
      for (const part of element.elements) addAll(set, setOf(part as AST.CharacterClassElement, ignoreCase));
      return element.negate ? complement(set) : set;
    }
    default:
      throw new PatternError(`${element.raw} is not supported`, element.start);
  }
}

function folded(set: ByteSet, ignoreCase: boolean): ByteSet {
  return ignoreCase ? foldCase(set) : set;
}

function characterSet(character: AST.Character): ByteSet {
  const { raw, value, start } = character;
  if (value > 0xff || (value > 0x7f && !raw.startsWith("\\")))
    throw new PatternError(
      "a character outside ASCII",
      start,
      "Text is matched byte by byte: write the bytes of its UTF-8 form, such as \\xc3\\xa9",
    );
  if (/^\\[A-Za-z]$/.test(raw) && raw.charCodeAt(1) === value)
    throw new PatternError(`${raw} means the letter ${raw.charAt(1)}`, start, "JavaScript's syntax has no such escape");
  return rangeSet(value, value);
}
