/**
 * Trains the model of `src/detect/assigned` and writes `rules/model/assigned.json`.
 *
 *   node scripts/train-assigned.mjs [--set FOLDER=WEIGHT]… [--clean FOLDER=WEIGHT]… [--held FOLDER]… [--rows FILE] [--folds N] [--dry-run]
 *
 * A set is a folder of files with a `labels.tsv` in it or beside it (path, first line, last line, first column, end column, label,
 * categories; T a credential, F and X none, `?` not to be used; columns from 0, -1 unknown; the first part of a path is its repository). What no label
 * touches counts as none, at `UNLABELLED` of the weight. Prints recall and precision by cross-validation over repositories, and sets the
 * thresholds of the levels from it. A clean folder is a package of which every candidate counts as none; its weight should be small; a
 * held one is not trained on, and what would be found there is counted. `@FILE` in the place of a folder names one a line.
 *
 * `--rows` keeps what was drawn and measured in a file and takes it from there the next time, with the same folders and other weights.
 *
 * A probability is what the trees say through a line that was fitted to what they said of repositories that they had not seen (Platt).
 */

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { deserialize, serialize } from "node:v8";
import { boost, predict, readable } from "./lib/boosting.mjs";
import { calibrate, calibrated, reliability } from "./lib/calibration.mjs";
import { readCandidates } from "./lib/labelled-candidates.mjs";

const OPTIONS = { trees: 80, depth: 4, leaves: 16, rate: 0.13, minWeight: 4, lambda: 4 };
/** Wanted precision on new repositories and what it takes in cross-validation: thresholds lose two to five points elsewhere. */
const LEVELS = { high: 0.99, medium: 0.965, low: 0.8 };
const UNLABELLED = 1;

const sets = [];
let folds = 5;
let dryRun = false;
let rowsFile;
const options = process.argv.slice(2);
while (options.length > 0) {
  const option = options.shift();
  if (option === "--set" || option === "--clean" || option === "--held") {
    const [place, weight = "1"] = options.shift().split("=");
    const isHeld = option === "--held";
    const folders = place.startsWith("@") ? readFileSync(place.slice(1), "utf8").split("\n").filter(Boolean) : [place];
    for (const folder of folders) sets.push({ folder, weight: isHeld ? 0 : Number(weight), isClean: option !== "--set", isHeld });
  } else if (option === "--rows") rowsFile = options.shift();
  else if (option === "--folds") folds = Number(options.shift());
  else if (option === "--dry-run") dryRun = true;
}

const { names, rows, wanted } = await candidates();
for (const row of rows) row.w *= sets[row.set].weight;
process.stdout.write(`${rows.length} candidates, ${rows.filter((row) => row.y === 1).length} true, ${wanted} wanted labels\n`);

const groups = [...new Set(rows.map((row) => row.group))].sort();
const order = new Map(groups.map((group, i) => [group, (i * 7919) % folds]));
for (let fold = 0; fold < folds; fold += 1) {
  const model = boost(
    rows.filter((row) => order.get(row.group) !== fold && row.w > 0),
    names.length,
    OPTIONS,
  );
  for (const row of rows) if (order.get(row.group) === fold) row.score = predict(model, row.x);
}

const main = rows.filter((row) => row.set === 0);
const fitted = calibrate(main);
for (const row of rows) row.score = calibrated(fitted, row.score);
for (const { from, to, mean, share, count } of reliability(main))
  process.stdout.write(
    `said ${from.toFixed(1)} to ${to.toFixed(1)}: mean ${mean.toFixed(3)}, true ${share.toFixed(3)} of ${count}\n`,
  );

/** With a weight of one for each folder. */
async function candidates() {
  if (rowsFile !== undefined && existsSync(rowsFile)) return deserialize(readFileSync(rowsFile));
  const read = await readCandidates(
    sets.map((set) => ({ ...set, weight: 1 })),
    UNLABELLED,
  );
  if (rowsFile !== undefined) writeFileSync(rowsFile, serialize(read));
  return read;
}

/** Recall over wanted labels and precision over labelled findings at a threshold, on one set. */
function measure(all, threshold) {
  const found = new Set();
  const lines = new Map();
  for (const row of all) {
    if (row.score < threshold) continue;
    for (const label of row.found) found.add(label);
    const key = `${row.path}:${row.line}`;
    const kind = row.neutral ? "neutral" : row.y === 1 ? "true" : row.labelled ? "false" : "unlabelled";
    lines.set(`${key}:${row.start}`, kind);
  }
  const count = (kind) => [...lines.values()].filter((value) => value === kind).length;
  return { found: found.size, true: count("true"), false: count("false"), unlabelled: count("unlabelled") };
}

const mainWanted = main.length === 0 ? 1 : wanted;
function line(threshold) {
  const m = measure(main, threshold);
  const precision = m.true / Math.max(1, m.true + m.false);
  const strict = m.true / Math.max(1, m.true + m.false + m.unlabelled);
  const recall = m.found / mainWanted;
  return { threshold, recall, precision, strict, f1: (2 * recall * precision) / Math.max(1e-9, recall + precision) };
}
const curve = [];
for (let t = 0.02; t < 0.995; t += 0.01) curve.push(line(t));
for (const at of [0.3, 0.5, 0.7, 0.8, 0.9]) {
  const l = line(at);
  process.stdout.write(
    `score ${at}: recall ${l.recall.toFixed(3)} precision ${l.precision.toFixed(3)} strict ${l.strict.toFixed(3)} F1 ${l.f1.toFixed(3)}\n`,
  );
}
const levels = {};
for (const [level, precision] of Object.entries(LEVELS)) {
  const best = curve.filter((l) => l.precision >= precision).sort((a, b) => b.recall - a.recall)[0] ?? curve.at(-1);
  levels[level] = Math.round(best.threshold * 1000) / 1000;
  process.stdout.write(
    `${level} (precision ${precision}): score ${best.threshold.toFixed(2)} recall ${best.recall.toFixed(3)} strict ${best.strict.toFixed(3)}\n`,
  );
}
for (const precision of [0.9, 0.93, 0.95, 0.97]) {
  const best = curve.filter((l) => l.precision >= precision).sort((a, b) => b.recall - a.recall)[0];
  process.stdout.write(`R@${precision}: ${best === undefined ? "-" : best.recall.toFixed(3)}\n`);
}
for (let set = 1; set < sets.length; set += 1) {
  const part = rows.filter((row) => row.set === set);
  if (sets[set].isClean) continue;
  for (const level of ["high", "medium", "low"]) {
    const m = measure(part, levels[level]);
    const all = new Set(part.flatMap((row) => row.found)).size;
    process.stdout.write(`set ${set} at ${level}: found ${m.found} of ${all}, false ${m.false}, unlabelled ${m.unlabelled}\n`);
  }
}
for (const isHeld of [false, true]) {
  const clean = rows.filter((row) => sets[row.set].isClean && sets[row.set].isHeld === isHeld);
  const counts = Object.keys(levels).map((level) => `${clean.filter((row) => row.score >= levels[level]).length} at ${level}`);
  process.stdout.write(`${isHeld ? "held" : "clean"}: ${counts.join(", ")} of ${clean.length} candidates\n`);
}

if (process.env.SCORES !== undefined) {
  writeFileSync(
    process.env.SCORES,
    rows
      .map((row) =>
        [row.score.toFixed(3), row.y, row.labelled ? 1 : 0, row.set, row.path, row.line, row.start, row.end].join("\t"),
      )
      .join("\n"),
  );
}
if (!dryRun) {
  const model = boost(
    rows.filter((row) => row.w > 0),
    names.length,
    OPTIONS,
  );
  const trees = model.trees.map((tree) => readable(tree, names, fitted.slope));
  const about = "scripts/train-assigned.mjs: node is [feature, threshold, at most, above, mean], leaf is log-odds";
  const body = trees.map((tree) => JSON.stringify(tree)).join(",\n");
  writeFileSync(
    "rules/model/assigned.json",
    `{"about":${JSON.stringify(about)},\n"bias":${(fitted.slope * model.bias + fitted.offset).toFixed(4)},\n"levels":${JSON.stringify(levels)},\n"trees":[\n${body}\n]}\n`,
  );
  process.stdout.write(`${readFileSync("rules/model/assigned.json").length} bytes\n`);
}
