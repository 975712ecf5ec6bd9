/**
 * The built program in processes under stress: with limits of the shell, as another user, and ended by signals.
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { constants } from "node:os";
import { onTestFinished, vi } from "vitest";
import { cleanEnvironment, PROGRAM, type Run, type RunOptions } from "../program/folder.js";

export interface StressOptions extends RunOptions {
  /** Shell words that run before the program: `ulimit -n 64`. */
  readonly limits?: string;
  /** Words before `node`: `taskset -c 0`. */
  readonly under?: readonly string[];
  /** Options of node itself. */
  readonly nodeOptions?: readonly string[];
  /** Redirections of the shell: `>/dev/full`. */
  readonly redirect?: string;
  /** Another node than the one that runs the tests. */
  readonly node?: string;
  /** Removed from the environment. */
  readonly without?: readonly string[];
}

/** No run may take longer than this: the tests count a longer one as hung. Milliseconds. */
export const HANG_MS = 60_000;

/** A program that some tests need. */
export function has(program: string): boolean {
  return spawnSync("sh", ["-c", `command -v ${program}`]).status === 0;
}

/** Why a test does not run here, said on standard error once; false where it runs. */
export function missing(condition: boolean, reason: string): boolean {
  if (condition) process.stderr.write(`skipped: ${reason}\n`);
  return condition;
}

/** Starts it; killed with its children when the test ends. */
export function start(args: readonly string[], options: StressOptions): ChildProcess {
  const environment: Record<string, string> = { ...cleanEnvironment(), ...options.env };
  for (const name of options.without ?? []) delete environment[name];
  const words = [...(options.under ?? []), options.node ?? process.execPath, ...(options.nodeOptions ?? []), PROGRAM, ...args];
  const child =
    options.limits === undefined && options.redirect === undefined
      ? spawn(words[0]!, words.slice(1), { cwd: options.cwd, env: environment, detached: true })
      : spawn("bash", ["-c", `${options.limits ?? ":"} && exec "$@" ${options.redirect ?? ""}`, "bash", ...words], {
          cwd: options.cwd,
          env: environment,
          detached: true,
        });
  onTestFinished(() => killGroup(child));
  child.stdin!.on("error", () => {});
  return child;
}

/** Runs it to its end. */
export function stress(args: readonly string[], options: StressOptions): Promise<Run> {
  const child = start(args, options);
  child.stdin!.end(options.input);
  return outcome(child);
}

/** What a started process gives; rejects when it hangs. */
export function outcome(child: ChildProcess): Promise<Run> {
  return new Promise((resolve, reject) => {
    const output = { stdout: "", stderr: "" };
    child.stdout!.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr!.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    const timer = setTimeout(() => {
      killGroup(child);
      reject(new Error(`hung: ${output.stderr.slice(0, 500)}`));
    }, HANG_MS);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    });
  });
}

/**
 * Waits until a process handles signals itself, however slowly it starts here: that of SIGHUP tells, since Node has handlers of its own for
 * the others. Where there is no /proc, a second.
 */
export async function catchesSignals(pid: number | undefined): Promise<void> {
  if (!existsSync("/proc/self/status")) return void (await new Promise((resolve) => setTimeout(resolve, 1000)));
  const bit = 1n << BigInt(constants.signals.SIGHUP - 1);
  await vi.waitFor(
    () => {
      const [, mask = "0"] = /^SigCgt:\s*(\w+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
      if ((BigInt(`0x${mask}`) & bit) === 0n) throw new Error("no signal is caught yet");
    },
    { timeout: 20_000, interval: 20 },
  );
}

/** True until a process has ended; one that nobody has waited for has. */
export function isAlive(pid: number): boolean {
  try {
    return !/^State:\s*[ZX]/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

/** Processes of a child's group that are still there; one that has ended, and that nobody has waited for yet, is not. */
export function leftOver(child: ChildProcess): string[] {
  const { stdout } = spawnSync("ps", ["-o", "stat=,pid=,args=", "--sid", String(child.pid)], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.trim() !== "" && !/^[ZX]/.test(line.trim()));
}

function killGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    // it has ended
  }
}
