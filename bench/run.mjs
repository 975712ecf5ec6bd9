/**
 * Measures secret-scan, what the work costs at least, and every other scanner that is found, in one run, and writes docs/performance.md.
 *
 *   npm run bench -- [--scenario NAME]… [--quick] [--rounds N] [--tools A,B] [--no-write]
 *
 * Other scanners are looked for in SECRET_SCAN_BENCH_PATH and PATH. A time counts only when the run was complete (exit code, report, what
 * was read). `--quick`: two rounds, nothing written.
 */

import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { corpus, sizeOf } from "./corpora.mjs";
import { findTools } from "./lib/find-tools.mjs";
import { FLOORS } from "./lib/floors.mjs";
import { machineText } from "./lib/machine.mjs";
import { measureScenario, runOnce } from "./lib/measure-scenario.mjs";
import { buildOurs, ours } from "./lib/ours.mjs";
import { putIntoPage } from "./lib/page.mjs";
import { SCENARIOS } from "./lib/scenarios.mjs";
import { scenarioTable } from "./lib/table.mjs";
import { TOOLS } from "./lib/tools.mjs";

const ROUNDS = 5;
const LIGHT_ROUNDS = 15;
const THREADS = [1, 2, 4];

const { values } = parseArgs({
  options: {
    scenario: { type: "string", multiple: true },
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    tools: { type: "string" },
    "no-write": { type: "boolean", default: false },
  },
});
const chosen = SCENARIOS.filter(({ name }) => values.scenario === undefined || values.scenario.includes(name));
if (chosen.length === 0) throw new Error(`no such scenario; there are ${SCENARIOS.map(({ name }) => name).join(", ")}`);
const only = values.tools?.split(",");
const isWanted = ({ family, floor }) => only === undefined || floor === true || only.includes(family);

const isWritten = !values.quick && !values["no-write"];
buildOurs();
const { found, missing } = findTools(TOOLS);
const own = ours();
const tell = (text) => process.stderr.write(`${text}\n`);
if (isWritten) putIntoPage("machine", machineText([own, ...found], missing));
for (const name of missing) tell(name);
for (const scenario of chosen) await measure(scenario);

async function measure(scenario) {
  const folder = await corpus(scenario.corpus);
  const work = scenario.work(folder);
  const { files, bytes } = sizeOf(folder);
  const tools = toolsFor(scenario);
  const rounds = values.quick ? 2 : Number(values.rounds ?? (scenario.light ? LIGHT_ROUNDS : ROUNDS));
  const loadBefore = loadavg()[0];
  const rows = await measureScenario(scenario, work, tools, { rounds, tell });
  const isTree = scenario.kind === "folder";
  const facts = isTree ? `${files.toLocaleString("en")} files, ${(bytes / 1e6).toFixed(1)} MB. ` : "";
  const text = `### ${scenario.title}

${facts}${rounds} rounds, load ${loadBefore.toFixed(1)}–${loadavg()[0].toFixed(1)}. ${await threadsText(scenario, work)}

${scenarioTable(rows, isTree ? bytes : undefined)}`;
  process.stdout.write(`${text}\n\n`);
  if (isWritten) putIntoPage(scenario.name, text);
}

/** Floors, ours, others; those that have a command for this kind of work. */
function toolsFor({ kind, floors, light, onlyOurs }) {
  const belongs = FLOORS.flatMap((floor) =>
    floors
      .filter((name) => floor.commands[name] !== undefined)
      .map((name) => ({ ...floor, commands: { [kind]: floor.commands[name] } })),
  );
  const able = found.filter((tool) => onlyOurs !== true && tool.commands[kind] !== undefined && isWanted(tool));
  return [
    ...belongs,
    ...able.filter(({ floor }) => floor),
    light ? ours(undefined, undefined, { asJson: false }) : own,
    ...able.filter(({ floor }) => !floor),
  ];
}

/** The report must be the same bytes whatever the number of threads. */
async function threadsText({ kind }, work) {
  if (kind === "version" || kind === "inventory") return "";
  const digests = [];
  for (const threads of THREADS) digests.push((await runOnce(own, kind, { ...work, threads })).read.digest);
  return new Set(digests).size === 1
    ? `Our report is byte for byte the same in every round and with ${THREADS.join(", ")} threads (\`${digests[0]}\`).`
    : `**Our report differs between ${THREADS.join(", ")} threads: ${digests.join(", ")}.**`;
}
