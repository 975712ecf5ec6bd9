/**
 * Are git and Node there, and new enough?
 */

import { OLDEST_GIT } from "../../sources/git/program.js";
import { runGit } from "../../sources/git/run.js";
import { type CheckResult, ok, wrong } from "./check.js";

const OLDEST_NODE = 20;

/** @param version as `process.version` */
export function checkNode(version: string): CheckResult {
  const major = Number(/^v?(\d+)/.exec(version)?.[1]);
  return major >= OLDEST_NODE
    ? ok("node", `Node ${version}`)
    : wrong("node", `Node ${version} is too old`, `Install Node ${OLDEST_NODE} or later`);
}

/** @throws SecretScanError when there is no git */
export async function checkGit(cwd: string): Promise<CheckResult> {
  const { stdout } = await runGit(["version"], { cwd });
  const text = stdout.toString("utf8").trim();
  const [, major, minor] = /(\d+)\.(\d+)/.exec(text) ?? [];
  const [oldestMajor, oldestMinor] = OLDEST_GIT;
  const isOld = Number(major) < oldestMajor || (Number(major) === oldestMajor && Number(minor) < oldestMinor);
  return isOld ? wrong("git", `${text} is too old`, `Install git ${OLDEST_GIT.join(".")} or later`) : ok("git", text);
}
