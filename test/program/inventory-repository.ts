/**
 * Repositories and runs for the tests of `inventory`.
 */

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment, folder, type JsonReport, type Run, type RunOptions, run } from "./folder.js";

export function readText(...parts: string[]): string {
  return readFileSync(join(...parts), "utf8");
}

export function git(cwd: string, ...args: string[]): string {
  const names = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const identity = ["-c", "user.name=Ann Author", "-c", "user.email=ann@example.org"];
  return execFileSync("git", [...identity, ...args], { cwd, encoding: "utf8", env: { ...cleanEnvironment(), ...names } }).trim();
}

export function commit(cwd: string, message = "change"): string {
  git(cwd, "add", "-A");
  git(cwd, "commit", "-q", "--allow-empty", "-m", message);
  return git(cwd, "rev-parse", "HEAD");
}

/** A repository with these files in its first commit. */
export function repository(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = folder(files);
  git(path, "init", "-q", "-b", "main");
  if (Object.keys(files).length > 0) commit(path, "first");
  return path;
}

/** Runs it, and reads the JSON it has written. */
export async function inventory(
  args: readonly string[],
  options: RunOptions & { out?: string },
): Promise<Run & { json: JsonReport }> {
  const result = await run(["inventory", ...args], options);
  const file = join(options.cwd, options.out ?? "", "secrets-scan.json");
  return { ...result, json: existsSync(file) ? JSON.parse(readText(file)) : undefined };
}

export function entry(json: JsonReport, name: string): JsonReport {
  return json.secrets.find((secret: JsonReport) => secret.name === name);
}

export function namesIn(json: JsonReport): string[] {
  return json.secrets.map(({ name }: JsonReport) => name);
}

/** One secret, and a name that is none. */
export const APP = {
  "src/app.ts": "export const a = process.env.STRIPE_KEY;\nexport const port = process.env.PORT ?? 3000;\n",
  ".env.example": "STRIPE_KEY=\nPORT=\n",
};
