/**
 * Complete or said so: whatever should have been read and was not stands in the report, and the exit code says it.
 */

import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test, vi } from "vitest";
import { REPORT_WRITERS } from "../../src/report/registry.js";
import { fileReader } from "../../src/scan/byte-reader.js";
import { folder, type JsonReport, report, run } from "../program/folder.js";
import { githubToken, randomText } from "../program/secrets.js";
import { createDraw } from "../support/drawn.js";
import { HANG_MS, has, missing, outcome, start, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS });

const isRoot = process.getuid?.() === 0;
const NOBODY = ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"];
const noOtherUser = missing(isRoot && !has("setpriv"), "unreadable files: root reads everything, and setpriv is not here");
const token = githubToken(1);

const failuresOf = ({ failures }: JsonReport): string[] =>
  failures.map(({ path, reason }: { path: string; reason: string }) => `${path}: ${reason}`);

test.skipIf(noOtherUser)("unreadable files and folders are named in every format, and the exit code is 3", async () => {
  const cwd = folder({ "ok.txt": "fine\n", "no.txt": "x\n", "dir/x.txt": "x\n" });
  chmodSync(join(cwd, "no.txt"), 0);
  chmodSync(join(cwd, "dir"), 0);
  chmodSync(cwd, 0o755);
  if (isRoot) for (const path of [cwd, join(cwd, "ok.txt"), join(cwd, "no.txt"), join(cwd, "dir")]) chownSync(path, 65534, 65534);
  const options = { cwd, env: { HOME: "/nonexistent" }, ...(isRoot ? { under: NOBODY } : {}) };
  try {
    const { code, stdout, stderr } = await stress(["--format", "json"], options);
    expect(code, stderr).toBe(3);
    expect(failuresOf(JSON.parse(stdout))).toEqual([
      "dir: unreadable: permission denied",
      "no.txt: unreadable: permission denied",
    ]);
    for (const format of Object.keys(REPORT_WRITERS)) {
      const result = await stress(["--format", format], options);
      expect.soft(result.code, format).toBe(3);
      expect.soft(result.stdout, format).toContain("no.txt");
      expect.soft(result.stdout, format).toContain("permission denied");
    }
  } finally {
    chmodSync(join(cwd, "dir"), 0o755);
  }
});

test("findings and an incomplete scan: exit 1, and both are said", async () => {
  const cwd = folder({ "a.txt": `token = ${token}\n`, "b.zip": zip().subarray(0, 60) });
  const { code, stdout } = await run(["--format", "json"], { cwd });
  expect(code).toBe(1);
  const scanned = JSON.parse(stdout);
  expect(scanned.scan.complete).toBe(false);
  expect(scanned.findings).toHaveLength(1);
});

/** A zip of one stored file. */
function zip(): Buffer {
  const content = Buffer.from("nothing in here\n");
  const local = Buffer.alloc(30 + 5);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(5, 26);
  local.write("a.txt", 30);
  return Buffer.concat([local, content]);
}

test.each([
  ["cut.gz", gzipSync(`token = ${token}\n`.repeat(50)).subarray(0, 40)],
  ["cut.zip", zip()],
  ["bomb.gz", gzipSync(Buffer.alloc(80 << 20))],
])("an archive that cannot be read whole is a failure: %s", async (name, bytes) => {
  const scanned = await report([], { cwd: folder({ [name]: bytes }) });
  expect(scanned.scan.complete).toBe(false);
  expect(scanned.failures.map(({ path }: { path: string }) => path)).toContain(name);
});

test("a pattern out of time fails that rule on that file; all else is scanned", async () => {
  const rules =
    "rules:\n  - id: my-slow\n    name: Slow\n    type: api-key\n    criticality: high\n    pattern: 'slow(a+)+$'\n    literals: [slow]\n";
  const cwd = folder({ "a.txt": `slow${"a".repeat(60)}!\ntoken = ${token}\n`, "b.txt": `token = ${githubToken(2)}\n` });
  const at = join(folder({ "rules.yaml": rules }), "rules.yaml");
  const scanned = await report(["--rules", at, "--min-confidence", "low"], { cwd });
  expect(failuresOf(scanned)).toEqual(["a.txt: rule my-slow ran out of time and was left out"]);
  expect(scanned.findings.map(({ path }: { path: string }) => path)).toEqual(["a.txt", "b.txt"]);
});

test("a file that is cut, grows or is written over while it is read has changed; one of /proc has not", () => {
  const path = join(folder({ big: "x".repeat(5000) }), "big");
  for (const [write, expected] of [
    [() => {}, false],
    [() => truncateSync(path, 200), true],
    [() => truncateSync(path, 9000), true],
    [() => writeFileSync(path, "y".repeat(5000)), true],
  ] as const) {
    truncateSync(path, 5000);
    // a day ago, since the clock of a file system may be coarser than this test is fast
    utimesSync(path, 1_700_000_000, 1_700_000_000);
    const fd = openSync(path, "r");
    const reader = fileReader(fd);
    const target = new Uint8Array(10_000);
    reader.read(target, 0, 100);
    write();
    while (reader.read(target, 0, 10_000) > 0);
    expect(reader.changed()).toBe(expected);
    closeSync(fd);
  }
  if (!existsSync("/proc/self/status")) return;
  const fd = openSync("/proc/self/status", "r");
  const reader = fileReader(fd);
  let total = 0;
  for (let count = 1; count > 0; total += count) count = reader.read(new Uint8Array(64), 0, 64);
  expect(total).toBeGreaterThan(200);
  expect(reader.changed()).toBe(false);
  closeSync(fd);
});

test.skipIf(missing(!existsSync("/proc/self/fd"), "a file that changes: no /proc here"))(
  "a large file that is written to while it is read, its size the same, has changed",
  async () => {
    const cwd = folder({ "big.bin": "x" });
    const path = join(cwd, "big.bin");
    // holes: nothing on the disk, and seconds to read
    truncateSync(path, 3 * 2 ** 30);
    const child = start(["--format", "json"], { cwd });
    child.stdin!.end();
    const ended = outcome(child);
    const folderOfOpen = `/proc/${child.pid}/fd`;
    const links = (): string[] => readdirSync(folderOfOpen).map((fd) => readlinkSync(join(folderOfOpen, fd)));
    await vi.waitFor(() => expect(links()).toContain(path), { timeout: 20_000, interval: 5 });
    // not before its first window was read
    await new Promise((resolve) => setTimeout(resolve, 300));
    const fd = openSync(path, "r+");
    writeSync(fd, "y", 2 ** 30);
    closeSync(fd);
    const { code, stdout } = await ended;
    expect(failuresOf(JSON.parse(stdout))).toEqual(["big.bin: changed while it was read"]);
    expect(code).toBe(3);
  },
);

test("files that come and go during a scan never end it badly", async () => {
  const cwd = folder(Object.fromEntries(Array.from({ length: 1500 }, (_, i) => [`f${i}`, `${randomText(200, i + 1)}\n`])));
  const child = start(["--format", "json", "--threads", "2"], { cwd });
  child.stdin!.end();
  const ended = outcome(child);
  const draw = createDraw("files that come and go");
  const timer = setInterval(() => {
    for (let i = 0; i < 40; i++) {
      const at = join(cwd, `f${draw.below(1500)}`);
      rmSync(at, { force: true, recursive: true });
      if (i % 4 === 0) mkdirSync(at);
      else if (i % 4 === 1) symlinkSync("nowhere", at);
      else if (i % 4 === 2) writeFileSync(at, "new");
    }
  }, 5);
  const { code, stdout, stderr } = await ended.finally(() => clearInterval(timer));
  expect([0, 3], stderr).toContain(code);
  for (const { reason } of JSON.parse(stdout).failures) expect(reason).toMatch(/vanished|changed|unreadable/);
});

test("a missing object is named", async () => {
  const cwd = folder({ "a.txt": "nothing\n" });
  const commit = "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x";
  const damage = 'rm -f .git/objects/$(git rev-parse HEAD:a.txt | sed "s,^..,&/,")';
  const { code, stdout, stderr } = await stress(["history", "--format", "json"], { cwd, limits: `${commit} && ${damage}` });
  expect(code, stderr).toBe(3);
  expect(failuresOf(JSON.parse(stdout)).join()).toMatch(/missing/);
});

test("what was named and does not exist is never clean", async () => {
  const cwd = folder({ "a.txt": "nothing\n" });
  for (const args of [["gone"], ["a.txt", "gone"], ["*.nothing"], ["range", "gone..HEAD"], ["history", "gone"]]) {
    expect.soft((await run(args, { cwd })).code, args.join(" ")).toBe(2);
  }
  renameSync(join(cwd, "a.txt"), join(cwd, "b.txt"));
  expect((await run(["b.txt"], { cwd })).code).toBe(0);
});
