/**
 * Runs git, hardened (`program.ts`), and turns its refusals into messages.
 *
 * Every git process of this program starts here. A caller decides what an exit code means; `gitError` words the unexpected ones.
 */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { SecretScanError } from "../../model/error.js";
import type { EarlyGit } from "./early-git.js";
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
  /** True while nothing is wanted of git: its silence is then no sign that it hangs. @default always wanted */
  idle?(): boolean;
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

/** What git ends with when it is asked for what it does not know. */
const UNKNOWN_OPTION = 129;
const STDERR_LIMIT = 64 * 1024;
/** More than what `ls-files` says of a million files. */
const SMALL_OUTPUT_BYTES = 256 << 20;
/** A git that is waited for and says nothing for this long is taken to hang, and killed. Slow network folders may need more. */
const PATIENCE_SECONDS = Number(process.env["SECRET_SCAN_GIT_TIMEOUT"]) || 120;
const SHORT_COMMAND_MS = PATIENCE_SECONDS * 1000;

const running = new Set<ChildProcess>();

/** At the end of a run, however it ended: no git outlives it. */
export function killAllGit(): void {
  for (const child of running) {
    child.kill("SIGKILL");
    // nothing waits for its end
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

function takeEarlyGit(args: readonly string[], options: GitOptions): ChildProcess | undefined {
  const isSame = ({ args: asked, cwd }: EarlyGit): boolean => cwd === options.cwd && asked.join("\0") === args.join("\0");
  if (options.inheritPlace !== true || options.environment !== undefined || options.timeoutMs !== undefined) return undefined;
  const found = early.find(isSame);
  if (found === undefined) return undefined;
  early = early.filter((other) => other !== found);
  const { child } = found;
  // one that has ended already has told its end to nobody
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return undefined;
  options.signal?.addEventListener("abort", () => child.kill(), { once: true });
  return child;
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
  const child = takeEarlyGit(args, options) ?? spawnGit(args, options);
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
    child.on("exit", () => {
      clearInterval(watch);
      running.delete(child);
    });
    child.on("close", (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  finished.catch(() => {});
  return {
    stdin,
    stdout: child.stdout as Readable,
    stderr: () => Buffer.concat(said).toString("utf8").slice(0, STDERR_LIMIT),
    finished,
    kill: end,
  };
}

/** Calls `onSilence` when all that git has said was taken and nothing comes any more. The timer keeps no process alive. */
function watchSilence(child: ChildProcess, idle: (() => boolean) | undefined, onSilence: () => void): NodeJS.Timeout {
  const stdout = child.stdout as Readable & { readonly bytesRead?: number };
  let heard = -1;
  let silent = 0;
  const watch = setInterval(() => {
    const isWaitedFor = stdout.readableLength === 0 && idle?.() !== true;
    silent = isWaitedFor && stdout.bytesRead === heard ? silent + 1 : 0;
    heard = stdout.bytesRead ?? -1;
    if (silent < PATIENCE_SECONDS) return;
    clearInterval(watch);
    onSilence();
  }, 1000);
  return watch.unref();
}

/** What git answers in one line: a path, an id. @throws SecretScanError for an answer of another shape */
export function oneLine(stdout: Buffer, command: string): string {
  const text = stdout.toString("utf8").replace(/\n$/, "");
  if (text === "" || /[\0\n]/.test(text)) throw unreadableAnswer(command);
  return text;
}

/** git, or what stands in its place, said what it never says. */
export function unreadableAnswer(command: string): SecretScanError {
  const remedy = "`git --version` shows whether the git that is found first on PATH works";
  return new SecretScanError("git", `git ${command} gave an answer that makes no sense`, {}, remedy);
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
  for await (const chunk of git.stdout) {
    chunks.push(chunk as Buffer);
    total += (chunk as Buffer).length;
    if (total <= SMALL_OUTPUT_BYTES) continue;
    git.kill();
    throw unreadableAnswer(args[0] ?? "");
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
  const old =
    status === UNKNOWN_OPTION || /unknown (option|switch|subcommand)|is not a git command/i.test(stderr) ? oldGit() : undefined;
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
