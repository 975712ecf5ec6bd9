/**
 * Each remedy that `doctor` prints, carried out word by word with the tools themselves: then it is content, and a commit with a secret is
 * refused.
 */

import { spawnSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test, vi } from "vitest";
import { folderAt, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram } from "./built-program.js";
import { secretLine } from "./run-program.js";

vi.setConfig({ testTimeout: 120_000 });

const program = builtProgram();
const { shell } = program;
const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const HAS_TERMINAL = spawnSync("script", ["--version"]).status === 0;

interface Check {
  readonly id: string;
  readonly status: string;
  readonly detail: string;
  readonly remedy?: string;
}

/** What is wrong, by name. */
function wrongs(cwd: string, environment: Record<string, string> = {}): Record<string, Check> {
  const { output } = shell(cwd, "secret-scan doctor --json 2>/dev/null", environment);
  const { checks } = JSON.parse(output) as { checks: Check[] };
  return Object.fromEntries(checks.filter(({ status }) => status === "wrong").map((check) => [check.id, check]));
}

/** The commands of a remedy, without those of another way to the same end. */
function commandsOf(remedy: string): string[] {
  return [...(remedy.split(/,? or\b/)[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, command = ""]) => command);
}

function carryOut(cwd: string, check: Check | undefined, environment: Record<string, string> = {}): void {
  const commands = commandsOf(check?.remedy ?? "");
  expect(commands, check?.remedy).not.toEqual([]);
  for (const command of commands) expect(shell(cwd, command, environment), command).toMatchObject({ status: 0 });
}

/** A commit with a secret is refused, and one without it is made. */
function guards(repository: TemporaryFolder, environment: Record<string, string> = {}): void {
  repository.write("with-secret.js", secretLine());
  const head = repository.git("rev-parse", "-q", "HEAD");
  const refused = shell(repository.path, "git add with-secret.js && git commit -q -m x", environment);
  expect(refused.output).toContain("commit refused");
  expect(refused.status).not.toBe(0);
  expect(repository.git("rev-parse", "-q", "HEAD")).toBe(head);
  expect(
    shell(repository.path, "git rm -q --cached with-secret.js && git commit -q --allow-empty -m x", environment).status,
  ).toBe(0);
  expect(repository.git("rev-parse", "-q", "HEAD")).not.toBe(head);
}

/** A project that has the tools of this repository installed. */
function project(manifest = '{"name":"x","devDependencies":{"husky":"^9.1.7"}}\n'): TemporaryFolder {
  const repository = temporaryRepository();
  repository.write("package.json", manifest);
  repository.write(".gitignore", "node_modules\n");
  symlinkSync(MODULES, join(repository.path, "node_modules"));
  repository.commit();
  return repository;
}

test("husky has not set its hooks up", () => {
  const repository = project();
  expect(shell(repository.path, "secret-scan init --yes").status).toBe(0);
  const { hook } = wrongs(repository.path);
  expect(hook?.remedy).toBe("Run `npm install`, or `npx husky`");
  // the other way needs the network
  expect(shell(repository.path, "npx husky")).toMatchObject({ status: 0 });
  expect(wrongs(repository.path)).toEqual({});
  guards(repository);
});

test.each([
  [
    "the repository's own",
    (repository: TemporaryFolder) => repository.git("config", "core.hooksPath", "elsewhere"),
    ["git config --unset core.hooksPath", "npx husky"],
  ],
  [
    "the user's",
    (_: TemporaryFolder, home: string) => writeFileSync(join(home, "gitconfig"), "[core]\n\thooksPath = elsewhere\n"),
    ["npx husky"],
  ],
  [
    "the work tree's",
    (repository: TemporaryFolder) => {
      repository.git("config", "extensions.worktreeConfig", "true");
      repository.git("config", "--worktree", "core.hooksPath", "elsewhere");
    },
    ["git config --worktree --unset-all core.hooksPath", "npx husky"],
  ],
] as const)("another core.hooksPath before husky's: %s", (_name, spoil, expected) => {
  const repository = project();
  shell(repository.path, "secret-scan init --yes && npx husky");
  const home = temporaryFolder().path;
  writeFileSync(join(home, "gitconfig"), "");
  const environment = { GIT_CONFIG_GLOBAL: join(home, "gitconfig") };
  if (expected.length === 1) repository.git("config", "--unset", "core.hooksPath");
  spoil(repository, home);
  const { hook } = wrongs(repository.path, environment);
  expect(commandsOf(hook?.remedy ?? "")).toEqual(expected);
  carryOut(repository.path, hook, environment);
  expect(wrongs(repository.path, environment)).toEqual({});
  guards(repository, environment);
});

test("hooks that are switched off", () => {
  const repository = project("{}\n");
  shell(repository.path, "secret-scan init --yes");
  for (const value of ["/dev/null", ""]) {
    repository.git("config", "core.hooksPath", value);
    const { hook } = wrongs(repository.path);
    expect(hook?.detail).toContain("runs no hooks");
    carryOut(repository.path, hook);
    expect(wrongs(repository.path)).toEqual({});
  }
  guards(repository);
});

test("HUSKY=0", () => {
  const repository = project();
  shell(repository.path, "secret-scan init --yes && npx husky");
  const { hook } = wrongs(repository.path, { HUSKY: "0" });
  expect(hook?.remedy).toBe("unset HUSKY");
  expect(shell(repository.path, `${hook?.remedy}; secret-scan doctor`, { HUSKY: "0" })).toMatchObject({ status: 0 });
});

test("a shallow clone", () => {
  const origin = temporaryRepository();
  for (const name of ["a", "b"]) {
    origin.write(name);
    origin.commit(name);
  }
  const place = temporaryFolder();
  place.git("clone", "-q", "--depth", "1", `file://${origin.path}`, "clone");
  const clone = folderAt(join(place.path, "clone"));
  shell(clone.path, "secret-scan init --yes");
  const { clone: check } = wrongs(clone.path);
  expect(shell(clone.path, check?.remedy ?? "false")).toMatchObject({ status: 0 });
  expect(wrongs(clone.path)).toEqual({});
});

test("a job of GitHub that is cut off", () => {
  const repository = project("{}\n");
  const job = (text: string): void =>
    repository.write(
      ".github/workflows/check.yml",
      `steps:\n  - uses: actions/checkout@v4\n${text}  - run: npx secret-scan range\n`,
    );
  job("");
  shell(repository.path, "secret-scan init --yes");
  const { ci } = wrongs(repository.path);
  const [line = ""] = commandsOf(ci?.remedy ?? "");
  job(`    with:\n      ${line}\n`);
  expect(wrongs(repository.path)).toEqual({});
});

test.runIf(HAS_TERMINAL)("no hook, and a hook of another tool: `secret-scan init` in a terminal, and yes", () => {
  for (const hook of [undefined, "#!/bin/sh\nexit 0\n"]) {
    const repository = project("{}\n");
    if (hook !== undefined) {
      repository.write(".git/hooks/pre-commit", hook);
      shell(repository.path, "chmod +x .git/hooks/pre-commit");
    }
    const { hook: check } = wrongs(repository.path);
    const [command = ""] = commandsOf(check?.remedy ?? "");
    expect(command).toBe("secret-scan init");
    const answered = shell(repository.path, `printf 'y\\n' | script -qec '${command}' /dev/null`);
    expect(answered, answered.output).toMatchObject({ status: 0 });
    expect(wrongs(repository.path)).toEqual({});
    guards(repository);
  }
});

test("in no repository", () => {
  const { path } = temporaryFolder();
  const { repository } = wrongs(path);
  carryOut(path, repository);
  expect(Object.keys(wrongs(path))).toEqual(["hook", "env-ignored"]);
});

test.each([
  ["lefthook", { "lefthook.yml": "pre-commit:\n  commands: {}\n" }, "lefthook install"],
  [
    "lefthook",
    { ".config/lefthook.yaml": "pre-commit: {}\n", "package.json": '{"devDependencies":{"lefthook":"^2"}}' },
    "npx lefthook install",
  ],
  ["simple-git-hooks", { "package.json": '{"simple-git-hooks":{}}\n' }, "npx simple-git-hooks"],
  ["the pre-commit framework", { ".pre-commit-config.yaml": "repos: []\n" }, "pre-commit install"],
] as const)("%s has not set its hooks up: %j", (manager, files, command) => {
  const repository = temporaryRepository();
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  expect(shell(repository.path, "secret-scan init --yes").status).toBe(0);
  const { hook } = wrongs(repository.path);
  expect(hook).toMatchObject({ detail: `${manager} has not set its hooks up here`, remedy: `Run \`${command}\`` });
});

test("simple-git-hooks in a script of the user's", () => {
  const repository = temporaryRepository();
  repository.write("simple-git-hooks.cjs", 'module.exports = { "pre-commit": "true" };\n');
  expect(shell(repository.path, "secret-scan init --yes").output).toMatch(
    /note: .*simple-git-hooks\.cjs: add `.*npx simple-git-hooks/,
  );
  expect(wrongs(repository.path)["hook"]?.remedy).toMatch(/simple-git-hooks\.cjs, then run `npx simple-git-hooks`/);
});
