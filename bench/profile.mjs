/**
 * Where a scenario's time goes: V8's CPU profile of every thread, summed by function.
 *
 *   npm run bench:profile -- SCENARIO [ROWS]
 *
 * The program is bundled without minifying for it, so that functions have names; code cache on, second run.
 */

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ascii, bundleInParts } from "../scripts/bundle-parts.mjs";
import { lazyBuiltins, tablesAsFiles } from "../scripts/bundle-plugins.mjs";
import { corpus } from "./corpora.mjs";
import { buildOurs, ours, ROOT } from "./lib/ours.mjs";
import { summedProfile } from "./lib/profile-sum.mjs";
import { SCENARIOS } from "./lib/scenarios.mjs";

const ROWS = 25;
const INTERVAL_US = 500;

const scenario = SCENARIOS.find(({ name }) => name === process.argv[2]);
if (scenario === undefined) throw new Error(`name one of ${SCENARIOS.map(({ name }) => name).join(", ")}`);
const rows = Number(process.argv[3] ?? ROWS);
const folder = mkdtempSync(join(tmpdir(), "bench-profile-"));
try {
  buildOurs();
  await buildNamed(folder);
  const work = scenario.work(await corpus(scenario.corpus));
  const tool = ours(folder);
  const profiles = join(folder, "profiles");
  run(tool, work, []);
  run(tool, work, ["--cpu-prof", `--cpu-prof-interval=${INTERVAL_US}`, `--cpu-prof-dir=${profiles}`]);
  for (const file of readdirSync(profiles)) {
    const profile = JSON.parse(readFileSync(join(profiles, file), "utf8"));
    process.stdout.write(`${summedProfile(profile, rows, `Thread ${/\.(\d+)\.\d+\.cpuprofile$/.exec(file)?.[1] ?? file}`)}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function run(tool, work, nodeOptions) {
  const { args } = tool.commands[scenario.kind]({ ...work, out: join(folder, "report.json") });
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const input = openSync(work.input ?? "/dev/null", "r");
  spawnSync(process.execPath, [...nodeOptions, ...args], { cwd: work.cwd, env, stdio: [input, "ignore", "ignore"] });
}

/** bin/ and a dist/ like the product's, but for the names. */
async function buildNamed(target) {
  cpSync(join(ROOT, "bin"), join(target, "bin"), { recursive: true });
  const dist = join(target, "dist");
  mkdirSync(dist);
  const options = { absWorkingDir: ROOT, target: "node20", charset: "ascii", define: { SECRET_SCAN_VERSION: '"0"' } };
  const parts = await bundleInParts(options, () => [lazyBuiltins(join(ROOT, "src")), tablesAsFiles(join(dist, "data"))]);
  for (const name of ["main", "rest", "early"]) writeFileSync(join(dist, `${name}.cjs`), ascii(parts[name]));
  writeFileSync(join(dist, "build-id.txt"), `profile-${process.pid}`);
  writeFileSync(join(dist, "version.txt"), "0");
}
