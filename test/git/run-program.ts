/**
 * Runs the program in this process, in a folder of a test, with its streams in memory; and makes secrets that no file of this
 * repository holds.
 */

import { Readable } from "node:stream";
import type { Io, OutputStream } from "../../src/cli/io.js";
import { main } from "../../src/cli/main.js";
import { createDraw } from "../support/drawn.js";

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface JsonFinding {
  readonly path: string;
  readonly ruleId: string;
  readonly startLine: number;
  readonly fingerprint: string;
  readonly confidence: string;
  readonly isNew?: boolean;
  readonly commit?: string;
  readonly author?: string;
  readonly date?: string;
  readonly alsoIn?: readonly { path: string; startLine: number; commit?: string }[];
  readonly history?: Readonly<Record<"cameIn" | "wentIn" | "stillIn" | "reachableFrom", readonly string[]>>;
}

export interface JsonReport {
  readonly scan: {
    readonly files: number;
    readonly blobs: number;
    readonly complete: boolean;
    readonly repository?: Readonly<Record<string, unknown>>;
    readonly allowlistChange?: { added: number; removed: number };
  };
  readonly findings: readonly JsonFinding[];
  readonly suppressed: readonly { readonly path: string; readonly reason?: string }[];
  readonly stale: readonly { readonly why: string }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly failures: readonly { readonly path: string; readonly reason: string }[];
}

export interface RunOptions {
  readonly cwd: string;
  /** Put into the environment of this process, and so of git, while the program runs; undefined takes a variable out. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly stdin?: string | Uint8Array;
}

export async function run(argv: readonly string[], options: RunOptions): Promise<Outcome> {
  const written = { stdout: "", stderr: "" };
  const memory = (name: keyof typeof written): OutputStream => ({
    write: async (text) => {
      written[name] += text;
    },
  });
  const before = { ...process.env };
  for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) delete process.env[name];
  Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" });
  for (const [name, value] of Object.entries(options.environment ?? {})) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  const io: Io = {
    stdin: Readable.from(options.stdin === undefined ? [] : [Buffer.from(options.stdin)]),
    stdout: memory("stdout"),
    stderr: memory("stderr"),
    env: { ...options.environment },
    cwd: options.cwd,
    version: "0.0.0-test",
    workerUrl: new URL("file:///nowhere"),
    signal: new AbortController().signal,
    now: () => new Date(),
  };
  try {
    return { code: await main(argv, io), ...written };
  } finally {
    process.env = before;
  }
}

export async function runJson(argv: readonly string[], options: RunOptions): Promise<Outcome & { readonly report: JsonReport }> {
  const outcome = await run([...argv, "--format", "json"], options);
  if (outcome.stdout === "") throw new Error(`no report (${outcome.code}): ${outcome.stderr}`);
  return { ...outcome, report: JSON.parse(outcome.stdout) as JsonReport };
}

let made = 0;

/** A payment provider's live key, another at each call, and the same ones in each run of a test file. */
export function makeSecret(): string {
  return `${["sk", "live"].join("_")}_${createDraw(`secret ${made++}`).text(24)}`;
}

/** A line of code that holds a secret. */
export function secretLine(secret: string = makeSecret()): string {
  return `const key = "${secret}";\n`;
}
