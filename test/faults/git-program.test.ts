/**
 * A git that is missing, hangs, fails or talks nonsense: one line or a report that says so, never a hang, never a stack trace.
 */

import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folder, type Run } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { HANG_MS, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS * 3 });

const COMMANDS = [
  [],
  ["--format", "json"],
  ["staged"],
  ["history"],
  ["range", "HEAD~1..HEAD"],
  ["doctor"],
  ["inventory"],
  ["hook", "pre-commit"],
];

/** A repository of two commits, and a folder with the git of this script. */
async function withGit(script: string | undefined, args: readonly string[], env: Record<string, string> = {}): Promise<Run> {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  const commit = "git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -q --no-verify";
  await stress(["--version"], {
    cwd,
    limits: `git init -q . && ${commit} --allow-empty -m x && git add . && ${commit} -m y && echo b > b.txt && git add .`,
  });
  const programs = folder();
  if (script !== undefined) {
    writeFileSync(join(programs, "git"), `#!/bin/sh\n${script}\n`);
    chmodSync(join(programs, "git"), 0o755);
  }
  const path = script === undefined ? programs : `${programs}:${process.env["PATH"]}`;
  return stress(args, { cwd, env: { PATH: path, ...env } });
}

function saysWhatHappened({ code, stdout, stderr }: Run, name: string, codes: readonly number[]): void {
  expect.soft(codes, `${name}: ${stderr}`).toContain(code);
  expect.soft(stderr, name).not.toMatch(/\n\s+at |a bug|node:internal/);
  expect.soft(stdout + stderr, name).not.toContain(githubToken(1));
}

test("no git on PATH: exit 2 and how to get one; what needs no git still works", async () => {
  for (const args of COMMANDS) {
    const result = await withGit(undefined, args);
    saysWhatHappened(result, args.join(" "), args[0] === "doctor" ? [1, 2, 3] : [2]);
    expect.soft(result.stdout + result.stderr).toMatch(/git/);
  }
  const outside = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  expect((await stress([], { cwd: outside, env: { PATH: "" } })).code).toBe(1);
});

test("a git that hangs is given up after its deadline", async () => {
  await Promise.all(
    COMMANDS.map(async (args) => {
      const result = await withGit("exec sleep 1000", args, { SECRET_SCAN_GIT_TIMEOUT: "2" });
      saysWhatHappened(result, args.join(" "), args[0] === "doctor" ? [1, 2, 3] : [2, 3]);
    }),
  );
});

test("a git whose child hangs, and holds its pipes, is given up as well", async () => {
  for (const args of [[], ["staged"], ["history"], ["hook", "pre-commit"]]) {
    const result = await withGit("sleep 1000", args, { SECRET_SCAN_GIT_TIMEOUT: "2" });
    saysWhatHappened(result, args.join(" "), [2, 3]);
  }
});

test("a git that hangs in the middle is given up as well", async () => {
  const real = 'PATH=$(printf %s "$PATH" | cut -d: -f2-)';
  const script = `${real}; case "$*" in *cat-file*|*ls-files*) printf '%s' '100644 e69de29bb2d1d6434b8b29ae775ad8c2e48c5391 0'; exec sleep 1000;; esac; exec git "$@"`;
  for (const args of [[], ["staged"], ["history"]]) {
    const result = await withGit(script, args, { SECRET_SCAN_GIT_TIMEOUT: "2" });
    saysWhatHappened(result, args.join(" "), [2, 3]);
  }
});

test.each([
  ["nothing", "exit 0"],
  ["a word", "echo hello"],
  ["zeros without end", "exec cat /dev/zero"],
  ["lines without end", "exec yes"],
  ["random bytes", "head -c 300000 /dev/urandom"],
  ["a crash", "kill -SEGV $$"],
  ["a failure", "echo 'fatal: \u001b[31mred\u0007' >&2; exit 128"],
])("a git that says %s", async (name, script) => {
  await Promise.all(
    COMMANDS.map(async (args) => {
      const result = await withGit(script, args, { SECRET_SCAN_GIT_TIMEOUT: "5" });
      saysWhatHappened(result, `${name}: ${args.join(" ")}`, [0, 1, 2, 3]);
      expect.soft(result.stdout + result.stderr).not.toContain("\u001b[31mred");
    }),
  );
});

test("a git that is too old says so", async () => {
  // what one of 2018 answers to options that it does not know
  const script = 'case "$*" in *version) echo "git version 2.20.1";; *) echo "error: unknown option" >&2; exit 129;; esac';
  for (const args of COMMANDS) {
    const result = await withGit(script, args);
    saysWhatHappened(result, args.join(" "), args[0] === "doctor" ? [1, 2, 3] : [2]);
    expect.soft(result.stdout + result.stderr, args.join(" ")).toMatch(/git (?:version )?2\.20(?:\.1)? is too old/);
    expect.soft(result.stdout + result.stderr, args.join(" ")).toMatch(/Install git 2\.25 or later/);
  }
});

test("git is never taken from the repository: neither by PATH nor from node_modules", async () => {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n` });
  await stress(["--version"], { cwd, limits: "git init -q ." });
  for (const place of ["bin", "node_modules/.bin", "."]) {
    mkdirSync(join(cwd, place), { recursive: true });
    writeFileSync(join(cwd, place, "git"), "#!/bin/sh\ntouch ran\nexit 1\n");
    chmodSync(join(cwd, place, "git"), 0o755);
  }
  const paths = ["bin", ".", "", join(cwd, "node_modules/.bin"), join(cwd, "bin"), cwd].join(":");
  for (const args of [[], ["staged"], ["doctor"]]) {
    await stress(args, { cwd, env: { PATH: `${paths}:${process.env["PATH"]}` } });
    expect.soft(existsSync(join(cwd, "ran")), args.join(" ")).toBe(false);
  }
});
