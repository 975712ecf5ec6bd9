/**
 * What a text that broke off may still hold of a secret: its beginning.
 *
 * A writer that dies closes its pipe like one that has finished. So the end of a stream is looked at as if the text went on: closed
 * quotes, an address after a password, values that begin like a known credential, and private keys. Of these the first lines may be
 * all there is; of anything else a text that ends in a line end is whole.
 */

import type { RuleCore } from "../model/rule.js";

/** What could have followed, for values that end where something closes them. */
export const CONTINUATIONS: readonly string[] = ['"\n', "'\n", "@example.org/\n"];

/** Bytes from the end that a credential of one word may take. */
const MOST = 2048;
/** Shorter prefixes stand in ordinary words. */
const SHORTEST_PREFIX = 3;
/** What is shown of a secret at most. */
const SHOWN = 8;
const LAST_WORD = /[A-Za-z0-9_+/=.-]+$/;

/** A private key's first line, and a body that has not come to its end. */
const BEGUN_KEY = /(-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----\s)[\w+/=:,\s-]{0,2000}$/;
const KEY_LINE = /[A-Za-z0-9+/=]{9}/;

/** Tells at which index of a text a credential's secret part begins that was not written to its end. */
export type CutOffFinder = (text: string) => number | undefined;

/** By the prefixes of rules, and by the first line of a private key. */
export function createCutOffFinder(rules: readonly RuleCore[]): CutOffFinder {
  const prefixes = [...new Set(rules.flatMap((rule) => (rule.kind === "prefix" ? rule.prefixes : [])))]
    .filter((prefix) => prefix.length >= SHORTEST_PREFIX)
    .sort((a, b) => b.length - a.length);
  return (text) => {
    const tail = text.slice(-MOST);
    const key = BEGUN_KEY.exec(tail);
    if (key !== null) {
      const start = text.length - tail.length + key.index + key[1]!.length;
      const body = text.slice(start);
      if (KEY_LINE.test(body) && !body.includes("-----END")) return start;
    }
    if (text.endsWith("\n")) return undefined;
    const word = LAST_WORD.exec(tail)?.[0] ?? "";
    for (let at = 0; at < word.length; at++) {
      if (at > 0 && /[A-Za-z0-9_-]/.test(word[at - 1]!)) continue;
      const prefix = prefixes.find((candidate) => word.startsWith(candidate, at));
      if (prefix === undefined) continue;
      const rest = word.slice(at + prefix.length);
      if (looksMade(rest)) return text.length - rest.length;
    }
    return undefined;
  };
}

/** Words have neither digits nor capitals within. */
function looksMade(rest: string): boolean {
  return rest.length > SHOWN && (/\d/.test(rest) || /[a-z][A-Z]/.test(rest));
}
