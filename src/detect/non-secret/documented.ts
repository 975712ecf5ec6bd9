/**
 * Example credentials that vendors print in their documentation: known by hash, never written down.
 *
 * `rules/model/documented-examples.json` holds the first 16 hex digits of SHA-256 of each example's last 16 characters, so that a rule
 * that cuts off a public prefix finds it too. `scripts/add-documented-example.mjs` adds one from standard input.
 */

import { createHash } from "node:crypto";
// biome-ignore lint/style/noRestrictedImports: trained data of this room, not the room `src/rules`
import examples from "../../../rules/model/documented-examples.json" with { type: "json" };

const TAIL = 16;
const hashes: ReadonlySet<string> = new Set(examples.hashes);

/** False for values under 16 characters, which documentation shows as placeholders anyway. */
export function documentedExample(value: string): boolean {
  if (value.length < TAIL) return false;
  return hashes.has(createHash("sha256").update(value.slice(-TAIL), "latin1").digest("hex").slice(0, 16));
}
