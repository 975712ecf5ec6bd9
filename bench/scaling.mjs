/**
 * How our time grows: with bytes, files, threads, rules, findings and exceptions. Slope 1 is linear, above 1.1 is a bug.
 *
 *   npm run bench:scaling -- [NAME…] [--write]
 *
 * CPU seconds of whole runs, the least of some (of one where findings are many), less what a run on nothing costs. `--write` puts the table into docs/performance.md.
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { ALPHANUMERIC, createRandom } from "./corpora/random.mjs";
import { sourceFiles } from "./corpora/source-text.mjs";
import { runOnce } from "./lib/measure-scenario.mjs";
import { buildOurs, ours } from "./lib/ours.mjs";
import { putIntoPage } from "./lib/page.mjs";
import { least, logLogSlope } from "./lib/statistics.mjs";
import { seconds } from "./lib/table.mjs";

const ROUNDS = 3;
const MB = 1_000_000;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { write: { type: "boolean", default: false } } });
const folder = mkdtempSync(join(tmpdir(), "bench-scaling-"));
const scripts = sourceFiles();
buildOurs();
const own = ours();

/** Each makes its input in a folder and tells what it adds to the command line. */
const CASES = {
  bytes: {
    title: "bytes in one file, MB",
    sizes: [8, 16, 32, 64],
    make: (size, at) => write(at, "source.js", sourceText(createRandom(1), size * MB)),
  },
  line: {
    title: "bytes in one line, MB",
    sizes: [8, 16, 32, 64],
    make: (size, at) => write(at, "min.js", sourceText(createRandom(1), size * MB).replaceAll("\n", " ")),
  },
  files: { title: "files of 4 kB", sizes: [2_000, 4_000, 8_000, 16_000], make: manyFiles },
  findings: {
    title: "findings, of machine-made tokens, a hundred a file",
    rounds: 1,
    sizes: [12_500, 25_000, 50_000, 100_000],
    make: (count, at) => manyFindings(count, at, 100),
  },
  "findings in one file": {
    title: "findings, in one file",
    rounds: 1,
    sizes: [3_125, 6_250, 12_500, 25_000],
    make: (count, at) => manyFindings(count, at, count),
  },
  "one secret": {
    title: "places of one secret",
    rounds: 1,
    sizes: [6_250, 12_500, 25_000, 50_000],
    make: (count, at) => manyFindings(count, at, 100, 1),
  },
  passwords: { title: "different weak passwords (slow hash)", rounds: 1, sizes: [250, 500, 1_000], make: manyPasswords },
  exceptions: { title: "entries of the allowlist, 2,000 findings", sizes: [6_250, 12_500, 25_000, 50_000], make: manyExceptions },
  rules: {
    title: "prefix rules of the user's, 16 MB",
    sizes: [250, 500, 1_000, 2_000],
    make: (count, at) => withRules(count, at, prefixRule),
  },
  "context rules": {
    title: "context rules of the user's, 16 MB",
    sizes: [50, 100, 200, 400],
    make: (count, at) => withRules(count, at, contextRule),
  },
};
const THREADS = [1, 2, 4, 8];

try {
  const nothing = await measured("nothing", (at) => write(at, "empty.txt", ""));
  const names = positionals.length > 0 ? positionals : [...Object.keys(CASES), "threads"];
  const rows = [];
  for (const name of names) {
    rows.push(name === "threads" ? await threadRow() : await caseRow(CASES[name], nothing));
    process.stdout.write(`${rows.at(-1)}\n`);
  }
  if (values.write)
    putIntoPage(
      "scaling",
      `CPU seconds less those of an empty run (${seconds(nothing.cpu)}), one thread.\n\n| what grows | CPU seconds | slope |\n| --- | --- | ---: |\n${rows.join("\n")}`,
    );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function caseRow({ title, sizes, make, rounds = ROUNDS }, nothing) {
  const points = [];
  for (const size of sizes) {
    const { cpu, findings, peak } = await measured(`${size}`, (at) => make(size, at), rounds);
    points.push({ size, cpu: Math.max(1e-4, cpu - nothing.cpu), findings, peak });
  }
  const slope = logLogSlope(points.map(({ size, cpu }) => [size, cpu]));
  const cells = points.map(({ size, cpu }) => `${size.toLocaleString("en")}: ${seconds(cpu)}`).join(" · ");
  const { findings, peak } = points.at(-1);
  return `| ${title} (at most ${findings.toLocaleString("en")} findings, ${peak?.toFixed(0)} MiB) | ${cells} | ${slope.toFixed(2)} |`;
}

async function threadRow() {
  const at = place("threads");
  manyFiles(12_000, at);
  const points = [];
  const digests = new Set();
  for (const threads of THREADS) {
    const runs = [];
    for (let round = 0; round < ROUNDS; round++) runs.push(await runOnce(own, "folder", { cwd: at, target: ".", threads }));
    digests.add(runs[0].read.digest);
    points.push(
      `${threads}: ${seconds(least(runs.map(({ wall }) => wall)))} wall, ${seconds(least(runs.map(({ cpu }) => cpu)))} CPU`,
    );
  }
  rmSync(at, { recursive: true });
  return `| threads, 12,000 files of 4 kB; report ${digests.size === 1 ? "the same bytes" : "**different**"} | ${points.join(" · ")} | |`;
}

/** Least CPU seconds of some runs on what `make` writes. */
async function measured(name, make, rounds = ROUNDS) {
  const at = place(name);
  const args = make(at) ?? [];
  const tool = { ...own, commands: { folder: (work) => withArgs(own.commands.folder(work), args) } };
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await runOnce(tool, "folder", { cwd: at, target: ".", threads: 1 }));
  rmSync(at, { recursive: true });
  return { cpu: least(runs.map(({ cpu }) => cpu)), findings: runs[0].read.findings, peak: least(runs.map(({ peak }) => peak)) };
}

function withArgs(command, args) {
  return { ...command, args: [...command.args, ...args] };
}

function place(name) {
  const at = join(folder, name);
  mkdirSync(at);
  return at;
}

function write(at, path, text) {
  mkdirSync(dirname(join(at, path)), { recursive: true });
  writeFileSync(join(at, path), text);
}

function sourceText(random, length) {
  const parts = [];
  for (let size = 0; size < length; size += parts.at(-1).length + 1) parts.push(random.pick(scripts).lines.join("\n"));
  return parts.join("\n").slice(0, length);
}

function manyFiles(count, at) {
  const random = createRandom(2);
  for (let i = 0; i < count; i++) write(at, `${i % 100}/file-${i}.js`, sourceText(random, 4_000));
}

function tokenLine(value) {
  return `const apiToken = "${value}";\n`;
}

/** With digits throughout, so that its fingerprint needs no slow hash; `passwords` measures that one. */
function strongToken(random) {
  return Array.from({ length: 8 }, () => random.text(4, ALPHANUMERIC) + random.next(10)).join("");
}

function manyFindings(count, at, perFile, distinct = count) {
  const random = createRandom(3);
  const values = Array.from({ length: distinct }, () => strongToken(random));
  for (let file = 0; file * perFile < count; file++) {
    const lines = Array.from({ length: Math.min(perFile, count - file * perFile) }, (_, i) =>
      tokenLine(values[(file * perFile + i) % distinct]),
    );
    write(at, `${file % 50}/file-${file}.js`, lines.join(""));
  }
}

function manyPasswords(count, at) {
  const random = createRandom(4);
  const lines = Array.from({ length: count }, () => `db_password = "${random.text(12, `${ALPHANUMERIC}!%#`)}"\n`);
  write(at, "settings.py", lines.join(""));
}

function manyExceptions(count, at) {
  const random = createRandom(5);
  const entry = () => `  - fingerprint: ss1:${random.text(27, ALPHANUMERIC)}\n    reason: made for a bench\n`;
  write(at, ".secrets-allowlist", `version: 1\nentries:\n${Array.from({ length: count }, entry).join("")}`);
  manyFindings(2_000, at, 100);
}

function withRules(count, at, rule) {
  write(at, "source.js", sourceText(createRandom(1), 16 * MB));
  const file = join(folder, `rules-${count}.yaml`);
  writeFileSync(file, `rules:\n${Array.from({ length: count }, (_, i) => rule(i)).join("")}`);
  return ["--rules", file];
}

function prefixRule(index) {
  const start = `zq${index.toString(36).padStart(3, "0")}_`;
  return `  - id: made-${index}\n    name: Made ${index}\n    type: api-key\n    criticality: high\n    pattern: ${start}[A-Za-z0-9]{32}\n    prefixes: [${start}]\n`;
}

function contextRule(index) {
  const word = `zq${[...index.toString(36).padStart(3, "0")].map((c) => String.fromCharCode(97 + (Number.parseInt(c, 36) % 26))).join("")}vendor`;
  return `  - id: made-context-${index}\n    name: Made ${index}\n    type: api-key\n    criticality: high\n    pattern: "[a-f0-9]{32}"\n    context: [${word}]\n`;
}
