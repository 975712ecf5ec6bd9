/**
 * Texts that a pattern matches, made from the pattern.
 *
 * Owns the walk through the pattern. Whether the result does match (look-around is passed over here) is checked by `generate-match.ts`.
 */

import { members, rangeSet, WORD } from "../pattern/byte-set.js";
import type { ByteSet, PatternNode } from "../pattern/pattern-node.js";
import type { Random } from "./random.js";

/** `short` and `long` take the ends of every quantifier, `edges` the first and last characters of every class. */
export type Shape = "short" | "long" | "mixed" | "edges";

export interface GeneratedText {
  /** One character a byte. */
  readonly text: string;
  /** The part that is the secret, half-open. */
  readonly start: number;
  readonly end: number;
}

/** Unbounded quantifiers go on for this many beyond their least. */
const BEYOND = 24;
/** A class of more characters than this says what may not stand there (`[^"\s]`): of those, letters and digits are taken. */
const OPEN_CLASS = 100;
const UNDERSCORE = 0x5f;
const PRINTABLE: ByteSet = rangeSet(0x21, 0x7e);

/** A text that the pattern matches, with the span of the secret in it. */
export function generateText(pattern: PatternNode, shape: Shape, random: Random): GeneratedText {
  let text = "";
  let secret: { start: number; end: number } | undefined;
  const write = (node: PatternNode): void => {
    switch (node.kind) {
      case "set":
        text += String.fromCharCode(pick(node.set, shape, random));
        break;
      case "sequence":
        for (const part of node.parts) write(part);
        break;
      case "choice":
        write(node.options[random.below(node.options.length)]!);
        break;
      case "repeat": {
        const most = Number.isFinite(node.max) ? node.max : node.min + BEYOND;
        const count = shape === "short" ? node.min : shape === "long" ? most : node.min + random.below(most - node.min + 1);
        for (let i = 0; i < count; i++) write(node.body);
        break;
      }
      case "secret": {
        const start = text.length;
        write(node.body);
        secret = { start, end: text.length };
        break;
      }
      case "assertion":
        break;
    }
  };
  write(pattern);
  return { text, ...(secret ?? { start: 0, end: text.length }) };
}

interface Choices {
  readonly all: readonly number[];
  /** First and last letter or digit. Signs in a row would read like a mask. */
  readonly edges: readonly number[];
}

const choices = new WeakMap<ByteSet, Choices>();

function pick(set: ByteSet, shape: Shape, random: Random): number {
  const { all, edges } = choices.get(set) ?? choose(set);
  // edges now and then only: a value of nothing but "0" and "f" is no random value any more
  if (shape === "edges" && random.below(4) === 0) return edges[random.below(2) * (edges.length - 1)]!;
  return all[random.below(all.length)]!;
}

function choose(set: ByteSet): Choices {
  const all = choicesOf(set);
  const word = all.filter((byte) => WORD[byte] === 1 && byte !== UNDERSCORE);
  const chosen = { all, edges: word.length > 0 ? word : all };
  choices.set(set, chosen);
  return chosen;
}

function choicesOf(set: ByteSet): readonly number[] {
  const all = members(set);
  const word = all.filter((byte) => WORD[byte] === 1);
  if (all.length > OPEN_CLASS && word.length > 0) return word;
  const printable = all.filter((byte) => PRINTABLE[byte] === 1);
  return printable.length > 0 ? printable : all;
}
