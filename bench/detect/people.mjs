/**
 * A copy of labelled files in which passwords are people's again: labelled sets are published with random letters in their place,
 * and a model that learned from those alone knows no other.
 *
 *   node bench/detect/people.mjs --labels LABELS.TSV --files FOLDER --out FOLDER [--seed N]
 *
 * Every value labelled T that looks like a replaced word (letters, then perhaps digits or signs) becomes what a person would type
 * (`people-values.mjs`); equal values of a repository stay equal. `OUT/labels.tsv` has those as T and all other labels as `?`: not to be used.
 */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { personsPassword } from "./people-values.mjs";
import { randomSource } from "./values.mjs";

const REPLACED = /^[A-Za-z]{3,16}[\d_@!$-]*[A-Za-z0-9]{0,6}$/;
const CATEGORY = /Password|Secret|URL Cred|Auth/;

const options = new Map();
for (let i = 2; i + 1 < process.argv.length; i += 2) options.set(process.argv[i].slice(2), process.argv[i + 1]);
const random = randomSource(Number(options.get("seed") ?? 1));
const [head, ...rows] = readFileSync(options.get("labels"), "utf8").split("\n");
const byPath = new Map();
for (const row of rows.filter((line) => line !== "")) {
  const [path, first, last, start, end, label, category] = row.split("\t");
  const list = byPath.get(path) ?? [];
  list.push({ path, first: Number(first), last: Number(last), start: Number(start), end: Number(end), label, category });
  byPath.set(path, list);
}

const chosen = new Map();
const written = [head];
let changed = 0;
for (const [path, labels] of byPath) {
  const file = join(options.get("files"), path);
  if (!existsSync(file)) continue;
  const lines = readFileSync(file, "utf8").split("\n");
  const lineDone = new Set();
  for (const label of [...labels].sort((a, b) => b.start - a.start)) {
    const { first, last, start, end } = label;
    if (label.label !== "T" || first !== last || start < 0 || end < 0 || !CATEGORY.test(label.category) || lineDone.has(first))
      continue;
    const value = lines[first - 1].slice(start, end);
    if (value.length > 18 || !REPLACED.test(value)) continue;
    const key = `${path.split("/")[0]} ${value}`;
    if (!chosen.has(key)) chosen.set(key, personsPassword(random));
    const person = chosen.get(key);
    lines[first - 1] = lines[first - 1].slice(0, start) + person + lines[first - 1].slice(end);
    lineDone.add(first);
    label.end = start + person.length;
    label.isPerson = true;
    changed += 1;
    for (const other of labels) {
      if (other === label || other.first !== first || other.last !== first || other.start <= start) continue;
      other.start += person.length - value.length;
      if (other.end >= 0) other.end += person.length - value.length;
    }
  }
  if (lineDone.size === 0) continue;
  mkdirSync(join(options.get("out"), dirname(path)), { recursive: true });
  writeFileSync(join(options.get("out"), path), lines.join("\n"));
  for (const l of labels) written.push([path, l.first, l.last, l.start, l.end, l.isPerson ? "T" : "?", l.category].join("\t"));
}
writeFileSync(join(options.get("out"), "labels.tsv"), `${written.join("\n")}\n`);
process.stdout.write(`${changed} values changed\n`);
