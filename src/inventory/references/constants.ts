/**
 * Names that stand in a constant of the same file: `const KEY = "STRIPE_KEY"; process.env[KEY]`.
 */

import type { Finder } from "../reference.js";
import { fallbackAfter, isAssigned } from "./fallback.js";

/** The environment asked for what an identifier holds, in the ways of many languages. */
const BY_IDENTIFIER =
  /[eE][nN][vV](?:iron)?[\w$]{0,40}(?:::var(?:_os)?)?(?:\(\))?[!?]?(?:\??\.(?:get|getOrDefault|fetch|pop|getOrThrow))?\s{0,4}[([]\s{0,8}(?<path>[A-Za-z_$][\w$.]{1,60})(?=\s{0,8}[\]),])/g;

const CONSTANT =
  /(?<![\w$])(?:#define[ \t]{1,8}(?<macro>\w{1,60})[ \t]{1,8}|(?<identifier>[A-Za-z_$][\w$]{0,60})(?:\s{0,4}:\s{0,4}&?'?[\w<> .]{1,40}|[ \t]string)?\s{0,4}(?::?=|:)\s{0,8})["'`](?<name>[A-Z][A-Z0-9_]{2,100})(?=["'`])/g;

/** Emits the name where it stands, with what the use says of a fallback. @param isComment asked of the use */
export function findByConstant(text: string, emit: Parameters<Finder>[1], isComment: (at: number) => boolean): void {
  let constants: ReadonlyMap<string, { name: string; at: number }> | undefined;
  for (const match of text.matchAll(BY_IDENTIFIER)) {
    const identifier = (match.groups?.["path"] ?? "").split(".").at(-1) ?? "";
    constants ??= constantsOf(text);
    const constant = constants.get(identifier);
    const end = match.index + match[0].length;
    if (constant && !isAssigned(text, end) && !isComment(match.index))
      emit({ ...constant, role: "used", ...fallbackAfter(text, end) });
  }
}

function constantsOf(text: string): ReadonlyMap<string, { name: string; at: number }> {
  const found = new Map<string, { name: string; at: number }>();
  for (const match of text.matchAll(CONSTANT)) {
    const { macro, identifier = macro ?? "", name = "" } = match.groups ?? {};
    if (!found.has(identifier)) found.set(identifier, { name, at: match.index + match[0].length - name.length });
  }
  return found;
}
