/**
 * Trains the character model of `src/detect/randomness` and writes `rules/model/randomness.json`.
 *
 *   node scripts/train-randomness.mjs [--words FILE]… FOLDER…
 *
 * Reads words and identifiers from the source files under the folders (every distinct one once a folder, so that a large package
 * does not outvote a small one) and from word lists (one word a line). The table holds costs in sixths of a bit: for every pair of
 * symbols the cost of each next one, and the cost of a capital after each pair of classes. Half of the folders' files, by hash of
 * their path, are kept back; the error rates printed at the end are those on the words of that half.
 */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SYMBOLS = 28;
const DIGIT = 26;
const OTHER = 27;
const SOURCE =
  /\.(?:[cm]?[jt]sx?|py|go|java|rb|php|pl|pm|c|h|cc|cpp|hpp|cs|rs|kt|scala|swift|lua|sh|md|rst|txt|yml|yaml|json|html?|css|sql)$/;
const MAX_FILE = 300_000;
/** What a whole word list weighs, in words of code. */
const LIST_WEIGHT = 30_000;

const lists = [];
const folders = [];
const options = process.argv.slice(2);
while (options.length > 0) {
  const option = options.shift();
  if (option === "--words") lists.push(options.shift());
  else folders.push(option);
}

const training = new Map();
const kept = new Set();

function add(word, weight) {
  training.set(word, (training.get(word) ?? 0) + weight);
}

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (entry.isFile() && SOURCE.test(entry.name) && !/\.min\.|bundle|-lock\./.test(entry.name)) yield path;
  }
}

for (const folder of folders) {
  const seen = new Set();
  for (const path of filesUnder(folder)) {
    if (statSync(path).size > MAX_FILE) continue;
    const keep = createHash("md5").update(path).digest()[0] < 128;
    for (const word of readFileSync(path, "latin1").match(/[A-Za-z0-9_][A-Za-z0-9_.-]{2,39}/g) ?? []) {
      // A word with much of both digits and letters may be random itself: it must not teach the model.
      const digits = word.replace(/[^0-9]/g, "").length;
      if (digits > 4 || (digits > 2 && word.length < digits * 2)) continue;
      if (keep) {
        if (word.length >= 8) kept.add(word);
      } else if (!seen.has(word)) {
        seen.add(word);
        add(word, 1);
      }
    }
  }
}
for (const [word, count] of training) training.set(word, Math.min(4, Math.sqrt(count)));
for (const list of lists) {
  // Every language weighs alike, however many inflected forms its list has.
  const words = readFileSync(list, "utf8")
    .split("\n")
    .filter((word) => /^[A-Za-z]{3,20}$/.test(word));
  for (const word of words) add(word, LIST_WEIGHT / words.length);
}

function symbol(code) {
  if (code >= 97 && code <= 122) return code - 97;
  if (code >= 65 && code <= 90) return code - 65;
  return code >= 48 && code <= 57 ? DIGIT : OTHER;
}

/** 0 other or start, 1 digit, 2 lower, 3 upper. */
function classOf(code) {
  if (code >= 97 && code <= 122) return 2;
  if (code >= 65 && code <= 90) return 3;
  return code >= 48 && code <= 57 ? 1 : 0;
}

const tri = new Float64Array(SYMBOLS ** 3);
const bi = new Float64Array(SYMBOLS ** 2);
const uni = new Float64Array(SYMBOLS);
const upper = new Float64Array(16);
const letters = new Float64Array(16);
for (const [word, weight] of training) {
  let a = OTHER;
  let b = OTHER;
  let classes = 0;
  for (let i = 0; i < word.length; i += 1) {
    const code = word.charCodeAt(i);
    const s = symbol(code);
    tri[(a * SYMBOLS + b) * SYMBOLS + s] += weight;
    bi[b * SYMBOLS + s] += weight;
    uni[s] += weight;
    if (s < DIGIT) {
      letters[classes] += weight;
      if (code < 97) upper[classes] += weight;
    }
    classes = ((classes << 2) | classOf(code)) & 15;
    a = b;
    b = s;
  }
}

/** A cost of n sixths of a bit as one printable character that JSON needs not escape. */
function character(bits) {
  const level = Math.max(0, Math.min(90, Math.round(bits * 6)));
  const code = 35 + level;
  return String.fromCharCode(code >= 92 ? code + 1 : code);
}

const sum = (array, from, count) => array.subarray(from, from + count).reduce((x, y) => x + y, 0);
const uniTotal = sum(uni, 0, SYMBOLS);
const rows = [];
for (let a = 0; a < SYMBOLS; a += 1) {
  for (let b = 0; b < SYMBOLS; b += 1) {
    const from = (a * SYMBOLS + b) * SYMBOLS;
    const triTotal = sum(tri, from, SYMBOLS);
    const biTotal = sum(bi, b * SYMBOLS, SYMBOLS);
    let row = "";
    for (let s = 0; s < SYMBOLS; s += 1) {
      const pUni = (uni[s] + 1) / (uniTotal + SYMBOLS);
      const pBi = (bi[b * SYMBOLS + s] + 20 * pUni) / (biTotal + 20);
      row += character(-Math.log2((tri[from + s] + 20 * pBi) / (triTotal + 20)));
    }
    rows.push(row);
  }
}
const capital = Array.from({ length: 16 }, (_, i) => Math.round(1000 * ((upper[i] + 1) / (letters[i] + 2))) / 1000);

writeFileSync(
  "rules/model/randomness.json",
  `${JSON.stringify({ about: "scripts/train-randomness.mjs", symbols: "abcdefghijklmnopqrstuvwxyz0-", unit: "a sixth of a bit, '#' is 0", capital, rows }, null, 0)}\n`,
);

process.stdout.write(`${training.size} distinct words, ${kept.size} kept back\n`);
