/**
 * Recall by language, way and kind of value on planted files, and what was found where nothing was planted.
 *
 *   node bench/detect/measure.mjs FOLDER/labels.tsv secrets-scan.json [--list]
 *
 * `--list` prints what was missed and what was found for nothing at medium confidence or higher, by place only.
 */

import { readFileSync } from "node:fs";

const [labelFile, reportFile, list] = process.argv.slice(2);
const labels = readFileSync(labelFile, "utf8")
  .split("\n")
  .slice(1)
  .filter((line) => line !== "")
  .map((line) => line.split("\t"))
  .map(([path, first, , start, end, label, category]) => ({
    path,
    line: Number(first),
    start: Number(start),
    end: Number(end),
    label,
    category,
  }));
const { findings } = JSON.parse(readFileSync(reportFile, "utf8"));
const sure = findings.filter(({ confidence }) => confidence !== "low");
const planted = labels.filter(({ label }) => label === "T");

const byPath = Map.groupBy === undefined ? groupBy(sure) : Map.groupBy(sure, ({ path }) => path);
function groupBy(items) {
  const groups = new Map();
  for (const item of items) groups.set(item.path, [...(groups.get(item.path) ?? []), item]);
  return groups;
}
const meets = (label, finding) =>
  finding.startLine === label.line &&
  (label.start < 0 ||
    (finding.startColumn - 1 < label.end && (finding.endLine > finding.startLine || finding.endColumn - 1 > label.start)));

const tables = { language: new Map(), way: new Map(), value: new Map() };
const used = new Set();
for (const label of planted) {
  const hits = (byPath.get(label.path) ?? []).filter((finding) => meets(label, finding));
  for (const hit of hits) used.add(hit);
  if (hits.length === 0 && list) process.stdout.write(`missed ${label.path}:${label.line} ${label.category}\n`);
  const [where, value] = label.category.split("|");
  const [language, ...way] = where.split(" ");
  for (const [table, key] of [
    [tables.language, language],
    [tables.way, way.join(" ")],
    [tables.value, value],
  ]) {
    const row = table.get(key) ?? { found: 0, all: 0 };
    row.all += 1;
    if (hits.length > 0) row.found += 1;
    table.set(key, row);
  }
}
const plantedLines = new Set(planted.map(({ path, line }) => `${path}:${line}`));
const known = new Set(labels.map(({ path }) => path));
const extra = sure.filter(
  (finding) => known.has(finding.path) && !used.has(finding) && !plantedLines.has(`${finding.path}:${finding.startLine}`),
);
if (list)
  for (const finding of extra)
    process.stdout.write(`extra ${finding.path}:${finding.startLine} ${finding.ruleId} ${finding.confidence}\n`);

const share = ({ found, all }) => `${((100 * found) / all).toFixed(0)} % of ${all}`;
for (const [title, table] of Object.entries(tables)) {
  process.stdout.write(`by ${title}\n`);
  for (const [key, row] of [...table].sort((a, b) => b[1].all - a[1].all)) process.stdout.write(`  ${key}: ${share(row)}\n`);
}
const found = [...tables.value.values()].reduce((sum, row) => sum + row.found, 0);
process.stdout.write(
  `all: ${share({ found, all: planted.length })}; found where nothing was planted: ${extra.length} in ${known.size} files\n`,
);
