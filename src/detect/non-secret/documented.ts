/**
 * Example credentials that vendors and standards print in their documentation, and development keys that everyone has: known by hash,
 * never written down.
 *
 * `rules/model/documented-examples.json` holds the first 16 hex digits of SHA-256 of each example's last 16 characters (all, if it has
 * fewer), so that a rule
 * that cuts off a public prefix finds it too; of the body of a key block, 32 characters of base64 from within it, however its lines are
 * broken. `scripts/add-documented-example.mjs` adds one from standard input.
 */

import { createHash } from "node:crypto";
// biome-ignore lint/style/noRestrictedImports: trained data of this room, not the room `src/rules`
import examples from "../../../rules/model/documented-examples.json" with { type: "json" };

const TAIL = 16;
/** Shorter ones are words and numbers, which placeholders are told by. */
const SHORTEST = 8;
/** Of a block's base64 without its line ends: behind the algorithm's name and what all keys of a size begin with. */
const BODY = { from: 80, to: 112 };
const LEAST_BODY = 60;
const hashes: ReadonlySet<string> = new Set(examples.hashes);

/** True for a value that is known; those under 16 characters as a whole. */
export function documentedExample(value: string): boolean {
  if (value.length < SHORTEST) return false;
  return hashes.has(shortHash(value.slice(-TAIL))) || (value.length >= LEAST_BODY && hashes.has(shortHash(bodyOf(value))));
}

function shortHash(text: string): string {
  return createHash("sha256").update(text, "latin1").digest("hex").slice(0, 16);
}

/** What tells a key block from others, wherever its lines break and whatever stands between them. */
function bodyOf(value: string): string {
  const body = value.replace(/\\+[nrt]|[^A-Za-z0-9+/]/g, "");
  return body.length < BODY.to ? body.slice(-(BODY.to - BODY.from)) : body.slice(BODY.from, BODY.to);
}
