/**
 * Measures every tool on one scenario, in turns, so that what else the machine does meets all of them.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CORPORA } from "../corpora/folder.mjs";
import { timed } from "./timed.mjs";

/**
 * @param {{ kind: string, light?: boolean }} scenario
 * @param {object} work what commands need (see `scenarios.mjs`)
 * @param {object[]} tools with `path` and `commands`; a tool's `kinds` say which of its commands to run, default the scenario's
 * @param {{ rounds: number, heavyRounds?: number, tell(text: string): void }} options
 * @returns {Promise<object[]>} a row a tool: `{ name, floor, walls, cpus, peak, read }`, or `{ name, failure }`
 */
export async function measureScenario(scenario, work, tools, { rounds, tell }) {
  const rows = tools.map((tool) => ({
    tool,
    name: tool.name,
    floor: tool.floor === true,
    walls: [],
    cpus: [],
    peaks: [],
    read: undefined,
  }));
  for (let round = -1; round < rounds; round++) {
    for (const [turn] of rows.entries()) {
      // another one begins each round
      const row = rows[(turn + round + rows.length) % rows.length];
      if (row.failure !== undefined) continue;
      try {
        const { wall, cpu, peak, read } = await runOnce(row.tool, scenario.kind, work);
        if (row.read?.digest !== undefined && row.read.digest !== read.digest)
          throw new Error("its output differs from run to run");
        row.read = read;
        // the first is for the caches
        if (round < 0) continue;
        row.walls.push(wall);
        row.cpus.push(cpu);
        row.peaks.push(peak ?? 0);
      } catch (error) {
        row.failure = error.message.split("\n")[0];
      }
    }
    tell(`${scenario.name}: round ${round + 1} of ${rounds}`);
  }
  return rows.map(({ tool: _, peaks, ...row }) => ({ ...row, peak: Math.max(0, ...peaks) || undefined }));
}

/** One run. @throws when the exit code or the output says that it was not done wholly */
export async function runOnce(tool, kind, work) {
  const folder = mkdtempSync(join(tmpdir(), "bench-out-"));
  const out = join(folder, "report.json");
  work.before?.();
  try {
    const command = tool.commands[kind]({ ...work, out });
    const result = await timed({ program: tool.path, args: command.args, cwd: work.cwd, input: work.input, corpora: CORPORA });
    if (!command.codes.includes(result.code))
      throw new Error(`exit code ${result.code}: ${result.stderr.trim().split("\n").at(-1)}`);
    const read = command.read(result, out);
    return { ...result, read, args: command.args };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
