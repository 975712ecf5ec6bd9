/**
 * Runs the built program under load: with limits that are set on the process, and with its memory and time watched.
 */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { PROGRAM } from "../program/folder.js";

export interface Loaded {
  readonly code: number | null;
  readonly stdout: string;
  /** MiB of resident memory at the most; git's processes not counted. */
  readonly peak: number;
  /** Seconds of CPU of the process, its threads included and its children not. */
  readonly cpu: number;
}

export interface LoadOptions {
  /** MiB that the process may take at all: `ulimit -d`, which counts code, data, heaps and buffers. */
  readonly limit: number;
  /** MiB of the main thread's heap; undefined: Node's own choice, some GiB. */
  readonly heap?: number;
  readonly feed?: (stdin: NodeJS.WritableStream) => void;
}

export const SUMMARY: readonly string[] = ["--format", "json", "--reproducible"];

/** Peaks are printed: they are what `docs/threat-model.md` states. */
export function loaded(args: readonly string[], cwd: string, { limit, heap, feed }: LoadOptions): Promise<Loaded> {
  return new Promise((resolve, reject) => {
    const node = [process.execPath, ...(heap === undefined ? [] : [`--max-old-space-size=${heap}`]), PROGRAM];
    const words = ["-c", `ulimit -d ${limit * 1024} && exec "$@"`, "bash", ...node, ...args];
    const child = spawn("bash", words, { cwd, stdio: ["pipe", "pipe", "inherit"] });
    let peak = 0;
    let cpu = 0;
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
        peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
        const fields = readFileSync(`/proc/${child.pid}/stat`, "utf8").split(") ")[1]!.split(" ");
        cpu = (Number(fields[11]) + Number(fields[12])) / 100;
      } catch {
        // it has ended
      }
    }, 10);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(watch);
      process.stderr.write(`${args.join(" ").slice(0, 80)}: exit ${code}, ${cpu} s of CPU, peak ${Math.round(peak)} MiB\n`);
      resolve({ code, stdout: Buffer.concat(chunks).toString(), peak, cpu });
    });
    if (feed === undefined) child.stdin.end();
    else feed(child.stdin);
  });
}

/**
 * How much more than in proportion the time grows from one size to the next: 1 is linear, and quadratic is the ratio of the sizes.
 * Of runs long enough that starting counts for little.
 */
export function growth(small: Loaded, large: Loaded, ratio: number): number {
  return large.cpu / small.cpu / ratio;
}
