/**
 * Adds vendors' documented example credentials to `rules/model/documented-examples.json`, by hash: one a line on standard input.
 * The values themselves are not kept anywhere. Of a key block it is the base64 without its line ends.
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const FILE = "rules/model/documented-examples.json";
const LEAST_BODY = 60;
const BODY = { from: 80, to: 112 };
/** As `src/detect/non-secret/documented.ts` has it. */
const bodyOf = (line) => {
  const body = line.replace(/[^A-Za-z0-9+/]/g, "");
  return body.length < BODY.to ? body.slice(BODY.from - BODY.to) : body.slice(BODY.from, BODY.to);
};
const known = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")).hashes : [];
const added = readFileSync(0, "latin1")
  .split("\n")
  .filter((line) => line.length >= 8)
  .flatMap((line) => (line.length < LEAST_BODY ? [line.slice(-16)] : [line.slice(-16), bodyOf(line)]))
  .map((text) => createHash("sha256").update(text, "latin1").digest("hex").slice(0, 16));
const hashes = [...new Set([...known, ...added])].sort();
writeFileSync(
  FILE,
  `${JSON.stringify({ about: "sha256 of the last 16 characters, of key blocks of characters 80 to 112; first 16 hex digits", hashes }, null, 2)}\n`,
);
process.stdout.write(`${hashes.length} examples\n`);
