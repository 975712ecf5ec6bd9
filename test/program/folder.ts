/**
 * Folders for tests of the whole program, and the program itself in a process of its own.
 */

import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const PROGRAM: string = fileURLToPath(new URL("../../bin/secret-scan.js", import.meta.url));

/** A new folder with these files; it goes when the test ends. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "secret-scan-test-")));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  }
  return path;
}

export interface Run {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built program as a user does. */
export function run(args: readonly string[], { cwd, input, env = {} }: RunOptions): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { cwd, env: { ...cleanEnvironment(), ...env } });
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output.stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output.stderr += text;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...output }));
    // a program that refuses its arguments does not read
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** This process' environment without what would change the program: settings of git, colours, CI. */
export function cleanEnvironment(): Record<string, string> {
  const dropped =
    /^(?:GIT_|CI$|NO_COLOR$|FORCE_COLOR$|NODE_EXTRA_CA_CERTS$|SOURCE_DATE_EPOCH$|GITHUB_|GITLAB_|VITEST|NODE_OPTIONS$)/;
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined || dropped.test(name) ? [] : [[name, value]])),
  );
}

// biome-ignore lint/suspicious/noExplicitAny: what a test reads of a report is checked by the schema and by the test itself
export type JsonReport = any;

/** The JSON report of a scan at the lowest confidence. */
export async function report(args: readonly string[], options: RunOptions): Promise<JsonReport> {
  const { stdout, stderr } = await run([...args, "--format", "json"], options);
  if (stdout === "") throw new Error(`no report: ${stderr}`);
  return JSON.parse(stdout);
}
