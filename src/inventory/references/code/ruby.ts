/**
 * Ruby: the environment, and the encrypted credentials of Rails.
 */

import { type Finder, OPTIONAL } from "../../reference.js";
import { type Access, accessFinder, HASH, lineStart, listFinder } from "../access.js";
import { fallbackAfter } from "../fallback.js";

const RUBY: readonly Access[] = [
  { pattern: /\bENV(?:\[\s*|\.fetch\(?\s*|\.dig\(\s*|\.delete\(\s*)["'](?<name>\w+)(?=["'])/g },
  { pattern: /\bENV\.(?:key|has_key|include|member)\?\(?\s*["'](?<name>\w+)(?=["'])/g, facts: () => OPTIONAL },
  { pattern: /\bFigaro\.env\.(?<name>[a-z]\w+)/g, rename: (name) => name.toUpperCase() },
];

const LIST: Finder = listFinder(/\bENV\.(?:values_at|slice)\((?<list>[^)\n]{1,300})/g);

const ENVIRONMENT: Finder = accessFinder(RUBY, { comment: HASH, block: true });

/** `credentials.stripe.secret_key`, `credentials.aws[:key]`, `credentials.dig(:aws, :key)`, `.fetch(:key)`, `.key!`. */
const CREDENTIALS =
  /\bRails\.application\.(?:credentials|secrets)(?<path>(?:&?\.(?:dig|fetch)\(\s{0,9}:\w{1,80}(?:\s{0,9},\s{0,9}:\w{1,80}){0,5}|&?\.[a-z_]\w{0,80}!?|\[\s?:\w{1,80}\s?\]){1,6})/g;

/** Calls on a value, not names in the file. */
const CALLS = new Set([
  "dig",
  "fetch",
  "to_s",
  "to_sym",
  "to_h",
  "presence",
  "present",
  "strip",
  "freeze",
  "config",
  "nil",
  "blank",
]);

/** A name is its path with `.`; its value comes from the encrypted file, so that the place declares it too. */
export const findInRuby: Finder = (text, emit) => {
  ENVIRONMENT(text, emit);
  LIST(text, emit);
  for (const match of text.matchAll(CREDENTIALS)) {
    if (HASH.test(text.slice(lineStart(text, match.index), match.index))) continue;
    const path = match.groups?.["path"] ?? "";
    const words = [...path.matchAll(/[a-z_]\w*/gi)].filter(([word]) => !CALLS.has(word));
    const first = words[0];
    if (first === undefined) continue;
    const name = words.map(([word]) => word).join(".");
    const end = match.index + match[0].length;
    const at = end - path.length + first.index;
    emit({ name, at, role: "declared", kind: "vault-reference" });
    emit({ name, at, role: "used", ...fallbackAfter(text, end) });
  }
};
