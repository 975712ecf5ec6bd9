/**
 * Finders made of patterns: how a language asks its environment for a name.
 */

import { type FallbackFacts, type Finder, type Mention, OPTIONAL, REQUIRED } from "../reference.js";
import { findByConstant } from "./constants.js";
import { fallbackAfter, isAssigned } from "./fallback.js";
import { fallbackBelow } from "./fallback-below.js";

export interface Access {
  /** Global, with a named group `name` that ends the match or stands before a closing quote. */
  readonly pattern: RegExp;
  /** Overrides what the text after the name says. */
  readonly facts?: (match: RegExpExecArray, text: string, end: number) => FallbackFacts;
  /** The name as it is known elsewhere; `undefined`: no reference. */
  readonly rename?: (name: string, match: RegExpExecArray) => string | undefined;
  readonly caseless?: true;
}

export interface AccessOptions {
  /** What begins a line of comment, after blanks. */
  readonly comment: RegExp;
  /** See `fallbackAfter`. */
  readonly block?: boolean;
}

/**
 * `getenv("X")`, `env('X')`, `requireEnv("X")` and their like, whatever the language. The name must look like a variable's.
 * The pattern begins with what is rare, so that a megabyte of minified code costs little; what stands before is looked at after.
 */
export const ENV_CALL: Access = {
  pattern: /[eE][nN][vV][\w$]{0,40}[!?]?\(\s*["'`](?<name>[A-Z][A-Z0-9_]+)(?=["'`])/g,
  rename: (name, match) => (/(?:set|put|del|stub|unset|remove|clear|with)\w*$/i.test(calleeBefore(match)) ? undefined : name),
};

/** `STRIPE_ENV_VAR = "STRIPE_KEY"`: a constant that says by its own name that its value is a variable's. */
export const ENV_CONSTANT: Access = {
  pattern:
    /(?:ENV_(?:VAR|KEY|NAME)|[eE]nv(?:_?[vV]ar|_?[kK]ey|_?[nN]ame|ironmentVariable))(?:_?NAME|_?[nN]ame)?\s{0,4}(?::?=|:)\s{0,4}["'`](?<name>[A-Z][A-Z0-9_]+)(?=["'`])/g,
  facts: () => REQUIRED,
};

/** The word characters right before the match, at most 40. */
export function calleeBefore(match: RegExpExecArray): string {
  return /[\w$]*$/.exec(match.input.slice(Math.max(0, match.index - 40), match.index))?.[0] ?? "";
}

/** A line of comment in languages with two slashes, or of a block of them. */
export const SLASHES: RegExp = /^\s*(?:\/\/|\/?\*)/;

/** A line of comment in languages with `#`. */
export const HASH: RegExp = /^\s*#/;

/** One pass over the text for each access, and one for names in constants. */
export function accessFinder(accesses: readonly Access[], { comment, block = false }: AccessOptions): Finder {
  return (text, emit) => {
    const isComment = (at: number): boolean => comment.test(text.slice(lineStart(text, at), at));
    findByConstant(text, emit, isComment);
    for (const access of accesses) {
      for (const match of text.matchAll(access.pattern)) {
        const mention = mentionOf(match, access, text, block);
        if (mention && !isComment(match.index)) emit(mention);
      }
    }
  };
}

function mentionOf(match: RegExpExecArray, access: Access, text: string, block: boolean): Mention | undefined {
  const written = match.groups?.["name"] ?? "";
  const name = access.rename ? access.rename(written, match) : written;
  if (!name) return undefined;
  const at = match.index + match[0].lastIndexOf(written);
  const end = at + written.length;
  if (isAssigned(text, end) || /\bdelete\s[\w.]{0,20}$/.test(text.slice(Math.max(0, match.index - 28), match.index)))
    return undefined;
  const own = access.facts ? access.facts(match, text, end) : fallbackAfter(text, end, block);
  const facts = own.fallback === "none" ? (fallbackBelow(text, match.index, end) ?? own) : own;
  return { name, at, role: "used", ...facts, ...(access.caseless ? { caseless: true } : {}) };
}

/** `"X" in container`: asked whether it is there. The pattern ends with the container. */
export function testedFinder(container: RegExp): Finder {
  return (text, emit) => {
    for (const match of text.matchAll(container)) {
      const before = text.slice(Math.max(0, match.index - 120), match.index);
      const name = /["'`]([A-Z][A-Z0-9_]+)["'`]\s+(?:not\s+)?$/.exec(before)?.[1];
      if (name) emit({ name, at: match.index - before.length + before.lastIndexOf(name), role: "used", ...OPTIONAL });
    }
  };
}

/** Every quoted name of a list: `"A_TOKEN", "B_TOKEN"`. The pattern's group `list` ends the match. */
export function listFinder(pattern: RegExp): Finder {
  return (text, emit) => {
    for (const match of text.matchAll(pattern)) {
      const list = match.groups?.["list"] ?? "";
      const at = match.index + match[0].length - list.length;
      for (const entry of list.matchAll(/["'`](?<name>[A-Z][A-Z0-9_]+)["'`]/g))
        emit({ name: entry.groups?.["name"] ?? "", at: at + entry.index + 1, role: "used", ...REQUIRED });
    }
  };
}

/** Index of the first character of the line that holds `at`; of a very long line at most the last 200 characters. */
export function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - 200);
  for (let index = at - 1; index >= from; index--) {
    const unit = text.charCodeAt(index);
    if (unit === 10 || unit === 13) return index + 1;
  }
  return from;
}
