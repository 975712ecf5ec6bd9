/**
 * Where the milliseconds of the pre-commit hook go: ten staged files in a repository of 3,500.
 *
 *   npm run bench:startup -- [--rounds N]
 *
 * First what it costs beside `node -e 0`, each of the two in turn; then the steps of a run, watched from inside the process
 * (`lib/startup-watch.cjs`, which takes a millisecond or two itself). Medians. The first run, which fills the code cache, does not count.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { corpus } from "./corpora.mjs";
import { buildOurs, ROOT } from "./lib/ours.mjs";
import { SCENARIOS } from "./lib/scenarios.mjs";
import { median } from "./lib/statistics.mjs";

const WATCH = join(ROOT, "bench/lib/startup-watch.cjs");
const ROUNDS = 20;

const { values } = parseArgs({ options: { rounds: { type: "string" } } });
const rounds = Number(values.rounds ?? ROUNDS);
const scenario = SCENARIOS.find(({ name }) => name === "staged");
buildOurs();
const { cwd } = scenario.work(await corpus(scenario.corpus));
const hook = [join(ROOT, "bin/secret-scan.js"), "hook", "pre-commit"];
const folder = mkdtempSync(join(tmpdir(), "bench-startup-"));
try {
  run(hook);
  const node = [];
  const ours = [];
  for (let round = 0; round < rounds; round++) {
    node.push(run(["-e", "0"]));
    ours.push(run(hook));
  }
  const above = ours.map((time, index) => time - node[index]);
  print(
    `node -e 0 ${ms(median(node))}, the hook ${ms(median(ours))}, that is ${ms(median(above))} above (${rounds} rounds in turn)`,
  );
  print("");
  print("| step | from | takes |\n| --- | ---: | ---: |");
  for (const { name, from, takes } of steps()) print(`| ${name} | ${ms(from)} | ${ms(takes)} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Wall time of one run of Node, in milliseconds. */
function run(args, environment = {}) {
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const from = performance.now();
  const { error } = spawnSync(process.execPath, args, { cwd, env: { ...env, ...environment }, stdio: "ignore" });
  if (error !== undefined) throw error;
  return performance.now() - from;
}

/** Medians of the steps that every watched run had, in the order in which they begin. A step that comes twice has a number. */
function steps() {
  const byName = new Map();
  for (let round = 0; round < rounds; round++) {
    const out = join(folder, `${round}.json`);
    run(["--require", WATCH, ...hook], { STARTUP_OUT: out });
    const count = new Map();
    for (const { name, from, to } of JSON.parse(readFileSync(out, "utf8"))) {
      count.set(name, (count.get(name) ?? 0) + 1);
      const key = count.get(name) === 1 ? name : `${name} (${count.get(name)})`;
      byName.set(key, [...(byName.get(key) ?? []), { from, takes: to - from }]);
    }
  }
  return [...byName]
    .filter(([, times]) => times.length === rounds)
    .map(([name, times]) => ({
      name,
      from: median(times.map(({ from }) => from)),
      takes: median(times.map(({ takes }) => takes)),
    }))
    .sort((a, b) => a.from - b.from);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
