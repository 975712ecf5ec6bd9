/**
 * Adds credentials that are public to `rules/model/documented-examples.json`, by hash: one a line on standard input.
 *
 *   node scripts/add-documented-example.mjs [vendor|standard|development|shared|suite]
 *
 * Of a key block a line is the base64 without its line ends.
 */

import { readFileSync } from "node:fs";
import { hashesOf, KINDS, loadHashes, readPublicValues, writePublicValues } from "./lib/public-values.mjs";

const SHORTEST = 8;
const what = KINDS[process.argv[2] ?? "vendor"];
if (what === undefined) throw new Error(`the kinds are ${Object.keys(KINDS).join(", ")}`);
const room = await loadHashes();
const known = readPublicValues();
const values = readFileSync(0, "latin1")
  .split("\n")
  .filter((line) => line.length >= SHORTEST);
known.set(what, new Set([...(known.get(what) ?? []), ...values.flatMap((value) => hashesOf(room, value))]));
process.stdout.write(`${writePublicValues(known)} hashes\n`);
