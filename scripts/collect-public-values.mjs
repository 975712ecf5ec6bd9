/**
 * Collects key-like values that are public because unrelated projects ship them, and adds their hashes to
 * `rules/model/documented-examples.json`.
 *
 *   node scripts/collect-public-values.mjs --fresh [--suites FILE] [--least N] [--most N] [--list FILE] [--dry-run] FOLDER…
 *
 * `--fresh` forgets what was collected before and builds the program without it, since the program does not find what it knows: the same
 * packages and the same commit then give the same file, whatever it held. Without it values are added to those that are known.
 * Each folder in a FOLDER is a package. Packages of one publisher count as one project (`publisherOf`). Looks at blocks of private keys, and
 * at what the built program finds at low confidence or higher. A value counts that stands in packages of `--least` (default 2) projects;
 * in the package of a suite, a toolkit or runtime whose test keys others copy, blocks and what is found at medium or higher do. Suites
 * stand in a file (default `scripts/public-value-suites.txt`), a name a line, without versions. Of one that has more than `--most`
 * (default 1,000) such values of its own, blocks alone count: thousands of vectors of one toolkit are copied nowhere.
 * Only what machines make is taken, at least 16 characters: a password that two projects' tests have is what people take for passwords
 * elsewhere too. `--list` writes what was taken (first eight characters, packages, a file) for a person to read.
 */

import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { KINDS, loadHashes, readPublicValues, writePublicValues } from "./lib/public-values.mjs";

const BLOCK =
  /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----(?:\\+[nrt]|[^A-Za-z0-9+/\\-]){0,160}([A-Za-z0-9+/][^-]{30,12000}?(?:-[^-]{1,40}){0,2})-----END/g;
const LARGEST = 8_000_000;
const SHORTEST = 16;
const LONGEST = 256;
const NAME_RULE = /-file$/;

const options = process.argv.slice(2);
const folders = [];
let suiteFile = "scripts/public-value-suites.txt";
let isFresh = false;
let least = 2;
let most = 1000;
let list;
let dryRun = false;
while (options.length > 0) {
  const option = options.shift();
  if (option === "--suites") suiteFile = options.shift();
  else if (option === "--fresh") isFresh = true;
  else if (option === "--most") most = Number(options.shift());
  else if (option === "--least") least = Number(options.shift());
  else if (option === "--list") list = options.shift();
  else if (option === "--dry-run") dryRun = true;
  else folders.push(option);
}

const suites = new Set(readFileSync(suiteFile, "utf8").split(/\s+/).filter(Boolean));

/** A package's folder has its version behind its name: `ring-0.17.14`, `golang-x-crypto@v0.21.0`, `jose-6.2.18`. */
function isSuite(name) {
  return suites.has(name) || suites.has(name.replace(/[-@]v?\d[\w.+-]*$/, ""));
}

/** `rust-tokio-1.2` and `tokio` are one, as are `aws-sdk` and `aws-cdk`: the first word behind a language's name. */
function publisherOf(name) {
  const bare = name
    .toLowerCase()
    .replace(/^(?:golang-(?:github|google|golang|gopkg)-|rust-|php-|ruby-|python\d*-|py|lib(?=[a-z]{4})|node-)/, "");
  return /^[a-z0-9]+?(?=[-_.]|\d*(?:[-_.]|$))/.exec(bare)?.[0] ?? bare;
}

function* filesIn(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && statSync(path).size <= LARGEST) yield path;
  }
}

const room = await loadHashes();
/** By hash: projects, packages, a file and a beginning. */
const seen = new Map();
function note(hash, { value, path, name, isSure, isBlock }) {
  const entry = seen.get(hash) ?? { projects: new Set(), names: new Set(), suites: new Set(), path, begin: value.slice(0, 8) };
  entry.isBlock ||= isBlock;
  entry.projects.add(publisherOf(name));
  entry.names.add(name);
  if (isSure && isSuite(name)) entry.suites.add(name);
  seen.set(hash, entry);
}

function noteBlocks(path, name) {
  const bytes = readFileSync(path);
  if (!bytes.includes("PRIVATE KEY")) return;
  for (const [, body] of bytes.toString("latin1").matchAll(BLOCK)) {
    const value = body.slice(0, LONGEST);
    note(room.shortHash(room.keyBlockPart(value)), { value, path, name, isSure: true, isBlock: true });
  }
}

/** A key's phrase of a standard word list. */
const MNEMONIC = /^[a-z]{3,8}(?: [a-z]{3,8}){11,23}$/;

function isMachineMade(value) {
  if (MNEMONIC.test(value)) return true;
  if (value.length < SHORTEST || /\s/.test(value) || !/\d/.test(value)) return false;
  const bytes = Buffer.from(value, "latin1");
  return room.looksRandom(bytes, 0, bytes.length);
}

/** What the built program finds, cut out of the files by its places. */
function noteFindings(folder) {
  const out = mkdtempSync(join(tmpdir(), "public-values-"));
  const report = join(out, "report.json");
  const flags = ["--no-config", "--include-ignored", "--min-confidence", "low", "--fail-on", "none", "--quiet"];
  spawnSync(process.execPath, [join(process.cwd(), "bin/secret-scan.js"), ".", ...flags, "--format", `json=${report}`], {
    cwd: folder,
  });
  const { findings } = JSON.parse(readFileSync(report, "utf8"));
  rmSync(out, { recursive: true });
  const texts = new Map();
  for (const { path, ruleId, confidence, startLine, startColumn, endLine, endColumn, decodedFrom } of findings) {
    if (decodedFrom !== undefined || startLine !== endLine || NAME_RULE.test(ruleId)) continue;
    if (!texts.has(path)) texts.clear();
    const lines = texts.get(path) ?? readFileSync(join(folder, path), "utf8").split(/\r\n|\n|\r/);
    texts.set(path, lines);
    const value = lines[startLine - 1]?.slice(startColumn - 1, endColumn - 1) ?? "";
    if (!isMachineMade(value)) continue;
    const place = { value, path: join(folder, path), name: path.split("/")[0], isSure: confidence !== "low", isBlock: false };
    note(room.shortHash(value.slice(-room.TAIL)), place);
  }
}

const known = readPublicValues();
if (isFresh) {
  const before = new Map(known);
  for (const kind of [KINDS.shared, KINDS.suite]) known.delete(kind);
  writePublicValues(known);
  execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
  if (dryRun) writePublicValues(before);
}
for (const folder of folders) {
  for (const path of filesIn(folder)) noteBlocks(path, relative(folder, path).split("/")[0]);
  noteFindings(folder);
}
/** Of each suite, the values that it alone has and that are no block. */
const own = new Map();
for (const { projects, suites: in_, isBlock } of seen.values())
  if (projects.size < least && !isBlock) for (const name of in_) own.set(name, (own.get(name) ?? 0) + 1);
const countsAsSuites = ({ suites: in_, isBlock }) => [...in_].some((name) => isBlock || (own.get(name) ?? 0) <= most);

const lines = [];
for (const [hash, entry] of seen) {
  const { projects, names, path, begin } = entry;
  const kind = projects.size >= least ? KINDS.shared : countsAsSuites(entry) ? KINDS.suite : undefined;
  if (kind === undefined) continue;
  known.set(kind, (known.get(kind) ?? new Set()).add(hash));
  lines.push(`${projects.size}\t${begin}\t${[...names].sort().join(",")}\t${path}`);
}
if (list !== undefined)
  writeFileSync(list, `${lines.sort((a, b) => Number.parseInt(b, 10) - Number.parseInt(a, 10)).join("\n")}\n`);
process.stdout.write(`${seen.size} values, ${lines.length} public\n`);
if (!dryRun) process.stdout.write(`${writePublicValues(known)} hashes\n`);
