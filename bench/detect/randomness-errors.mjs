/**
 * Error rates of the character model: words and identifiers of packages that it was not trained on, against random values.
 *
 *   node bench/detect/randomness-errors.mjs FOLDER…
 *
 * A word is a distinct run of [A-Za-z0-9_-] with no five digits in a row that is no digest in hex; some are identifiers of the code's test data that are
 * random, so the share of words that is called random is an upper bound.
 */

import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { loadRoom } from "../../scripts/lib/load-room.mjs";

const { looksRandom } = await loadRoom('export { looksRandom } from "./src/detect/randomness/randomness.ts";');
const SOURCE = /\.(?:[cm]?[jt]s|py|go|java|rb|php|c|h|cs|rs|kt|scala)$/;
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const ALPHABETS = {
  base62: LOWER + LOWER.toUpperCase() + DIGITS,
  "lower and digits": LOWER + DIGITS,
  "capitals and digits": LOWER.toUpperCase() + DIGITS,
  letters: LOWER,
  hex: `${DIGITS}abcdef`,
};
const LENGTHS = [8, 12, 16, 20, 32];

const words = new Set();
function visit(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) visit(path);
    else if (entry.isFile() && SOURCE.test(entry.name) && !entry.name.includes(".min.") && statSync(path).size < 300_000) {
      for (const word of readFileSync(path, "latin1").match(/[A-Za-z0-9_][A-Za-z0-9_-]{7,39}/g) ?? [])
        if (!/\d{5}|^[0-9a-f]{16,}$/i.test(word)) words.add(word);
    }
  }
}
for (const folder of process.argv.slice(2)) visit(folder);

const isRandom = (text) => looksRandom(Buffer.from(text, "latin1"), 0, text.length);
const share = (part, all) => `${((100 * part) / Math.max(1, all)).toFixed(2)} %`;
process.stdout.write(`length | words called random | missed: ${Object.keys(ALPHABETS).join(" | ")}\n`);
for (const [i, length] of LENGTHS.entries()) {
  const these = [...words].filter((word) => word.length >= length && word.length < (LENGTHS[i + 1] ?? 41));
  const cells = Object.values(ALPHABETS).map((alphabet) => {
    const values = Array.from({ length: 2000 }, () =>
      [...randomBytes(length)].map((byte) => alphabet[byte % alphabet.length]).join(""),
    );
    return share(values.filter((value) => !isRandom(value)).length, values.length);
  });
  process.stdout.write(
    `${length} | ${share(these.filter(isRandom).length, these.length)} of ${these.length} | ${cells.join(" | ")}\n`,
  );
}
