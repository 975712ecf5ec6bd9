/**
 * The shape of a line of a program with a grammar of its own, and the pieces of which the tables of such lines are made.
 */

export interface Directive {
  /** Kernel words: ASCII in lower case. */
  readonly words: readonly string[];
  /**
   * The line from its start on; group `name` is what announces the value, `value` (or `other`) the value, `further` one more of the same
   * line.
   */
  readonly shape: RegExp;
  /** The shape goes on in the next lines. */
  readonly isLong?: true;
}

/** A value without quotes that is no reference, variable or option. */
export const V: string = String.raw`(?<value>(?![$<{%*-])[^\s"'<>]{3,128})`;
/** The same between quotes or without. */
export const Q: string = `["']?${V}["']?`;
/** One more value of the line. */
export const FURTHER: string = String.raw`["']?(?<further>(?![$<{%*-])[^\s"'<>]{3,128})["']?`;
/** Words with a digit at their end: names of versions, algorithms and encodings. */
const WORD_AND_DIGIT = String.raw`(?:[A-Za-z]+\d|[a-z]+\d\d|(?:sha|md|base|utf|aes|des|rsa|oauth|pbkdf)-?\d+)[.,;:!?)"'\x60]*(?:[\s,;)]|$)`;
/** A value in prose: with a letter and a digit, without the sentence's own signs. */
export const PROSE: string = String.raw`["'\x60*]{0,3}(?<value>(?=\S*\d)(?=\S*[A-Za-z])(?!${WORD_AND_DIGIT})(?![$<{%*-])[^\s"'\x60<>(){},;]{5,63}[^\s"'\x60<>(){},;.:*])(?![\w(){}])`;

/** An expression that tells where its groups stand. */
export function shape(source: string, flags: string = "di"): RegExp {
  return new RegExp(source, flags);
}
