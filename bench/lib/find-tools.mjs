/**
 * Where programs are: folders of SECRET_SCAN_BENCH_PATH first, then of PATH.
 */

import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** @returns {string | undefined} absolute path */
export function findProgram(name) {
  const folders = `${process.env.SECRET_SCAN_BENCH_PATH ?? ""}${delimiter}${process.env.PATH ?? ""}`.split(delimiter);
  for (const folder of folders) {
    if (!folder.startsWith("/")) continue;
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}

/**
 * Programs of a list that are there, with their version; a program that is another one under a second name is left out.
 *
 * @returns {{ found: object[], missing: string[] }} missing: names with a reason
 */
export function findTools(tools) {
  const found = [];
  const missing = [];
  for (const tool of tools) {
    const path = findProgram(tool.program);
    if (path === undefined) {
      missing.push(`${tool.program}: not found`);
      continue;
    }
    const version = versionOf(path, tool.versionArgs ?? ["--version"]);
    const twin = found.find((other) => other.family !== tool.family && other.version === version);
    if (twin !== undefined) missing.push(`${tool.program}: here another name of ${twin.program}`);
    else found.push({ ...tool, path, version });
  }
  return { found, missing };
}

function versionOf(path, args) {
  try {
    return execFileSync(path, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] })
      .split("\n")[0]
      .trim();
  } catch {
    return "version unknown";
  }
}
