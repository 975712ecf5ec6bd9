/** What was measured on, in a few lines of Markdown: a figure without it means nothing. */

import { execFileSync } from "node:child_process";
import { cpus, loadavg, release, totalmem, type } from "node:os";

/** @param {object[]} tools found, with `program` and `version`; @param {string[]} missing */
export function machineText(tools, missing) {
  const [{ model }] = cpus();
  const programs = new Map(
    tools
      .filter(({ version }) => version !== undefined)
      .map(({ program, name, version }) => [program, `${program === process.execPath ? name : program} ${version}`]),
  );
  const git = execFileSync("git", ["--version"], { encoding: "utf8" }).trim();
  return `${cpus().length} cores, ${model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}, node ${process.version}, ${git}; load while measuring ${loadavg()[0].toFixed(1)}.
Programs: ${[...programs.values()].join(", ")}.${missing.length > 0 ? `\nNot measured: ${missing.join("; ")}.` : ""}`;
}
