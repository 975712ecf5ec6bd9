/**
 * The hooks as git calls them: what must not be committed or pushed is refused and nothing has moved, and what the screen says to do
 * works word by word.
 */

import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folderAt, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram, type ShellResult } from "./built-program.js";
import { makeSecret, run, secretLine } from "./run-program.js";

// Each step starts git, a shell and the program.
vi.setConfig({ testTimeout: 120_000 });

const program = builtProgram();
const { shell } = program;

function installHook(gitFolder: string, hook: string, line: string): void {
  mkdirSync(join(gitFolder, "hooks"), { recursive: true });
  writeFileSync(join(gitFolder, "hooks", hook), `#!/bin/sh\n${line}\n`);
  chmodSync(join(gitFolder, "hooks", hook), 0o755);
}

function guarded(hook = "pre-commit", line = "exec secret-scan hook pre-commit"): TemporaryFolder {
  const repository = temporaryRepository();
  repository.write("README.md", "hello\n");
  repository.write("src/a.js", "1\n");
  repository.commit();
  installHook(join(repository.path, ".git"), hook, line);
  return repository;
}

/** The commands of one numbered way out. */
function commandsOf(output: string, title: RegExp): string[] {
  const lines = output.split("\n");
  const start = lines.findIndex((line) => title.test(line));
  expect(start).toBeGreaterThan(0);
  const rest = lines.slice(start + 1);
  const commands: string[] = [];
  for (const line of rest) {
    if (/^ {7}\S/.test(line)) commands.push(line.trim());
    else if (commands.length > 0) break;
  }
  return commands;
}

function refusedCommit(repository: TemporaryFolder, cwd = repository.path, script = "git commit -q -m x"): string {
  const before = repository.git("rev-parse", "-q", "HEAD");
  const { status, output } = shell(cwd, script);
  expect(output).toContain("commit refused");
  expect(status).not.toBe(0);
  expect(repository.git("rev-parse", "-q", "HEAD")).toBe(before);
  return output;
}

function accepted(repository: TemporaryFolder, cwd = repository.path, script = "git commit -q --allow-empty -m x"): void {
  const before = repository.git("rev-parse", "HEAD");
  const { status, output } = shell(cwd, script);
  expect([status, output]).toEqual([0, output]);
  expect(repository.git("rev-parse", "HEAD")).not.toBe(before);
}

test("unstaging, as the screen says, lets the commit through; the file stays", () => {
  const repository = guarded();
  repository.write("it's here/new file.js", secretLine());
  repository.write("src/a.js", `2\n${secretLine()}`);
  repository.write("ok.js", "fine\n");
  repository.git("add", ".");
  const output = refusedCommit(repository);
  expect(output).toContain("Nothing has left this machine: nothing needs to be rotated");
  const commands = commandsOf(output, /Leave the files out/);
  expect(shell(repository.path, commands.join("\n"))).toMatchObject({ status: 0 });
  accepted(repository, repository.path, "git commit -q -m x");
  expect(repository.git("show", "--name-only", "--format=", "HEAD")).toBe("ok.js");
});

test("the line with an environment variable, put in its place, lets the commit through", () => {
  const repository = guarded();
  repository.write("src/pay.js", `\n  const stripeKey = "${makeSecret()}";\n`);
  repository.git("add", ".");
  const [line, add] = commandsOf(refusedCommit(repository), /Read it from the environment; line 2/);
  expect(line).toMatch(/^const stripeKey = process\.env\.\w+;$/);
  repository.write("src/pay.js", `\n  ${line}\n`);
  expect(shell(repository.path, add ?? "")).toMatchObject({ status: 0 });
  accepted(repository, repository.path, "git commit -q -m x");
});

test("keeping a file out of git, from a subfolder", () => {
  const repository = guarded();
  repository.write("src/.env", "PORT=1\n");
  repository.git("add", "-f", ".");
  const cwd = join(repository.path, "src");
  const output = refusedCommit(repository, cwd);
  expect(shell(cwd, commandsOf(output, /Keep the file/).join("\n"))).toMatchObject({ status: 0 });
  repository.git("add", ".");
  accepted(repository, cwd);
  expect(repository.git("ls-files")).not.toContain(".env");
  expect(repository.git("check-ignore", "src/.env")).toBe("src/.env");
});

test("an older secret in a touched file is told in one line and blocks nothing", () => {
  const repository = temporaryRepository();
  const line = secretLine();
  repository.write("a.js", line);
  repository.commit();
  installHook(join(repository.path, ".git"), "pre-commit", "exec secret-scan hook pre-commit");
  repository.write("a.js", `more\n${line}`);
  const { status, output } = shell(repository.path, "git commit -q -a -m x");
  expect(status).toBe(0);
  expect(output).toBe("secret-scan: 1 older secret in files you touched; `secret-scan` shows them\n");
});

test("commit -a, commit PATH and the first commit are seen; a clean commit prints nothing", () => {
  const repository = guarded();
  repository.write("src/a.js", secretLine());
  refusedCommit(repository, repository.path, "git commit -q -a -m x");
  repository.write("README.md", secretLine());
  repository.write("other.js", "1\n");
  repository.git("add", "other.js");
  refusedCommit(repository, repository.path, "git commit -q -m x README.md");
  expect(shell(repository.path, "git commit -q -m x other.js")).toEqual({ status: 0, output: "" });
  const first = temporaryRepository();
  installHook(join(first.path, ".git"), "pre-commit", "exec secret-scan hook pre-commit");
  first.write("a.js", secretLine());
  first.git("add", ".");
  const { status, output } = shell(first.path, "git commit -q -m x");
  expect(status).toBe(1);
  expect(shell(first.path, commandsOf(output, /Leave the file out/).join("\n")).status).toBe(0);
  expect(shell(first.path, "git commit -q --allow-empty -m x").status).toBe(0);
  expect(first.git("ls-files")).toBe("");
});

test("amending is judged like a commit; a linked worktree has the hook too", () => {
  const repository = guarded();
  repository.write("b.js", secretLine());
  repository.git("add", ".");
  refusedCommit(repository, repository.path, "git commit -q --amend --no-edit");
  repository.git("rm", "-q", "-f", "b.js");
  const place = temporaryFolder();
  const tree = join(place.path, "tree");
  repository.git("worktree", "add", "-q", tree);
  folderAt(tree).write("c.js", secretLine());
  expect(shell(tree, "git add . && git commit -q -m x")).toMatchObject({ status: 1 });
});

test("allowing, as the screen says, lets the commit through", () => {
  const repository = guarded();
  repository.write("src/pay.js", secretLine());
  repository.git("add", ".");
  const commands = commandsOf(refusedCommit(repository), /If it is no secret/);
  const allowed = shell(repository.path, commands.join(" && "));
  expect(allowed).toMatchObject({ status: 0 });
  accepted(repository, repository.path, "git commit -q -m x");
  expect(repository.git("show", "--name-only", "--format=", "HEAD")).toContain(".secrets-allowlist");
});

test("--protect-allowlist refuses a change of the exceptions", () => {
  const repository = guarded("pre-commit", "exec secret-scan hook pre-commit --protect-allowlist");
  repository.write(
    ".secrets-allowlist",
    "version: 1\nentries:\n  - path: docs/**\n    rule: private-key-pem\n    reason: x\n    expires: 2099-01-01\n",
  );
  repository.git("add", ".");
  const { status, output } = shell(repository.path, "git commit -q -m x");
  expect([status, output]).toEqual([1, expect.stringMatching(/\.secrets-allowlist changed|no rule|unknown rule/)]);
});

test("beside lint-staged: what it hides and brings back does not matter, what is staged does", () => {
  const lintStaged = new URL("../../node_modules/lint-staged/bin/lint-staged.js", import.meta.url).pathname;
  const repository = guarded(
    "pre-commit",
    `'${process.execPath}' '${lintStaged}' --quiet || exit $?\nexec secret-scan hook pre-commit`,
  );
  repository.write("package.json", '{"lint-staged":{"*.js":"touch"}}\n');
  repository.commit();
  const line = secretLine();
  repository.write("src/a.js", "staged\n");
  repository.git("add", ".");
  repository.write("src/a.js", `staged\n${line}`);
  accepted(repository, repository.path, "git commit -q -m x");
  expect(readFileSync(join(repository.path, "src/a.js"), "utf8")).toBe(`staged\n${line}`);
  repository.git("add", ".");
  repository.write("src/a.js", "taken out again, but not in the index\n");
  refusedCommit(repository);
});

test("commit-msg: the message is read, the diff below the scissors is not", () => {
  const repository = guarded("commit-msg", 'exec secret-scan hook commit-msg "$1"');
  repository.write("a.js", "x\n");
  repository.git("add", ".");
  const before = repository.git("rev-parse", "HEAD");
  const { status, output } = shell(repository.path, `git commit -q -m 'subject' -m '${makeSecret()}'`);
  expect(status).toBe(1);
  expect(output).toContain("COMMIT_EDITMSG:3:1");
  expect(repository.git("rev-parse", "HEAD")).toBe(before);
  const editor = `printf 'fine\\n\\n# ------------------------ >8 ------------------------\\n${secretLine().trim().replaceAll('"', "")}\\n' > "$1"`;
  expect(
    shell(repository.path, "git commit -q --verbose", { GIT_EDITOR: `sh -c '${editor.replaceAll("'", "'\\''")}' --` }),
  ).toMatchObject({ status: 0 });
});

function withRemote(serverHook?: string): { repository: TemporaryFolder; remote: TemporaryFolder } {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  const remote = temporaryFolder();
  remote.git("init", "-q", "--bare");
  repository.git("remote", "add", "origin", remote.path);
  repository.git("push", "-q", "origin", "main");
  if (serverHook === undefined) installHook(join(repository.path, ".git"), "pre-push", 'exec secret-scan hook pre-push "$@"');
  else installHook(remote.path, "pre-receive", serverHook);
  return { repository, remote };
}

function refsOf(remote: TemporaryFolder): string {
  return remote.git("for-each-ref", "--format=%(refname) %(objectname)");
}

test("pre-push: new commits, new branches, tags, force pushes and deletions", () => {
  const { repository, remote } = withRemote();
  const push = (args: string): ShellResult => shell(repository.path, `git push -q origin ${args}`);
  const refused = (args: string): string => {
    const before = refsOf(remote);
    const { status, output } = push(args);
    expect([args, status]).toEqual([args, 1]);
    expect(output).toContain("push refused");
    expect(refsOf(remote)).toBe(before);
    return output;
  };
  repository.write("b.js", secretLine());
  repository.commit();
  repository.write("b.js", "gone\n");
  repository.commit();
  expect(refused("main")).toMatch(/If it was ever pushed: revoke it first[\s\S]*https:\/\//);
  refused("main:refs/heads/new");
  refused("--force main");
  repository.git("reset", "-q", "--hard", "origin/main");
  repository.write("c.js", "fine\n");
  repository.commit();
  expect(push("main")).toEqual({ status: 0, output: "" });
  expect(push("main:refs/heads/other").status).toBe(0);
  expect(push(":refs/heads/other").status).toBe(0);
  repository.git("tag", "-a", "v1", "-m", makeSecret());
  expect(refused("v1")).toContain("tag:v1");
  repository.git("tag", "plain");
  expect(push("plain").status).toBe(0);
  repository.write("d.js", secretLine());
  repository.commit();
  refused("main v1");
});

test("pre-push: the commit can be mended as the screen says", () => {
  const { repository } = withRemote();
  repository.write("b.js", secretLine());
  repository.commit();
  const { output } = shell(repository.path, "git push -q origin main");
  repository.write("b.js", "clean\n");
  expect(shell(repository.path, commandsOf(output, /out of the last commit/).join("\n")).status).toBe(0);
  expect(shell(repository.path, "git push -q origin main").status).toBe(0);
});

test("pre-receive: a bare repository, every ref, nothing trusted that comes with the push", () => {
  const { repository, remote } = withRemote("exec secret-scan hook pre-receive");
  const push = (args: string): ShellResult => shell(repository.path, `git push -q origin ${args}`);
  repository.git("switch", "-q", "-c", "feature");
  repository.write("b.js", `${secretLine().trim()} // secret-scan:allow -- it is only a test\n`);
  repository.write(".secrets-allowlist", 'version: 1\nentries:\n  - path: "b.js"\n    reason: x\n    expires: 2099-01-01\n');
  repository.commit();
  const before = refsOf(remote);
  const { status, output } = push("main:refs/heads/clean feature");
  expect(status).toBe(1);
  expect(output).toMatch(/remote: .*push refused/);
  expect(refsOf(remote)).toBe(before);
  expect(push("main:refs/heads/clean").status).toBe(0);
  expect(push(":refs/heads/clean").status).toBe(0);
  installHook(remote.path, "pre-receive", "exec secret-scan hook pre-receive --trust-pushed");
  expect(push("feature")).toMatchObject({ status: 0 });
});

test("pre-receive: the server's time limit refuses", () => {
  const { repository } = withRemote("exec secret-scan hook pre-receive --timeout 0.001");
  repository.write("b.js", "fine\n");
  repository.commit();
  const { status, output } = shell(repository.path, "git push -q origin main");
  expect(status).toBe(1);
  expect(output).toContain("not scanned within 0.001 s");
});

test("a hook that cannot do its work refuses and says how to go on", async () => {
  const repository = guarded();
  repository.write("src/a.js", "new\n");
  repository.git("add", ".");
  const id = repository.git("rev-parse", ":src/a.js");
  shell(repository.path, `rm -f .git/objects/${id.slice(0, 2)}/${id.slice(2)}`);
  const outcome = await run(["hook", "pre-commit"], { cwd: repository.path });
  expect(outcome).toMatchObject({ code: 3, stdout: "", stderr: expect.stringMatching(/could not be read[\s\S]*--no-verify/) });
  repository.write(".secrets-allowlist", "entries: [\n");
  repository.git("add", ".secrets-allowlist");
  const broken = await run(["hook", "pre-commit"], { cwd: repository.path });
  expect(broken).toMatchObject({ code: 2, stderr: expect.stringMatching(/\.secrets-allowlist[\s\S]*--no-verify/) });
});

test.each([
  [["hook", "pre-comit"], "", /Did you mean/],
  [["hook", "pre-push"], "", /called with 0 arguments instead of 2/],
  [["hook", "pre-push", "origin", "url"], "junk\n", /line 1 of standard input/],
  [["hook", "pre-push", "origin", "url"], Buffer.from([0, 255, 10, 1, 2, 200]), /standard input/],
  [["hook", "pre-receive"], `${"0".repeat(40)} ${"1".repeat(39)} refs/heads/x\n`, /standard input/],
  [["hook", "pre-receive", "extra"], "", /called with 1 arguments/],
  [["hook", "commit-msg", "/nonexistent"], "", /cannot be read/],
] as const)("bad input: %j", async (argv, stdin, message) => {
  const { code, stderr } = await run([...argv], { cwd: temporaryRepository().path, stdin });
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test("refs that do not exist and zeros", async () => {
  const { repository } = withRemote();
  const zeros = "0".repeat(40);
  const push = (line: string) => run(["hook", "pre-push", "origin", "url"], { cwd: repository.path, stdin: `${line}\n` });
  expect((await push(`(delete) ${zeros} refs/heads/x ${zeros}`)).code).toBe(0);
  const gone = await push(`refs/heads/x ${"1".repeat(40)} refs/heads/x ${zeros}`);
  expect(gone).toMatchObject({ code: 3, stderr: expect.stringContaining("refs/heads/x") });
  expect((await run(["hook", "pre-commit"], { cwd: temporaryFolder().path })).code).toBe(2);
});

test("several files, by commit -a and kept out of git: the commands name them all", () => {
  const repository = guarded();
  repository.write("a b.js", secretLine());
  repository.write("c.js", secretLine());
  repository.git("add", "-N", ".");
  const output = refusedCommit(repository, repository.path, "git commit -q -a -m x");
  expect(output.split("\n").length).toBeLessThan(25);
  const keepOut = commandsOf(output, /Keep the files/);
  expect(shell(repository.path, commandsOf(output, /commit without -a/).join("\n"))).toMatchObject({ status: 0 });
  expect(repository.git("diff", "--cached", "--name-only")).toBe("");
  repository.git("add", ".");
  expect(shell(repository.path, keepOut.join("\n"))).toMatchObject({ status: 0 });
  repository.git("add", ".");
  accepted(repository);
  expect(repository.git("ls-files")).not.toMatch(/a b\.js|c\.js/);
});
