/**
 * Compares two commits of ours in one run, pair by pair: what a change that claims speed must show.
 *
 *   npm run bench:compare -- BASE [HEAD] [--scenario NAME]… [--rounds N]
 *
 * Both are built from `git archive` in temporary folders with this checkout's node_modules. HEAD may be `.`, the work tree as it is.
 * Prints CPU and wall seconds, the ratio of each pair, and whether the findings are the same bytes.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { corpus } from "./corpora.mjs";
import { runOnce } from "./lib/measure-scenario.mjs";
import { buildOurs, ours, ROOT } from "./lib/ours.mjs";
import { SCENARIOS } from "./lib/scenarios.mjs";
import { least, median } from "./lib/statistics.mjs";
import { seconds } from "./lib/table.mjs";

const DEFAULT_SCENARIOS = ["staged", "rails", "history", "large"];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { scenario: { type: "string", multiple: true, default: DEFAULT_SCENARIOS }, rounds: { type: "string", default: "7" } },
});
const [base, head = "HEAD"] = positionals;
if (base === undefined) throw new Error("name the commit to compare with: npm run bench:compare -- BASE");
const scenarios = SCENARIOS.filter(({ name }) => values.scenario.includes(name));
const folder = mkdtempSync(join(tmpdir(), "bench-compare-"));
try {
  const tools = [base, head].map((commit, index) => ours(built(commit, join(folder, `${index}`)), commit));
  const names = tools.map(({ name }) => name);
  process.stdout.write(
    `| scenario | CPU: ${names.join(" → ")} | least ratio, median ratio of pairs | wall | findings |\n| --- | --- | --- | --- | --- |\n`,
  );
  for (const scenario of scenarios) process.stdout.write(`${await compared(scenario, tools, Number(values.rounds))}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Folder of a built commit. */
function built(commit, target) {
  if (commit === ".") {
    buildOurs();
    return ROOT;
  }
  mkdirSync(target);
  const archive = execFileSync("git", ["-C", ROOT, "archive", commit], { maxBuffer: 1 << 28 });
  execFileSync("tar", ["-x", "-C", target], { input: archive });
  symlinkSync(join(ROOT, "node_modules"), join(target, "node_modules"));
  execFileSync(process.execPath, ["scripts/build.mjs"], { cwd: target, stdio: ["ignore", "ignore", "inherit"] });
  return target;
}

async function compared(scenario, tools, rounds) {
  const work = scenario.work(await corpus(scenario.corpus));
  const runs = tools.map(() => []);
  for (let round = -1; round < rounds; round++) {
    for (const turn of [0, 1]) {
      // who begins changes from round to round
      const index = (turn + round + 2) % 2;
      const run = await runOnce(tools[index], scenario.kind, work);
      if (round >= 0) runs[index].push(run);
    }
  }
  const [cpus, walls] = ["cpu", "wall"].map((what) => runs.map((list) => list.map((run) => run[what])));
  const pairs = cpus[0].map((cpu, round) => cpus[1][round] / cpu);
  const digests = new Set(runs.flat().map(({ read }) => read.digest));
  const counts = runs.map(([{ read }]) => read.findings).join(" → ");
  return `| ${scenario.name} | ${cpus.map((list) => seconds(least(list))).join(" → ")} | ${(least(cpus[1]) / least(cpus[0])).toFixed(3)}, ${median(pairs).toFixed(3)} | ${walls.map((list) => seconds(least(list))).join(" → ")} | ${digests.size === 1 ? `the same bytes (${runs[0][0].read.findings})` : `different: ${counts}`} |`;
}
