/**
 * What V8's heaps hold after a scan, each thread's too: none of 50 canaries. Nor do Node's own reports of a crash or a signal, and its debug output.
 */

import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { folder } from "../program/folder.js";
import { canaries, filesBelow, leaks } from "./canaries.js";
import { HANG_MS, outcome, start, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS * 4 });

const PRELOAD = fileURLToPath(new URL("heap-at-exit.cjs", import.meta.url));
const planted = canaries(50);
const secrets = planted.map(({ secret }) => secret);
const FILES = Object.fromEntries(
  planted.map(({ text }, i) => [
    `f${i}.txt`,
    `token = "${text}"\npassword: "${text}"\ndata: ${Buffer.from(`x = ${text}`).toString("base64")}\n`,
  ]),
);

/** As many more as make the program start threads. */
const MANY = Object.fromEntries(Array.from({ length: 600 }, (_, i) => [`g${i}.txt`, `line ${i}\n`]));

/** Strings of the heaps that hold a part of a canary. */
async function held(args: readonly string[], { input, more = {}, heaps = 1 }: HeldOptions = {}): Promise<string[]> {
  const cwd = folder({ ...FILES, ...more });
  const snapshots = folder();
  const { code, stderr } = await stress(args, {
    cwd,
    limits: args[0] === "history" || args[0] === "staged" ? COMMITTED : ":",
    nodeOptions: ["--expose-gc", "--heap-snapshot-string-limit=1000000", "--require", PRELOAD],
    env: { SNAPSHOTS: snapshots },
    ...(input === undefined ? {} : { input }),
  });
  expect([0, 1], stderr.slice(0, 300)).toContain(code);
  const written = filesBelow(snapshots);
  expect(written).toHaveLength(heaps);
  return written.flatMap(({ path, bytes }) => {
    // all of the heap: what every thread was preloaded with is seen
    expect(bytes.includes("a string of the heap"), path).toBe(true);
    return leaks(bytes, secrets, 12);
  });
}

interface HeldOptions {
  readonly input?: string;
  readonly more?: Readonly<Record<string, string>>;
  /** The main thread's, and one a thread. */
  readonly heaps?: number;
}

const COMMITTED =
  "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x && cp f1.txt again.txt && git add .";
const JSON_LOW = ["--format", "json", "--min-confidence", "low"];

test("a scan", async () => {
  expect(await held([...JSON_LOW, "--threads", "1"])).toEqual([]);
});

test("a scan in threads: neither theirs nor the main one", async () => {
  expect(await held([...JSON_LOW, "--threads", "2"], { more: MANY, heaps: 3 })).toEqual([]);
});

test.each([["history"], ["staged"], ["inventory"]])("%s", async (command) => {
  expect(await held([command, ...JSON_LOW])).toEqual([]);
});

test("standard input, and a filter", async () => {
  const input = Object.values(FILES).join("\n");
  expect(await held(["stdin", ...JSON_LOW], { input })).toEqual([]);
  expect(await held(["redact", "--min-confidence", "low"], { input })).toEqual([]);
});

test("Node's reports of a signal and of a heap that is too small, and its debug output", async () => {
  const reports = folder();
  const nodeOptions = [
    "--report-on-signal",
    "--report-on-fatalerror",
    "--report-uncaught-exception",
    `--report-directory=${reports}`,
  ];
  const cwd = folder(FILES);
  const waiting = start(["stdin", "--verbose"], { cwd, nodeOptions, env: { NODE_DEBUG: "*", DEBUG: "*" } });
  const ended = outcome(waiting);
  waiting.stdin!.write(Object.values(FILES).join("\n"));
  await new Promise((resolve) => setTimeout(resolve, 1000));
  waiting.kill("SIGUSR2");
  await vi.waitFor(() => expect(filesBelow(reports)).toHaveLength(1), { timeout: HANG_MS });
  waiting.stdin!.end();
  const small = await stress(["--threads", "2"], { cwd, nodeOptions: [...nodeOptions, "--max-old-space-size=4"] });
  expect(small.code).not.toBe(0);
  const { stdout, stderr } = await ended;
  for (const { path, bytes } of filesBelow(reports)) expect.soft(leaks(bytes, secrets), path).toEqual([]);
  expect(leaks(Buffer.from(stdout + stderr + small.stdout + small.stderr), secrets)).toEqual([]);
});
