/**
 * Writes `rules/model/words.json`: the words of which names, labels and people's passwords are made.
 *
 *   node scripts/train-words.mjs --lists zxcvbn/src/frequency_lists.coffee FOLDER…
 *
 * Takes the most frequent words and names of zxcvbn's lists (MIT licence) and the words of identifiers that most files under the
 * folders use. Three letters or more, lower case, in alphabetical order.
 */

import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const TAKE = {
  english_wikipedia: 7000,
  us_tv_and_film: 3000,
  female_names: 1500,
  male_names: 800,
  surnames: 1500,
  passwords: 3500,
};
const FROM_CODE = 5000;
const SOURCE = /\.(?:[cm]?[jt]s|py|go|java|rb|php|c|h|cc|cs|rs|kt|scala|swift|lua|sh|md|yml|json)$/;
const COARSE = /fuck|shit|cunt|nigg|puss|cock|dick|penis|vagin|tits|porn|whore|slut|blowjob|cum|rape|faggot|anal|boob|bitch|arse/;

const [, , flag, lists, ...folders] = process.argv;
if (flag !== "--lists" || lists === undefined) throw new Error("usage: train-words.mjs --lists FILE FOLDER…");

const words = new Set();
const text = readFileSync(lists, "utf8");
for (const [name, take] of Object.entries(TAKE)) {
  const list = new RegExp(`\\b${name}: "([^"]*)"`).exec(text)?.[1]?.split(",") ?? [];
  for (const word of list.slice(0, take)) if (/^[a-z]{3,}$/.test(word) && !COARSE.test(word)) words.add(word);
}

const files = new Map();
function visit(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) visit(path);
    else if (entry.isFile() && SOURCE.test(entry.name) && statSync(path).size < 200_000) {
      const parts = readFileSync(path, "latin1").match(/[A-Z]?[a-z]{2,}|[A-Z]{3,}/g) ?? [];
      for (const word of new Set(parts.map((part) => part.toLowerCase()))) files.set(word, (files.get(word) ?? 0) + 1);
    }
  }
}
for (const folder of folders) visit(folder);
const frequent = [...files].filter(([word]) => word.length > 2).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
for (const [word] of frequent.slice(0, FROM_CODE)) if (!COARSE.test(word)) words.add(word);

const sorted = [...words].sort();
const lines = [];
for (let i = 0; i < sorted.length; i += 20) lines.push(sorted.slice(i, i + 20).join(" "));
writeFileSync(
  "rules/model/words.json",
  `${JSON.stringify({ about: "scripts/train-words.mjs", words: lines }, null, 0).replaceAll('","', '",\n"')}\n`,
);
process.stdout.write(`${sorted.length} words\n`);
