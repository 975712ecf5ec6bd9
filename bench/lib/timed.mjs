/**
 * Runs one command and tells what it cost: wall time, CPU seconds of it and all its children, peak memory of the largest of them.
 *
 * Owns the measurement; what a command's output means is `tools.mjs`'s business. Bash's `time` gives milliseconds of both kinds, which
 * Node cannot see of a child; GNU time gives the memory where it is installed.
 */

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const GNU_TIME = "/usr/bin/time";
const SCRIPT = `TIMEFORMAT='%3R %3U %3S'; { time "$@" <"$BENCH_IN" >"$BENCH_OUT" 2>"$BENCH_ERR"; } 2>"$BENCH_TIMES"`;

/**
 * @param {{ program: string, args: string[], cwd: string, input?: string, corpora: string, timeoutSeconds?: number }} command
 *   input: file for standard input; corpora: git does not look for a repository in or above this folder
 * @returns {Promise<{ code: number, stdout: string, stderr: string, wall: number, cpu: number, peak?: number }>} seconds and MiB
 */
export async function timed(command) {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const at = (name) => join(folder, name);
  const memory = existsSync(GNU_TIME) ? [GNU_TIME, "-q", "-f", "%M", "-o", at("peak")] : [];
  try {
    const code = await finished(["-c", SCRIPT, "bash", ...memory, command.program, ...command.args], command, {
      ...cleanEnvironment(),
      GIT_CEILING_DIRECTORIES: command.corpora,
      BENCH_IN: command.input ?? "/dev/null",
      BENCH_OUT: at("out"),
      BENCH_ERR: at("err"),
      BENCH_TIMES: at("times"),
    });
    const [wall, user, system] = readFileSync(at("times"), "utf8").trim().split(" ").map(Number);
    const peak = memory.length > 0 ? Number(readFileSync(at("peak"), "utf8").trim()) / 1024 : undefined;
    const text = (name) => (existsSync(at(name)) ? readFileSync(at(name), "utf8") : "");
    return { code, stdout: text("out"), stderr: text("err"), wall, cpu: user + system, peak };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Extra certificates cost every start of Node some milliseconds, and no other program. */
function cleanEnvironment() {
  const { NODE_EXTRA_CA_CERTS: _, NODE_OPTIONS: __, ...rest } = process.env;
  return rest;
}

function finished(args, { cwd, timeoutSeconds = 600 }, env) {
  return new Promise((resolve, reject) => {
    const child = spawn("bash", args, { cwd, env, stdio: "ignore", detached: true });
    const timer = setTimeout(() => process.kill(-child.pid, "SIGKILL"), timeoutSeconds * 1000);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === null) reject(new Error(`not done after ${timeoutSeconds} s`));
      else resolve(code);
    });
  });
}
