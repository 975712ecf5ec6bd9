/**
 * Plants credentials in copies of real source files and writes down where: the material on which detection is tuned and measured.
 *
 *   node bench/detect/plant.mjs --out FOLDER --half tune|report [--seed N] [--each N] PACKAGE…
 *
 * A package is a folder; its name decides the half, so that no package is in both. From each at most `--each` files (default 40) of
 * the languages in `statements.mjs` are copied to `FOLDER/PACKAGE/…`; half of them get one to three statements between two lines.
 * `FOLDER/labels.tsv` has one line a planted value, in the columns that `scripts/train-assigned.mjs` reads, category
 * `LANGUAGE WAY|VALUE`; a file without one has a line with the label `-`.
 */

import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, extname, join, relative } from "node:path";
import { KEY_NAMES, PASSWORD_NAMES, STATEMENTS } from "./statements.mjs";
import { KEYS, PASSWORDS, randomSource } from "./values.mjs";

const options = process.argv.slice(2);
const packages = [];
let out = "";
let half = "tune";
let seed = 1;
let each = 40;
while (options.length > 0) {
  const option = options.shift();
  if (option === "--out") out = options.shift();
  else if (option === "--half") half = options.shift();
  else if (option === "--seed") seed = Number(options.shift());
  else if (option === "--each") each = Number(options.shift());
  else packages.push(option);
}

const hash = (text) => createHash("sha256").update(text).digest().readUInt32LE(0);

function* filesUnder(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (
      entry.isFile() &&
      STATEMENTS[extname(entry.name).slice(1).toLowerCase()] !== undefined &&
      !entry.name.includes(".min.")
    )
      yield path;
  }
}

/** Line numbers (from 0) before which a statement may stand: top level and behind an empty line or the end of a statement. */
function gaps(lines) {
  const found = [];
  for (let i = 1; i < lines.length; i += 1) if (lines[i - 1].trim() === "" && !/^\s*[*.|&)}\]]/.test(lines[i])) found.push(i);
  return found.length > 0 ? found : [lines.length];
}

const labels = ["path\tline_start\tline_end\tvalue_start\tvalue_end\tlabel\tcategory"];
for (const folder of packages) {
  const name = basename(folder);
  if ((hash(name) % 2 === 0 ? "tune" : "report") !== half) continue;
  const random = randomSource(hash(`${seed}:${name}`));
  const byLanguage = new Map();
  for (const path of filesUnder(folder)) {
    const language = extname(path).slice(1).toLowerCase();
    if (statSync(path).size > 60_000 || !Object.hasOwn(STATEMENTS, language)) continue;
    const list = byLanguage.get(language) ?? [];
    list.push(path);
    byLanguage.set(language, list);
  }
  for (const [language, paths] of byLanguage) {
    const chosen = new Set();
    for (let i = 0; i < Math.min(each, paths.length); i += 1) chosen.add(random.pick(paths));
    for (const path of chosen) {
      const target = join(name, relative(folder, path));
      const lines = readFileSync(path, "latin1").split("\n");
      const planted = random.chance(0.5) ? 1 + random.below(3) : 0;
      const added = [];
      for (let n = 0; n < planted; n += 1) {
        const way = random.pick(Object.keys(STATEMENTS[language]));
        const isPassword = random.chance(0.5);
        const kind = random.pick(Object.keys(isPassword ? PASSWORDS : KEYS));
        const value = (isPassword ? PASSWORDS : KEYS)[kind](random);
        const statement = STATEMENTS[language][way](random.pick(isPassword ? PASSWORD_NAMES : KEY_NAMES), value);
        // files are read and written as bytes
        const text = Buffer.from(statement, "utf8").toString("latin1");
        const at = random.pick(gaps(lines));
        const indent = /^\s*/.exec(lines[at] ?? "")[0].slice(0, 12);
        added.push({
          at,
          text: ["yml", "yaml"].includes(language) ? text.replace(/^/gm, indent) : text,
          value,
          category: `${language} ${way}|${kind}`,
        });
      }
      added.sort((a, b) => b.at - a.at);
      for (const { at, text } of added) lines.splice(at, 0, ...text.split("\n"));
      for (const { text, value, category } of added) {
        const rows = text.split("\n");
        const core = value.replace(/^[^A-Za-z0-9]+/, "").match(/^[A-Za-z0-9]+/)?.[0] ?? value;
        const row = rows.findLast((text) => text.includes(core)) ?? rows.at(-1);
        const last = lines.lastIndexOf(row);
        const byte = row.lastIndexOf(core);
        const from = byte < 0 ? -1 : Buffer.from(row.slice(0, byte), "latin1").toString("utf8").length;
        labels.push(
          [target, last + 1, last + 1, from < 0 ? -1 : from, from < 0 ? -1 : from + core.length, "T", category].join("\t"),
        );
      }
      if (added.length === 0) labels.push([target, 0, 0, -1, -1, "-", ""].join("\t"));
      mkdirSync(join(out, dirname(target)), { recursive: true });
      writeFileSync(join(out, target), lines.join("\n"), "latin1");
    }
  }
}
writeFileSync(join(out, "labels.tsv"), `${labels.join("\n")}\n`);
process.stdout.write(`${labels.length - 1} labels in ${out}\n`);
