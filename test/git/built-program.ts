/**
 * The program bundled for tests that run it as git, npm and people do: in processes of its own.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll } from "vitest";
import { cleanEnvironment } from "../sources/temporary-repository.js";

export interface ShellResult {
  readonly status: number | null;
  /** Standard output, then standard error. */
  readonly output: string;
}

export interface BuiltProgram {
  /** A folder for PATH, with `secret-scan` in it. */
  readonly bin: string;
  /** Line of a shell that runs the program. */
  readonly command: string;
  /** Runs a script of bash with the program on PATH, without settings of this process for git. */
  shell(cwd: string, script: string, environment?: Readonly<Record<string, string>>): ShellResult;
  /** Script of a worker thread. */
  readonly workerUrl: URL;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Builds before the tests of a file and removes it after them; the answer is filled in by then. */
export function builtProgram(): BuiltProgram {
  const folder = mkdtempSync(join(tmpdir(), "secret-scan-program-"));
  const bin = join(folder, "bin");
  const command = `'${process.execPath}' '${join(bin, "run.mjs")}'`;
  beforeAll(async () => {
    await build({
      absWorkingDir: root,
      entryPoints: { "dist/cli": "src/cli/entry.ts", "dist/worker": "src/scan/worker.ts" },
      outdir: folder,
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node20",
      logLevel: "error",
      outExtension: { ".js": ".mjs" },
      banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
    });
    mkdirSync(bin, { recursive: true });
    writeFileSync(
      join(bin, "run.mjs"),
      'const { runCli } = await import("../dist/cli.mjs");\nawait runCli(new URL("../dist/worker.mjs", import.meta.url).pathname);\n',
    );
    writeFileSync(join(bin, "secret-scan"), `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(join(bin, "secret-scan"), 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const shell: BuiltProgram["shell"] = (cwd, script, environment = {}) => {
    const env = { ...cleanEnvironment(), PATH: `${bin}${delimiter}${process.env["PATH"]}`, ...environment };
    const { status, stdout, stderr } = spawnSync("/bin/bash", ["-c", script], { cwd, env, encoding: "utf8" });
    return { status, output: stdout + stderr };
  };
  return { bin, command, shell, workerUrl: pathToFileURL(join(folder, "dist/worker.mjs")) };
}
