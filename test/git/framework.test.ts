/**
 * The `pre-commit` framework itself, where it is installed: the hooks of `.pre-commit-hooks.yaml`, and the script that they start with.
 * It is taken from PATH, or from where PRE_COMMIT says it is.
 */

import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test, vi } from "vitest";
import { type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram } from "./built-program.js";
import { makeSecret, secretLine } from "./run-program.js";

// The framework clones a repository and starts several programs.
vi.setConfig({ testTimeout: 120_000 });

const root = fileURLToPath(new URL("../..", import.meta.url));
const SCRIPT = "scripts/framework-hook.sh";
const framework = process.env["PRE_COMMIT"] ?? "pre-commit";
const isInstalled = atLeast(spawnSync(framework, ["--version"], { encoding: "utf8" }).stdout ?? "", 3, 2);
const program = builtProgram();

function atLeast(version: string, major: number, minor: number): boolean {
  const [, found = "0", then = "0"] = /(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(found) > major || (Number(found) === major && Number(then) >= minor);
}

/** What a user names as `repo:`: this repository's hooks with a program that is built already. */
function hookRepository(): { path: string; rev: string } {
  const repository = temporaryRepository();
  mkdirSync(join(repository.path, "scripts"));
  copyFileSync(join(root, SCRIPT), join(repository.path, SCRIPT));
  copyFileSync(join(root, ".pre-commit-hooks.yaml"), join(repository.path, ".pre-commit-hooks.yaml"));
  repository.write("bin/secret-scan.js", `import(${JSON.stringify(pathToFileURL(join(program.bin, "run.mjs")).href)});\n`);
  repository.write("dist/version.txt", "0.0.0");
  return { path: repository.path, rev: repository.commit() };
}

interface Guarded {
  readonly repository: TemporaryFolder;
  /** A shell in the repository. */
  sh(script: string): { readonly status: number | null; readonly output: string };
  head(): string;
}

function guarded(...hooks: readonly string[]): Guarded {
  const { path, rev } = hookRepository();
  const repository = temporaryRepository();
  const home = temporaryFolder().path;
  const sh = (script: string): { status: number | null; output: string } => {
    const identity = Object.fromEntries(
      ["AUTHOR", "COMMITTER"].flatMap((who) => [
        [`GIT_${who}_NAME`, "Ann"],
        [`GIT_${who}_EMAIL`, "ann@example.org"],
      ]),
    );
    const env = { ...process.env, ...identity, PRE_COMMIT_HOME: home, GIT_CONFIG_GLOBAL: "/dev/null" };
    const { status, stdout, stderr } = spawnSync("sh", ["-c", script], { cwd: repository.path, env, encoding: "utf8" });
    return { status, output: stdout + stderr };
  };
  const ids = hooks.map((id) => `      - id: ${id}\n`).join("");
  repository.write(".pre-commit-config.yaml", `repos:\n  - repo: ${path}\n    rev: ${rev}\n    hooks:\n${ids}`);
  repository.write("README.md", "hello\n");
  repository.commit();
  const installed = sh(`'${framework}' install -t pre-commit -t pre-push -t commit-msg`);
  expect(installed.status, installed.output).toBe(0);
  return { repository, sh, head: () => repository.git("rev-parse", "HEAD") };
}

test.runIf(isInstalled)("a commit is refused, HEAD does not move, and it goes through after the remedy", () => {
  const { repository, sh, head } = guarded("secret-scan");
  const secret = makeSecret();
  repository.write("a.js", secretLine(secret));
  const before = head();
  const refused = sh("git add a.js && git commit -q -m x");
  expect(refused.status, refused.output).not.toBe(0);
  expect(refused.output).toContain("commit refused: 1 new secret");
  expect(refused.output).toMatch(/bin\/secret-scan\.js' allow ss1:/);
  expect(refused.output).not.toContain("npx");
  expect(refused.output).not.toContain(secret.slice(10));
  expect(head()).toBe(before);
  // what is not staged is put aside by the framework and counts as little as without it
  repository.write("b.js", "fine\n");
  const unstage = /^ *(git restore --staged -- .*)$/m.exec(refused.output)?.[1] ?? "";
  const accepted = sh(`${unstage} && git add b.js && git commit -q -m x`);
  expect(accepted.status, accepted.output).toBe(0);
  expect(repository.git("show", "--name-only", "--format=", "HEAD")).toBe("b.js");
});

test.runIf(isInstalled)("a message with a secret is refused", () => {
  const { sh, head } = guarded("secret-scan-message");
  const before = head();
  const refused = sh(`git commit -q --allow-empty -m 'uses ${makeSecret()}'`);
  expect(refused.output).toContain("COMMIT_EDITMSG");
  expect(head()).toBe(before);
  expect(sh("git commit -q --allow-empty -m plain").status).toBe(0);
});

test.runIf(isInstalled)("a push is refused: the first one, of a new branch, and of more commits", () => {
  const { repository, sh } = guarded("secret-scan-push");
  const remote = temporaryFolder();
  remote.git("init", "-q", "--bare");
  repository.git("remote", "add", "origin", remote.path);
  const pushed = (): string => repository.git("ls-remote", "origin");
  const add = (name: string, content: string): void => {
    repository.write(name, content);
    repository.git("add", name);
    repository.git("commit", "-q", "--no-verify", "-m", name);
  };
  const refuse = (branch: string): void => {
    const before = pushed();
    const { status, output } = sh(`git push -q origin ${branch}`);
    expect(output).toContain("push refused: 1 new secret");
    expect(status).not.toBe(0);
    expect(pushed()).toBe(before);
    repository.git("reset", "-q", "--hard", "HEAD~1");
  };
  add("a.js", secretLine());
  refuse("main");
  expect(sh("git push -q origin main").status).toBe(0);
  expect(pushed()).toContain("refs/heads/main");
  add("b.js", secretLine());
  refuse("main");
  repository.git("switch", "-q", "-c", "side");
  add("fine.js", "1\n");
  add("c.js", secretLine());
  refuse("side");
  expect(sh("git push -q origin side").status).toBe(0);
});

/** The script's folder with an npm that does what it is told to. */
function unbuilt(npm: string): { path: string; run(): ReturnType<typeof spawnSync>; env: NodeJS.ProcessEnv } {
  const { path } = temporaryFolder();
  for (const folder of ["scripts", "bin", "fake"]) mkdirSync(join(path, folder));
  copyFileSync(join(root, SCRIPT), join(path, SCRIPT));
  writeFileSync(join(path, "bin/secret-scan.js"), 'console.log("ran", process.argv.slice(2).join(" "));\n');
  writeFileSync(join(path, "fake/npm"), `#!/bin/sh\necho called >> calls\n${npm}\n`);
  chmodSync(join(path, "fake/npm"), 0o755);
  const env = { ...process.env, PATH: `${join(path, "fake")}:${dirname(process.execPath)}:${process.env["PATH"]}` };
  return { path, env, run: () => spawnSync(join(path, SCRIPT), ["hook", "pre-commit"], { env, encoding: "utf8" }) };
}

test.skipIf(process.platform === "win32")("the program is built once, also when two commits come at once", () => {
  const { path, env, run } = unbuilt('[ "$1" = ci ] && sleep 1 && mkdir -p dist node_modules && echo 1 > dist/version.txt');
  const two = `'${join(path, SCRIPT)}' hook a & '${join(path, SCRIPT)}' hook b & wait`;
  const { stdout } = spawnSync("sh", ["-c", two], { env, encoding: "utf8" });
  expect(stdout.trim().split("\n").sort()).toEqual(["ran hook a", "ran hook b"]);
  expect(run().stdout).toBe("ran hook pre-commit\n");
  expect(spawnSync("cat", [join(path, "calls")], { encoding: "utf8" }).stdout).toBe("called\n");
  expect(existsSync(join(path, "building.lock"))).toBe(false);
  expect(existsSync(join(path, "node_modules"))).toBe(false);
});

test.skipIf(process.platform === "win32")(
  "a build that fails refuses the commit and says where to look; the next commit tries again",
  () => {
    const { path, run } = unbuilt('echo "no network" >&2; exit 1');
    const { status, stderr } = run();
    expect(status).toBe(3);
    expect(stderr).toContain(join(path, "building.log"));
    expect(spawnSync("cat", [join(path, "building.log")], { encoding: "utf8" }).stdout).toContain("no network");
    writeFileSync(join(path, "fake/npm"), "#!/bin/sh\nmkdir -p dist && echo 1 > dist/version.txt\n");
    expect(run().status).toBe(0);
  },
);
