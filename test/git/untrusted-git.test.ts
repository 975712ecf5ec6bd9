/**
 * A git whose answers make no sense: each hook refuses, since what it was told of the commit or push cannot be believed.
 */

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { expect, test, vi } from "vitest";
import { cleanEnvironment, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram } from "./built-program.js";
import { secretLine } from "./run-program.js";

vi.setConfig({ testTimeout: 120_000 });

const program = builtProgram();
const REAL = spawnSync("sh", ["-c", "command -v git"], { encoding: "utf8" }).stdout.trim();
const REFUSED = [2, 3];

interface Call {
  readonly hook: readonly string[];
  readonly cwd: string;
  readonly stdin: string;
}

/** A folder for PATH with the git of this script. */
function gitThat(script: string): string {
  const { path } = temporaryFolder();
  writeFileSync(join(path, "git"), `#!/bin/sh\n${script}\n`);
  chmodSync(join(path, "git"), 0o755);
  return path;
}

function hook({ hook: words, cwd, stdin }: Call, git: string): { readonly status: number | null; readonly said: string } {
  const { status, stderr } = spawnSync("sh", ["-c", `exec ${program.command} hook "$@"`, "sh", ...words], {
    cwd,
    input: stdin,
    env: {
      ...cleanEnvironment(),
      PATH: `${git}${delimiter}${process.env["PATH"]}`,
      SECRET_SCAN_GIT_TIMEOUT: "5",
    },
    encoding: "utf8",
  });
  return { status, said: stderr };
}

/** Every hook, called where it has a commit, a message or a push without a secret to let through. */
function calls(): { readonly all: readonly Call[]; readonly repository: TemporaryFolder } {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  const head = repository.commit();
  repository.write("message", "subject\n");
  repository.write("b.js", "2\n");
  repository.git("add", ".");
  const bare = temporaryFolder();
  bare.git("clone", "-q", "--bare", repository.path, ".");
  bare.git("update-ref", "-d", "refs/heads/main");
  const zeros = "0".repeat(40);
  const cwd = repository.path;
  return {
    repository,
    all: [
      { hook: ["pre-commit"], cwd, stdin: "" },
      { hook: ["commit-msg", "message"], cwd, stdin: "" },
      { hook: ["pre-push", "origin", "url"], cwd, stdin: `refs/heads/main ${head} refs/heads/main ${zeros}\n` },
      { hook: ["pre-receive"], cwd: bare.path, stdin: `${zeros} ${head} refs/heads/main\n` },
    ],
  };
}

test("with the git that is installed all of them let it through", () => {
  const git = gitThat(`exec '${REAL}' "$@"`);
  for (const call of calls().all) expect(hook(call, git), call.hook[0]).toEqual({ status: 0, said: "" });
});

test.each([
  ["nothing", "exit 0"],
  ["a word", "echo hello"],
  ["an empty line", "echo"],
  ["zeros without end", "exec cat /dev/zero"],
  ["a failure without a word", "exit 1"],
  ["a change that is none", `printf ':100644 100644 ${"1".repeat(40)} zzz M\\000a.js\\000'; exit 1`],
  ["a change, and that there is none", `printf ':100644 100644 ${"1".repeat(40)} ${"2".repeat(40)} M\\000a.js\\000'`],
  ["half a change", `printf ':100644 100644 ${"1".repeat(40)} ${"2".repeat(40)} M\\000'; exit 1`],
])("a git that says %s", (_name, script) => {
  const git = gitThat(script);
  for (const call of calls().all) {
    const { status, said } = hook(call, git);
    expect.soft(REFUSED, `${call.hook[0]}: ${said}`).toContain(status);
    expect.soft(said, call.hook[0]).toMatch(/refuse/);
  }
});

test("bytes without sense, of any length", () => {
  const { all } = calls();
  const { path } = temporaryFolder();
  for (let draw = 0; draw < 8; draw++) {
    const bytes = Buffer.concat(
      Array.from({ length: 3 ** draw }, (_, block) => createHash("sha256").update(`${draw} ${block}`).digest()),
    );
    writeFileSync(join(path, "bytes"), bytes.subarray(0, bytes.length - draw));
    const git = gitThat(`cat '${join(path, "bytes")}'`);
    for (const call of all.slice(0, 1)) expect.soft(REFUSED, `${draw} ${call.hook[0]}`).toContain(hook(call, git).status);
  }
});

test.each(["diff-index", "cat-file", "rev-parse", "log"])("only `git %s` makes no sense", (command) => {
  for (const answer of ["printf '\\000x\\000'", "exit 1", "kill -SEGV $$"]) {
    const git = gitThat(`case " $* " in *" ${command} "*) ${answer};; *) exec '${REAL}' "$@";; esac`);
    const { all, repository } = calls();
    repository.write("c.js", secretLine());
    repository.git("add", ".");
    for (const call of all) {
      // the message alone needs no more than its exceptions
      const isAsked = { "diff-index": /pre-commit/, "cat-file": /./, "rev-parse": /pre-/, log: /pre-(?:push|receive)/ }[command];
      const expected = isAsked?.test(call.hook[0] ?? "") === true ? [1, ...REFUSED] : [0, 1, ...REFUSED];
      expect.soft(expected, `${answer}: ${call.hook[0]}`).toContain(hook(call, git).status);
    }
  }
});

test.each([
  ["diff-index", /pre-commit/],
  ["log", /pre-(?:push|receive)/],
])("only `git %s` says nothing, as if there were nothing", (command, isAsked) => {
  const git = gitThat(`case " $* " in *" ${command} "*) exit 0;; *) exec '${REAL}' "$@";; esac`);
  for (const call of calls().all.filter(({ hook: [name = ""] }) => isAsked.test(name))) {
    const { status, said } = hook(call, git);
    expect.soft(REFUSED, `${call.hook[0]}: ${said}`).toContain(status);
    expect.soft(said, call.hook[0]).toMatch(/refuse/);
  }
});

test("what cannot be read of our own files in the index is no reason to go on without them", () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  repository.write(".secret-scan.yaml", "min-confidence: low\n");
  repository.git("add", ".");
  const id = repository.git("rev-parse", ":.secret-scan.yaml");
  const file = join(repository.path, ".git/objects", id.slice(0, 2), id.slice(2));
  chmodSync(file, 0o644);
  writeFileSync(file, "no object");
  const { status, said } = hook({ hook: ["pre-commit"], cwd: repository.path, stdin: "" }, "/nonexistent");
  expect(REFUSED).toContain(status);
  expect(said).toMatch(/\.secret-scan\.yaml[\s\S]*--no-verify/);
});
