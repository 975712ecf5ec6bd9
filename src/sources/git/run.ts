/**
 * Runs git, hardened (`program.ts`).
 *
 * Every git process of this program starts here. A caller decides what an exit code means; `git-error.ts` words the unexpected ones.
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { SecretScanError } from "../../model/error.js";
import type { EarlyGit } from "./early-git.js";
import { folderGone, gitMissing, oldGit, UNKNOWN_OPTION, unreadableAnswer } from "./git-error.js";
import { findGit, gitEnvironment, HARDENED } from "./program.js";
import { PATIENCE_SECONDS, watchSilence } from "./silence.js";

export interface GitOptions {
  /** Folder in which git runs and looks for the repository. */
  readonly cwd: string;
  /** See `gitEnvironment`. @default false */
  readonly inheritPlace?: boolean;
  /** Further environment, above all else. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Milliseconds after which the process is killed. @default none */
  readonly timeoutMs?: number;
  /** True while nothing is wanted of git: its silence is then no sign that it hangs. @default always wanted */
  idle?(): boolean;
}

export interface GitProcess {
  readonly stdin: Writable;
  /** Names of objects that stand in its input already, each on a line of its own. */
  readonly asked: readonly string[];
  readonly stdout: Readable;
  /** What git has said on standard error so far; at most 64 KiB of it. */
  stderr(): string;
  /** Exit code; 128 or above when killed. Rejects with `SecretScanError` when git cannot be started. */
  readonly finished: Promise<number>;
  kill(): void;
}

export interface GitResult {
  readonly status: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

const STDERR_LIMIT = 64 * 1024;
/** More than what `ls-files` says of a million files. */
const SMALL_OUTPUT_BYTES = 256 << 20;
const SHORT_COMMAND_MS = PATIENCE_SECONDS * 1000;

const running = new Set<ChildProcess>();

/** At the end of a run, however it ended: no git outlives it. */
export function killAllGit(): void {
  for (const child of running) {
    child.kill("SIGKILL");
    // what it has started may hold its pipes for ever: they are not waited for
    child.unref();
    for (const stream of child.stdio) stream?.destroy();
  }
}

let early: readonly EarlyGit[] = [];

/** Hands over what was started before the program was loaded: `startGit` takes a process where it would start the same. */
export function adoptEarlyGit(started: readonly EarlyGit[]): void {
  early = started;
  for (const { child } of started) running.add(child);
}

function takeEarlyGit(args: readonly string[], options: GitOptions): EarlyGit | undefined {
  const isSame = ({ args: asked, cwd }: EarlyGit): boolean => cwd === options.cwd && asked.join("\0") === args.join("\0");
  if (options.inheritPlace !== true || options.environment !== undefined || options.timeoutMs !== undefined) return undefined;
  const found = early.find(isSame);
  if (found === undefined) return undefined;
  early = early.filter((other) => other !== found);
  const { child } = found;
  // one that has ended already has told its end to nobody
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return undefined;
  options.signal?.addEventListener("abort", () => child.kill(), { once: true });
  return found;
}

function spawnGit(args: readonly string[], options: GitOptions): ChildProcess {
  const program = findGit();
  if (program === undefined) throw gitMissing();
  return spawn(program, [...HARDENED, ...args], {
    cwd: options.cwd,
    env: { ...gitEnvironment(options.inheritPlace ?? false), ...options.environment },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: "SIGKILL" as const }),
  });
}

/** Starts git with its streams open. */
export function startGit(args: readonly string[], options: GitOptions): GitProcess {
  const { child, asked = [] } = takeEarlyGit(args, options) ?? { child: spawnGit(args, options) };
  const stdin = child.stdin as Writable;
  // A git that ends early closes its input; that shows in its exit code, not as an EPIPE here.
  stdin.on("error", () => {});
  const said: Buffer[] = [];
  let saidBytes = 0;
  (child.stderr as Readable).on("data", (chunk: Buffer) => {
    if (saidBytes < STDERR_LIMIT) said.push(chunk);
    saidBytes += chunk.length;
  });
  running.add(child);
  // what it has started itself may live on and hold its ends of the pipes: this process must not wait for that
  const end = (): void => {
    child.kill("SIGKILL");
    for (const stream of child.stdio) stream?.destroy();
  };
  const watch = watchSilence(child, options.idle, () => {
    said.unshift(Buffer.from(`fatal: it said nothing for ${PATIENCE_SECONDS} s\n`));
    end();
  });
  const finished = new Promise<number>((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.name === "AbortError") resolve(130);
      else
        reject(
          error.code === "ENOENT" ? folderGone(options.cwd) : new SecretScanError("git", `git cannot be run: ${error.message}`),
        );
    });
    child.on("exit", (_, signal) => {
      clearInterval(watch);
      running.delete(child);
      if (signal !== null) end();
    });
    child.on("close", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  finished.catch(() => {});
  return {
    stdin,
    asked,
    stdout: child.stdout as Readable,
    stderr: () => Buffer.concat(said).toString("utf8").slice(0, STDERR_LIMIT),
    finished,
    kill: end,
  };
}

/** Runs a git whose output is small, to its end. */
export async function runGit(
  args: readonly string[],
  options: GitOptions & { readonly input?: string | Uint8Array },
): Promise<GitResult> {
  const git = startGit(args, { timeoutMs: SHORT_COMMAND_MS, ...options });
  git.stdin.end(options.input ?? "");
  const chunks: Buffer[] = [];
  let total = 0;
  try {
    for await (const chunk of git.stdout) {
      chunks.push(chunk as Buffer);
      total += (chunk as Buffer).length;
      if (total <= SMALL_OUTPUT_BYTES) continue;
      git.kill();
      throw unreadableAnswer(args[0] ?? "");
    }
  } catch (error) {
    // its status tells that it was ended
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
  const status = await git.finished;
  // whoever takes a failure for an answer would take this one for it as well
  const old = status === UNKNOWN_OPTION ? oldGit() : undefined;
  if (old !== undefined) throw old;
  return { status, stdout: Buffer.concat(chunks), stderr: git.stderr() };
}

/** Runs a short git to its end while everything waits: for what is rarely needed and then in the middle of synchronous work. */
export function runGitSync(args: readonly string[], options: GitOptions): Pick<GitResult, "status" | "stdout"> {
  const program = findGit();
  if (program === undefined) throw gitMissing();
  const { status, stdout } = spawnSync(program, [...HARDENED, ...args], {
    cwd: options.cwd,
    env: { ...gitEnvironment(options.inheritPlace ?? false), ...options.environment },
    stdio: ["ignore", "pipe", "ignore"],
    timeout: SHORT_COMMAND_MS,
    windowsHide: true,
  });
  return { status: status ?? 1, stdout };
}
