/**
 * What V8's heap holds after a scan: none of 50 canaries. Nor do Node's own reports of a crash or a signal, and its debug output.
 */

import { readFileSync } from "node:fs";
import { join } from "node:path";
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

/** Strings of the heap that hold a part of a canary. */
async function held(args: readonly string[], input?: string): Promise<string[]> {
  const cwd = folder(FILES);
  const snapshot = join(folder(), "heap.heapsnapshot");
  const { code, stderr } = await stress(args, {
    cwd,
    nodeOptions: ["--expose-gc", "--heap-snapshot-string-limit=1000000", "--require", PRELOAD],
    env: { SNAPSHOT: snapshot },
    ...(input === undefined ? {} : { input }),
  });
  expect([0, 1], stderr.slice(0, 300)).toContain(code);
  const bytes = readFileSync(snapshot);
  expect(bytes.includes("a string of the heap")).toBe(true);
  return leaks(bytes, secrets, 12);
}

test.each([
  ["a scan", ["--format", "json", "--min-confidence", "low", "--threads", "1"]],
  ["a scan in threads", ["--format", "json", "--min-confidence", "low", "--threads", "2"]],
])("%s", async (_, args) => {
  expect(await held(args)).toEqual([]);
});

test("standard input, and a filter", async () => {
  const input = Object.values(FILES).join("\n");
  expect(await held(["stdin", "--format", "json", "--min-confidence", "low"], input)).toEqual([]);
  expect(await held(["redact", "--min-confidence", "low"], input)).toEqual([]);
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
