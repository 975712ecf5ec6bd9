/**
 * What stands in for a value that is not given: read from the text right after the name, in the ways of many languages.
 *
 * Owns the reading only and keeps no value: whether it is there, empty or a literal is all that is asked.
 */

import { EMPTY_FALLBACK, type FallbackFacts, LITERAL_FALLBACK, OPTIONAL, REQUIRED } from "../reference.js";

/** What may stand between the name and a fallback: a quote, closing brackets, assertions, casts. */
const CLOSERS =
  /(?:["'`\]})!]|\?(?![?:])|[ \t]{1,4}as[ \t]{1,4}[\w<>]{1,40}|\.(?:toString|trim|strip|String)\(\)|\.(?:presence|strip)\b|\s){0,60}/y;

/** Operators and calls that introduce a fallback; the last alternative is a lambda's head. */
const OPERATOR =
  /(?:\|\|=?|\?\?=?|\?:|\bor\b|\.(?:unwrap_or|unwrap_or_else|orElse|orElseGet|getOrElse|ifBlank|ifEmpty|valueOr|value_or|withDefault)\s*[({])\s*(?:\|[^|\n]{0,20}\|\s*|\(\)\s*(?:=>|->)\s*)?/y;

const GOES_ON = /\.(?:ok\(\)|is_ok\(\)|is_some\(\))/y;
const DEFAULTS_TO_EMPTY = /\.(?:unwrap_or_default|orEmpty)\(\)|\.to_s\b/y;

/** A second argument, with its label where it has one. */
const ARGUMENT =
  /["'`]\s*,\s*(?:(?:default|defaultValue|default_value|fallback|devDefault)\s*[:=]\s*)?(?:\(\)\s*=>\s*|lambda\s*:\s*|fn\s*\(\)\s*=>\s*)?/y;

/** Ruby gives the fallback of `fetch` in a block. */
const BLOCK = /["']\s*\)\s*(?:\{|do\b)\s*(?:\|[^|\n]{0,20}\|\s*)?/y;

/** Ends the program, or this way through it; in a function that is called at once, too. */
const STOPS =
  /(?:\(\s*(?:async\s*)?\(\)\s*=>\s*\{?\s*|\(\s*function\s*\(\)\s*\{\s*)?(?:new\s+)?(?:(?:sys|process|log|logger)\.)?(?:(?:throw|raise|die|exit|panic|abort|error|fail|fatal)(?:[A-Z_]\w{0,40})?|invariant)\b/iy;

/** `getenv("X") != null ? getenv("X") : …` */
const TERNARY = /["'`\])]{0,4}\s{0,4}!==?\s{0,4}(?:null|undefined|nil|""|'')\s{0,20}\?[^:?;\n]{1,80}:\s{0,10}/y;
const NOTHING = /(?:None|null|nil|undefined|NULL|Nothing|nullptr)\b/y;
const EMPTY = /(?:[bBrRuUfFs@$]{0,2}|String::from\(|string\()(?:""(?!")|''(?!')|``)|String::new\(\)/y;
const LITERAL = /(?:[bBrRuUfFs@$]{0,2}|String::from\(|string\()["'`]|-?\d|(?:true|false|True|False)\b/y;

/** @param at index right after the name; `block` says that the language gives fallbacks in a block after the call */
export function fallbackAfter(text: string, at: number, block = false): FallbackFacts {
  const argument = matchAt(ARGUMENT, text, at);
  if (argument > at) return valueAt(text, argument);
  if (block) {
    const inside = matchAt(BLOCK, text, at);
    if (inside > at) return valueAt(text, inside);
  }
  const chosen = matchAt(TERNARY, text, at);
  if (chosen > at) return valueAt(text, chosen);
  const closed = Math.max(at, matchAt(CLOSERS, text, at));
  if (matchAt(DEFAULTS_TO_EMPTY, text, closed) > closed) return EMPTY_FALLBACK;
  if (matchAt(GOES_ON, text, closed) > closed) return OPTIONAL;
  const operator = matchAt(OPERATOR, text, closed);
  return operator > closed ? valueAt(text, operator) : REQUIRED;
}

/** Judges the expression that begins at `at`. */
export function valueAt(text: string, at: number): FallbackFacts {
  if (matchAt(STOPS, text, at) > at) return REQUIRED;
  if (matchAt(NOTHING, text, at) > at) return OPTIONAL;
  if (matchAt(EMPTY, text, at) > at) return EMPTY_FALLBACK;
  return matchAt(LITERAL, text, at) > at ? LITERAL_FALLBACK : OPTIONAL;
}

/** A plain text (of a tag, an expansion, a property) as a fallback. */
export function fallbackOfText(value: string): FallbackFacts {
  return value === "" ? EMPTY_FALLBACK : LITERAL_FALLBACK;
}

/** True where the name is given a value instead of being asked for: `process.env.X = …`. */
export function isAssigned(text: string, at: number): boolean {
  ASSIGNMENT.lastIndex = at;
  return ASSIGNMENT.test(text);
}

const ASSIGNMENT = /["'`]?\]?\s*(?:=(?![=>~])|\+=|=>)/y;

/** The end of the sticky pattern's match, or -1. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}
