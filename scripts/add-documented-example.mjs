/**
 * Adds vendors' documented example credentials to `rules/model/documented-examples.json`, by hash: one a line on standard input.
 * The values themselves are not kept anywhere.
 */

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const FILE = "rules/model/documented-examples.json";
const known = existsSync(FILE) ? JSON.parse(readFileSync(FILE, "utf8")).hashes : [];
const added = readFileSync(0, "latin1")
  .split("\n")
  .filter((line) => line.length >= 16)
  .map((line) => createHash("sha256").update(line.slice(-16), "latin1").digest("hex").slice(0, 16));
const hashes = [...new Set([...known, ...added])].sort();
writeFileSync(FILE, `${JSON.stringify({ about: "sha256 of the last 16 characters, first 16 hex digits", hashes }, null, 2)}\n`);
process.stdout.write(`${hashes.length} examples\n`);
