/**
 * Runs git, hardened (`program.ts`), and turns its refusals into messages.
 *
 * Every git process of this program starts here. A caller decides what an exit code means; `gitError` words the unexpected ones.
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { SecretScanError } from "../../model/error.js";
import { findGit, gitEnvironment, HARDENED, OLDEST_GIT } from "./program.js";

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
}

export interface GitProcess {
  readonly stdin: Writable;
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
const SHORT_COMMAND_MS = 120_000;

/** Starts git with its streams open. */
export function startGit(args: readonly string[], options: GitOptions): GitProcess {
  const program = findGit();
  if (program === undefined) throw gitMissing();
  const child: ChildProcess = spawn(program, [...HARDENED, ...args], {
    cwd: options.cwd,
    env: { ...gitEnvironment(options.inheritPlace ?? false), ...options.environment },
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: "SIGKILL" as const }),
  });
  const stdin = child.stdin as Writable;
  // A git that ends early closes its input; that shows in its exit code, not as an EPIPE here.
  stdin.on("error", () => {});
  const said: Buffer[] = [];
  let saidBytes = 0;
  (child.stderr as Readable).on("data", (chunk: Buffer) => {
    if (saidBytes < STDERR_LIMIT) said.push(chunk);
    saidBytes += chunk.length;
  });
  const finished = new Promise<number>((resolve, reject) => {
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.name === "AbortError") resolve(130);
      else
        reject(
          error.code === "ENOENT" ? folderGone(options.cwd) : new SecretScanError("git", `git cannot be run: ${error.message}`),
        );
    });
    child.on("close", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  finished.catch(() => {});
  return {
    stdin,
    stdout: child.stdout as Readable,
    stderr: () => Buffer.concat(said).toString("utf8").slice(0, STDERR_LIMIT),
    finished,
    kill: () => void child.kill("SIGKILL"),
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
  for await (const chunk of git.stdout) chunks.push(chunk as Buffer);
  const status = await git.finished;
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

/** Words what git said before it failed, with the way out where there is one. */
export function gitError(args: readonly string[], status: number, stderr: string, cwd: string): SecretScanError {
  const said = firstLine(stderr);
  if (/dubious ownership|unsafe repository/.test(stderr)) {
    return new SecretScanError(
      "git",
      "git refuses this repository because someone else owns it",
      { file: cwd },
      `If you trust it: git config --global --add safe.directory '${cwd}'`,
    );
  }
  if (/not a git repository/i.test(stderr)) {
    return new SecretScanError("git", "not a git repository", { file: cwd }, "Run it inside one, or name a folder to be scanned");
  }
  if (/must be run in a work tree/.test(stderr)) {
    return new SecretScanError(
      "git",
      "the repository has no work tree here",
      { file: cwd },
      "`secret-scan history` reads its commits",
    );
  }
  if (/index file|bad index|bad signature|index uses .* extension/i.test(stderr)) {
    return new SecretScanError(
      "git",
      `git cannot read the index: ${said}`,
      { file: cwd },
      "`git status` shows what is wrong with it",
    );
  }
  const old = status === 129 || /unknown (option|switch|subcommand)|is not a git command/i.test(stderr) ? oldGit() : undefined;
  return old ?? new SecretScanError("git", `git ${args[0] ?? ""} failed (${status}): ${said}`, { file: cwd });
}

/** The error for a git that is older than what is needed, asked only once something has failed. */
function oldGit(): SecretScanError | undefined {
  const program = findGit();
  if (program === undefined) return gitMissing();
  const version = spawnSync(program, ["version"], { encoding: "utf8", timeout: 10_000 }).stdout ?? "";
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const [oldestMajor, oldestMinor] = OLDEST_GIT;
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return undefined;
  return new SecretScanError("git", `git ${major}.${minor} is too old`, {}, `Install git ${oldestMajor}.${oldestMinor} or later`);
}

function gitMissing(): SecretScanError {
  return new SecretScanError("git", "git was not found on PATH", {}, `Install git ${OLDEST_GIT.join(".")} or later`);
}

function folderGone(cwd: string): SecretScanError {
  return new SecretScanError("git", "git cannot be run there: the folder is gone or git was removed", { file: cwd });
}

/** git's first complaint, on one line and without control characters: it may quote names from the repository. */
function firstLine(stderr: string): string {
  const line = stderr.split("\n").find((text) => /^(fatal|error):/.test(text)) ?? stderr.split("\n")[0] ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return line.replace(/^(fatal|error): /, "").replace(/[\u0000-\u001f\u007f-\u009f]/g, "?") || "it gave no reason";
}
