/**
 * Reads and writes `rules/model/documented-examples.json`: hashes of public values by their kind. The values are kept nowhere.
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { loadRoom } from "./load-room.mjs";

const FILE = "rules/model/documented-examples.json";
const ABOUT =
  "48 bits of sha256 in base64url, eight characters a value: of its last 16 characters, of key blocks of characters 80 to 176 of their base64";
/** Hashes on a line. */
const WIDTH = 15;
const HASH = 8;
/** Key blocks are longer. */
const LEAST_BODY = 60;
/** What a value is, by the name that scripts give its kind. */
export const KINDS = {
  vendor: "a documented example",
  standard: "a test vector of a standard",
  development: "an account of a development network that everyone has",
  shared: "a test value that several projects publish",
  suite: "a key of a public test suite of cryptography",
};

/** The functions of the detector that hash a value. */
export async function loadHashes() {
  return await loadRoom(`export { keyBlockPart, shortHash, TAIL } from "./src/detect/non-secret/documented.ts";
export { looksRandom } from "./src/detect/randomness/randomness.ts";`);
}

/** The hashes by which the detector knows a value again: of its end, of a key block that of its body too. */
export function hashesOf({ keyBlockPart, shortHash, TAIL }, value) {
  const tail = shortHash(value.slice(-TAIL));
  return value.length < LEAST_BODY ? [tail] : [tail, shortHash(keyBlockPart(value))];
}

/** By phrase, the hashes that are known. */
export function readPublicValues() {
  const kinds = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")).kinds : [];
  return new Map(kinds.map(({ what, hashes }) => [what, new Set(hashes.join("").match(new RegExp(`.{${HASH}}`, "g")) ?? [])]));
}

/** Each hash once, under the first kind that has it. */
export function writePublicValues(known) {
  const seen = new Set();
  const kinds = Object.values(KINDS).map((what) => {
    const own = [...(known.get(what) ?? [])].filter((hash) => !seen.has(hash)).sort();
    for (const hash of own) seen.add(hash);
    const lines = Array.from({ length: Math.ceil(own.length / WIDTH) }, (_, i) => own.slice(i * WIDTH, (i + 1) * WIDTH).join(""));
    return { what, hashes: lines };
  });
  writeFileSync(FILE, `${JSON.stringify({ about: ABOUT, kinds }, null, 2)}\n`);
  return seen.size;
}
