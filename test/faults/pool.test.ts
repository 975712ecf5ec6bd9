/**
 * Threads that die: one file is given up by name, everything else is scanned, and nothing goes on for ever.
 *
 * In most tests the thread is a stand-in, since a real one cannot be made to die at will.
 */

import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { BatchResult } from "../../src/scan/batch.js";
import { createPool } from "../../src/scan/pool.js";
import { createBatchWriter, type ListedBatch } from "../../src/sources/listing.js";
import { folder } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { stress } from "./process.js";

const WORKER = `
import { parentPort, workerData } from "node:worker_threads";
const progress = new Int32Array(workerData.progress);
if (workerData.setup.mode === "unborn") throw new Error("no thread");
parentPort.on("message", ({ id, batch, lost }) => {
  const paths = Buffer.from(batch.bytes).toString("latin1").split("\\0").slice(0, -1);
  for (const [i, path] of paths.entries()) {
    Atomics.store(progress, 0, i);
    if (path.startsWith("cursed") || (path.startsWith("kill") && !lost.includes(i))) process.exit(1);
  }
  const files = paths.length - lost.length;
  parentPort.postMessage({ id, result: { seen: paths.length, files, bytes: 0, found: [], skipped: [], failures: [] } });
});
`;

interface Outcome {
  readonly seen: number;
  readonly files: number;
  readonly failed: readonly string[];
  readonly here: number;
}

async function pooled(paths: readonly string[], mode = "normal"): Promise<Outcome> {
  const workerUrl = pathToFileURL(join(folder({ "worker.mjs": WORKER }), "worker.mjs"));
  const results: BatchResult[] = [];
  const failed: string[] = [];
  let here = 0;
  const pool = createPool({
    threads: 2,
    workerUrl,
    setup: { mode } as never,
    onResult: (result) => void results.push(result),
    onFailure: ({ path, reason }) => void failed.push(`${path}: ${reason}`),
    async scanHere(batch) {
      here++;
      results.push({ seen: batch.count, files: batch.count, bytes: 0, found: [], skipped: [], failures: [] });
    },
  });
  const batches: ListedBatch[] = [];
  const writer = createBatchWriter(
    Buffer.from("/"),
    "",
    { tracked: false, ordinary: false },
    (batch) => void batches.push(batch),
  );
  paths.forEach(writer.addLatin1);
  writer.flush();
  batches.forEach(pool.push);
  await pool.drain();
  await pool.close();
  const sum = (key: "seen" | "files"): number => results.reduce((total, result) => total + result[key], 0);
  return { seen: sum("seen"), files: sum("files"), failed: failed.sort(), here };
}

test("in the program itself: a thread that a file kills is replaced, and that file alone is lost", async () => {
  const preload = join(
    folder({
      "kill.cjs": `
const { isMainThread } = require("node:worker_threads");
const fs = require("node:fs");
const open = fs.openSync;
if (!isMainThread) fs.openSync = (path, ...rest) => (String(path).includes("cursed") ? process.exit(1) : open(path, ...rest));
`,
    }),
    "kill.cjs",
  );
  const token = (i: number): string => `token = ${githubToken(i)}\n`;
  const cwd = folder({
    ...Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`f${i}`, i % 300 === 7 ? token(i) : "nothing\n"])),
    cursed: token(1),
    "g/cursed.txt": token(2),
  });
  const args = ["--format", "json", "--threads", "2"];
  const { code, stdout, stderr } = await stress(args, { cwd, nodeOptions: ["--require", preload] });
  expect(code, stderr).toBe(1);
  const { scan, findings, failures } = JSON.parse(stdout);
  expect([scan.files, scan.complete, findings.length]).toEqual([900, false, 3]);
  expect(failures).toEqual([
    { path: "cursed", reason: "the thread that scanned it died: it ended" },
    { path: "g/cursed.txt", reason: "the thread that scanned it died: it ended" },
  ]);
});

const names = (count: number, ...others: string[]): string[] => [...Array.from({ length: count }, (_, i) => `f${i}`), ...others];

test("a file that kills its thread is named, the rest is scanned", async () => {
  const { seen, files, failed } = await pooled(["kill1", ...names(300), "kill2"]);
  expect(failed).toEqual([
    "kill1: the thread that scanned it died: it ended",
    "kill2: the thread that scanned it died: it ended",
  ]);
  expect([seen, files]).toEqual([302, 300]);
});

test("a batch that kills every thread is given up, file by file", async () => {
  const { seen, failed } = await pooled(["cursed", ...names(3)]);
  expect(seen).toBe(4);
  expect(failed).toHaveLength(4);
});

test("where no thread can start, the work is done without", async () => {
  const { seen, failed, here } = await pooled(names(700), "unborn");
  expect([seen, here, failed]).toEqual([700, 6, []]);
});
