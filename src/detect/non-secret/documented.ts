/**
 * Credentials that everyone has: examples of vendors' and standards' documentation, accounts of development networks, keys that the
 * test suites of many projects ship. Known by hash, never written down.
 *
 * `rules/model/documented-examples.json` holds 48 bits of SHA-256, in eight characters of base64url, of each one's last 16 characters
 * (all, if it has fewer), so that a rule that cuts off a public prefix finds it too; of the body of a key block, 96 characters of its
 * base64, however its lines are broken. `scripts/add-documented-example.mjs` adds one from standard input,
 * `scripts/collect-public-values.mjs` those that stand in the packages of several projects.
 */

import { createHash } from "node:crypto";
// biome-ignore lint/style/noRestrictedImports: trained data of this room, not the room `src/rules`
import examples from "../../../rules/model/documented-examples.json" with { type: "json" };

/** Characters at a value's end that tell it from others, with or without a public prefix. */
export const TAIL = 16;
/** Shorter ones are words and numbers, which placeholders are told by. */
const SHORTEST = 8;
/**
 * Of a block's base64 without its line ends: behind the algorithm's name and what all keys of a size begin with, and long enough to reach
 * the key's own bytes in OpenSSH's form, which an encryption's and a curve's name make longer.
 */
const BODY = { from: 80, to: 176 };
const LEAST_BODY = 60;
/** Characters of a hash. */
const HASH = 8;

/** Looked through as they are at first: to make a map of them takes longer than a short run has. */
let kinds: readonly { readonly what: string; readonly hashes: string }[] | undefined;
/** As many looks take about as long as to make the map. */
const LOOKS_BEFORE_MAP = 200;
let looks = 0;
let kindByHash: ReadonlyMap<string, string> | undefined;

/** What kind of public value it is, as a phrase for `explain`, or undefined. Values under 16 characters are held against it as a whole. */
export function documentedExample(value: string): string | undefined {
  if (value.length < SHORTEST) return undefined;
  return (
    kindOf(shortHash(value.slice(-TAIL))) ?? (value.length >= LEAST_BODY ? kindOf(shortHash(keyBlockPart(value))) : undefined)
  );
}

function kindOf(hash: string): string | undefined {
  looks += 1;
  if (looks > LOOKS_BEFORE_MAP) {
    kindByHash ??= mapOfHashes();
    return kindByHash.get(hash);
  }
  kinds ??= examples.kinds.map(({ what, hashes }) => ({ what, hashes: hashes.join("") })).reverse();
  return kinds.find(({ hashes }) => {
    let at = hashes.indexOf(hash);
    // not one that begins within another
    while (at % HASH > 0) at = hashes.indexOf(hash, at + 1);
    return at >= 0;
  })?.what;
}

function mapOfHashes(): ReadonlyMap<string, string> {
  const map = new Map<string, string>();
  for (const { what, hashes } of examples.kinds) {
    const all = hashes.join("");
    for (let at = 0; at < all.length; at += HASH) map.set(all.slice(at, at + HASH), what);
  }
  return map;
}

/** @param text of `TAIL` characters at most, or a part of a key block */
export function shortHash(text: string): string {
  return createHash("sha256").update(text, "latin1").digest().subarray(0, 6).toString("base64url");
}

/** What tells a key block from others, wherever its lines break and whatever stands between them. */
export function keyBlockPart(value: string): string {
  const body = value.replace(/\\+[nrt]|[^A-Za-z0-9+/]/g, "");
  return body.length < BODY.to ? body.slice(BODY.from - BODY.to) : body.slice(BODY.from, BODY.to);
}
