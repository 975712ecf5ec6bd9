/**
 * Outputs that fail: full devices, closed pipes, folders that may not be written to. No half report, nothing left behind.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folder, PROGRAM, run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { HANG_MS, missing, start, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS });

const leaking = (): string => folder({ "a.txt": `token = ${githubToken(1)}\n` });
const noDevFull = missing(!existsSync("/dev/full"), "full outputs: no /dev/full here");

/** A repository whose history, index and work tree have a finding each. */
const LEAKING_GIT =
  "git init -q . && git add . && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x && cp a.txt b.txt && git add .";

test.skipIf(noDevFull)("findings and a full standard output: exit 1, and one line says both", async () => {
  const cwd = leaking();
  await stress(["--version"], { cwd, limits: LEAKING_GIT });
  const commands = [
    [],
    ["--format", "json"],
    ["--format", "sarif"],
    ["staged"],
    ["history"],
    ["stdin"],
    ["inventory"],
    ["hook", "pre-commit", "--format", "json"],
  ];
  for (const args of commands) {
    const { code, stderr } = await stress(args, { cwd, redirect: ">/dev/full", input: `token = ${githubToken(2)}\n` });
    expect.soft(code, `${args.join(" ")}: ${stderr}`).toBe(1);
    expect.soft(stderr, args.join(" ")).toMatch(/^secret-scan: \d findings?; .*ENOSPC.*$/m);
    if (args[0] !== "hook") expect.soft(stderr.trimEnd().split("\n"), args.join(" ")).toHaveLength(1);
  }
});

test.skipIf(noDevFull)("no finding and a full standard output: exit 3 and one line", async () => {
  const cwd = folder({ "a.txt": "nothing\n" });
  for (const args of [[], ["--format", "json"], ["stdin"], ["inventory"], ["rules", "list"], ["baseline", "write"]]) {
    const { code, stderr } = await stress(args, { cwd, redirect: ">/dev/full", input: "nothing\n" });
    expect.soft(code, `${args.join(" ")}: ${stderr}`).toBe(3);
    expect.soft(stderr, args.join(" ")).toMatch(/^secret-scan: [^\n]*ENOSPC[^\n]*\n$/);
  }
});

test.skipIf(noDevFull)("a full report file: said, the other reports are whole, and findings still make it exit 1", async () => {
  for (const [cwd, expected] of [
    [leaking(), 1],
    [folder({ "a.txt": "nothing\n" }), 3],
  ] as const) {
    const args = ["--format", "html=/dev/full", "--format", "json=out.json", "--format", "jsonl"];
    const { code, stdout, stderr } = await run(args, { cwd });
    expect(code).toBe(expected);
    expect(JSON.parse(readFileSync(join(cwd, "out.json"), "utf8")).findings).toHaveLength(expected === 1 ? 1 : 0);
    expect(stdout).toContain('"record":"summary"');
    expect(stderr).toMatch(/^secret-scan: (?:1 finding; )?\/dev\/full: could not be written \(ENOSPC\)/);
    expect(stderr.includes("1 finding;")).toBe(expected === 1);
  }
});

const noTmpfs = missing(!canMount(), "a full disk: no file system can be mounted here");
test.skipIf(noTmpfs)(
  "a disk that is full: said for each file, and neither half a report nor a temporary file is left",
  async () => {
    const cwd = folder({ "a.txt": Array.from({ length: 400 }, (_, i) => `token = ${githubToken(i + 1)}\n`).join("") });
    const disk = join(folder(), "disk");
    const limits = `mkdir -p ${disk} && mount -t tmpfs -o size=64k tmpfs ${disk} && printf old >${disk}/old.json`;
    for (const args of [
      ["--format", `json=${disk}/old.json`],
      ["--format", `html=${disk}/new.html`],
      ["inventory", "--out", `${disk}/inventory`],
    ]) {
      // a mount of its own, which goes with the process
      const { code, stdout, stderr } = await stress([...args], {
        cwd,
        under: [
          "unshare",
          "-m",
          "sh",
          "-c",
          `(${limits}) && "$@"; code=$?; ls -A ${disk}; cat ${disk}/old.json; exit $code`,
          "sh",
        ],
      });
      expect.soft(code, stderr).toBe(1);
      expect.soft(stderr).toMatch(/^secret-scan: 400 findings; .*could not be written \(ENOSPC\)/m);
      const left = stdout.split("\n").filter((line) => /^(?:\.|old|new)/.test(line));
      expect.soft(left, args.join(" ")).toEqual(["old.json", "old"]);
    }
  },
);

function canMount(): boolean {
  return spawnSync("unshare", ["-m", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]).status === 0;
}

test.skipIf(noDevFull)("a full or closed standard error changes no exit code", async () => {
  const cwd = leaking();
  for (const redirect of ["2>/dev/full", "2>&-"]) {
    expect((await stress(["nowhere"], { cwd, redirect })).code).toBe(2);
    expect((await stress(["--verbose"], { cwd, redirect })).code).toBe(1);
    // a warning and a line of progress have nowhere to go either
    expect((await stress(["--progress", "--exclude", "nothing/**"], { cwd, redirect })).code).toBe(1);
    const empty = folder({ "gone/x.txt": "" });
    expect((await stress(["gone", "--exclude", "gone/**"], { cwd: empty, redirect })).code).toBe(0);
    expect((await stress(["--format", "json=/dev/full"], { cwd, redirect })).code).toBe(1);
  }
});

test("closed standard streams change no exit code", async () => {
  const cwd = leaking();
  expect((await stress([], { cwd, redirect: ">&-" })).code).toBe(1);
  expect((await stress(["nowhere"], { cwd, redirect: "2>&-" })).code).toBe(2);
  expect((await stress(["stdin"], { cwd, redirect: "<&-" })).code).toBe(0);
});

test("a reader that goes away ends it quietly: findings are not forgotten, other reports are written", async () => {
  const cwd = folder({ "a.txt": Array.from({ length: 2000 }, (_, i) => `token = ${githubToken(i + 1)}\n`).join("") });
  const child = start(["--format", "json", "--format", "jsonl=all.jsonl"], { cwd });
  let said = "";
  child.stderr!.on("data", (text: Buffer) => (said += text.toString()));
  child.stdout!.once("data", () => child.stdout!.destroy());
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(code).toBe(1);
  expect(said).toBe("");
  expect(readFileSync(join(cwd, "all.jsonl"), "utf8")).toContain('"record":"summary"');
  const listing = start(["rules", "list"], { cwd });
  listing.stdout!.once("data", () => listing.stdout!.destroy());
  expect(await new Promise((resolve) => listing.on("close", resolve))).toBe(0);
});

test("an output that can be seen not to be writable: exit 2 before anything is read", async () => {
  const cwd = leaking();
  for (const file of ["no/such/folder/x.json", ".", "a.txt/x.json"]) {
    expect.soft((await run(["--format", `json=${file}`], { cwd })).code, file).toBe(2);
  }
});

test("a report replaces the old one whole, keeps its mode and leaves no temporary file", async () => {
  const cwd = leaking();
  writeFileSync(join(cwd, "r.json"), "old", { mode: 0o640 });
  await Promise.all(Array.from({ length: 4 }, () => run(["--format", "json=r.json", "--exclude", "r.json"], { cwd })));
  expect(JSON.parse(readFileSync(join(cwd, "r.json"), "utf8")).findings).toHaveLength(1);
  expect(statSync(join(cwd, "r.json")).mode & 0o777).toBe(0o640);
  expect(readdirSync(cwd).sort()).toEqual(["a.txt", "r.json"]);
});

test("a report through a symbolic link of the user's goes to what it leads to", async () => {
  const [cwd, elsewhere] = [leaking(), folder({ "real.json": "" })];
  symlinkSync(join(elsewhere, "real.json"), join(elsewhere, "link.json"));
  await run(["--format", `json=${join(elsewhere, "link.json")}`], { cwd });
  expect(JSON.parse(readFileSync(join(elsewhere, "real.json"), "utf8")).schemaVersion).toBe(1);
  expect(readdirSync(elsewhere).sort()).toEqual(["link.json", "real.json"]);
});

test("standard output by another name: -, /dev/stdout into a pipe, behind what is in a file, a shell's >(…)", async () => {
  const cwd = leaking();
  for (const file of ["-", ...(existsSync("/dev/stdout") ? ["/dev/stdout"] : [])]) {
    const { code, stdout, stderr } = await run(["--format", `json=${file}`], { cwd });
    expect([code, stderr]).toEqual([1, ""]);
    expect(JSON.parse(stdout).findings).toHaveLength(1);
  }
  expect(readdirSync(cwd)).toEqual(["a.txt"]);
  if (!existsSync("/dev/stdout")) return;
  const { stdout } = spawnSync(
    "bash",
    ["-c", `echo before >out; "$0" "$1" --format json=/dev/stdout >>out; cat out`, process.execPath, PROGRAM],
    {
      cwd,
      encoding: "utf8",
    },
  );
  expect(stdout.startsWith("before\n{")).toBe(true);
  const piped = spawnSync(
    "bash",
    ["-c", `"$0" "$1" --quiet --format json=>(cat >piped); wait; sleep 0.2; cat piped`, process.execPath, PROGRAM],
    {
      cwd,
      encoding: "utf8",
    },
  );
  expect(JSON.parse(piped.stdout).schemaVersion).toBe(1);
});

test("a folder on standard input is not an empty input", async () => {
  const cwd = leaking();
  const scanned = await stress(["stdin"], { cwd, redirect: "< ." });
  expect(scanned.code).toBe(3);
  expect(scanned.stdout).toMatch(/EISDIR/);
  expect((await stress(["redact"], { cwd, redirect: "< ." })).code).toBe(3);
});
