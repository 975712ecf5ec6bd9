/**
 * A repository whose git configuration, attributes and hooks would run programs: none runs, whatever command reads it.
 */

import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { FORMAT_NAMES } from "../../src/report/writer.js";
import { folder } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { HANG_MS, has, missing, stress } from "./process.js";

vi.setConfig({ testTimeout: HANG_MS * 4 });

const COMMIT = "git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -q --no-verify";
const HOOKS = [
  "pre-commit",
  "post-checkout",
  "post-index-change",
  "reference-transaction",
  "pre-push",
  "fsmonitor-watchman",
  "post-commit",
  "pre-auto-gc",
  "sendemail-validate",
];
const COMMANDS = [
  [],
  ["--format", "json"],
  ["staged"],
  ["hook", "pre-commit"],
  ["range", "HEAD~1..HEAD"],
  ["history"],
  ["history", "--unreachable"],
  ["inventory", "--out", "inv"],
  ["inventory", "--base", "HEAD~1", "--out", "inv"],
  ["explain", "a.txt:1"],
  ["allow", "list"],
  ["doctor"],
];

/** Where the program of the repository says that it ran. */
async function hostile(): Promise<{ cwd: string; ran: string }> {
  const cwd = folder({ "a.txt": `token = ${githubToken(1)}\n`, "b.txt": "x\n" });
  const ran = join(folder(), "ran");
  await stress(["--version"], {
    cwd,
    limits: `git init -q . && git add . && ${COMMIT} -m x && echo y >> b.txt && git add . && ${COMMIT} -m y && echo z >> b.txt && git add . && echo w >> b.txt`,
  });
  const evil = join(cwd, ".git/evil.sh");
  writeFileSync(evil, `#!/bin/sh\ntouch '${ran}'\ncat\n`);
  chmodSync(evil, 0o755);
  mkdirSync(join(cwd, ".git/hooks"), { recursive: true });
  for (const hook of HOOKS) {
    writeFileSync(join(cwd, ".git/hooks", hook), `#!/bin/sh\ntouch '${ran}'\n`);
    chmodSync(join(cwd, ".git/hooks", hook), 0o755);
  }
  const settings = `
[core]
	fsmonitor = ${evil}
	hooksPath = ${join(cwd, ".git/hooks")}
	pager = ${evil}
	editor = ${evil}
	sshCommand = ${evil}
	askPass = ${evil}
	gitProxy = ${evil}
	attributesFile = ${join(cwd, ".git/attributes")}
	alternateRefsCommand = ${evil}
[diff]
	external = ${evil}
[diff "evil"]
	command = ${evil}
	textconv = ${evil}
[filter "evil"]
	clean = ${evil}
	smudge = ${evil}
	process = ${evil}
	required = true
[merge "evil"]
	driver = ${evil}
[credential]
	helper = ${evil}
[alias]
	ls-files = !${evil}
	cat-file = !${evil}
	log = !${evil}
	rev-parse = !${evil}
[pager]
	log = ${evil}
	diff = ${evil}
	ls-files = ${evil}
[gpg]
	program = ${evil}
[log]
	showSignature = true
[uploadpack]
	packObjectsHook = ${evil}
[remote "origin"]
	url = ext::${evil}
	uploadpack = ${evil}
	promisor = true
	partialclonefilter = blob:none
[trailer "x"]
	command = ${evil}
[include]
	path = ${join(cwd, ".git/included")}
`;
  writeFileSync(join(cwd, ".git/included"), `[core]\n\tfsmonitor = ${evil}\n`);
  writeFileSync(join(cwd, ".git/config"), readFileSync(join(cwd, ".git/config"), "utf8") + settings);
  writeFileSync(join(cwd, ".gitattributes"), "* filter=evil diff=evil merge=evil\n");
  writeFileSync(join(cwd, ".gitmodules"), `[submodule "x"]\n\tpath = x\n\turl = ext::${evil}\n\tupdate = !${evil}\n`);
  return { cwd, ran };
}

test("no command runs what the repository's git configuration names", async () => {
  const { cwd, ran } = await hostile();
  for (const args of COMMANDS) {
    const { code, stderr } = await stress(args, { cwd });
    expect.soft([0, 1, 2, 3], `${args.join(" ")}: ${stderr}`).toContain(code);
    expect.soft(existsSync(ran), args.join(" ")).toBe(false);
  }
  // the trap is a live one
  await stress(["--version"], { cwd, limits: "git status >/dev/null 2>&1; true" });
  expect(existsSync(ran)).toBe(true);
});

/** A folder beside the repository, with a token in a file and a git repository of its own. */
async function foreign(): Promise<string> {
  const elsewhere = folder({ "foreign.txt": `token = ${githubToken(9)}\n`, "conf.yaml": "# foreign-canary\n" });
  await stress(["--version"], { cwd: elsewhere, limits: `git init -q . && git add . && ${COMMIT} -m x` });
  return elsewhere;
}

test("core.worktree leads git neither to foreign files nor away from the repository's own", async () => {
  const elsewhere = await foreign();
  const cwd = folder({ "a.txt": "nothing\n", "sub/b.txt": "nothing\n" });
  await stress(["--version"], {
    cwd,
    limits: `git init -q . && git add . && ${COMMIT} -m x && git config core.worktree '${elsewhere}'`,
  });
  writeFileSync(join(cwd, "untracked.txt"), `token = ${githubToken(1)}\n`);
  for (const args of [[], ["."], ["sub", "untracked.txt"], ["inventory", "--out", folder()]]) {
    const { code, stdout, stderr } = await stress([...args, "--format", "json"], { cwd });
    const { findings, failures } = JSON.parse(stdout);
    expect.soft([code, failures], `${args.join(" ")}: ${stderr}`).toEqual([1, []]);
    expect.soft(findings.map(({ path }: { path: string }) => path)).toEqual(["untracked.txt"]);
  }
});

test.skipIf(missing(!has("strace"), "foreign files: no strace here"))(
  "no file outside the repository is opened, whatever links, configuration and submodules say",
  async () => {
    const elsewhere = await foreign();
    const cwd = folder({ "a.txt": "nothing\n", "sub/b.txt": "nothing\n", "dir/c.txt": "nothing\n" });
    const point = [
      `git init -q . && git add . && ${COMMIT} -m x`,
      `git config core.worktree '${elsewhere}' && git config core.excludesFile '${elsewhere}/conf.yaml'`,
      `git config include.path '${elsewhere}/conf.yaml' && git config core.attributesFile '${elsewhere}/conf.yaml'`,
      `git config mailmap.file '${elsewhere}/conf.yaml' && git config blame.ignoreRevsFile '${elsewhere}/conf.yaml'`,
      // a folder and a file that git tracks, links now
      `rm -r dir sub/b.txt && ln -s '${elsewhere}' dir && ln -s '${elsewhere}/foreign.txt' sub/b.txt`,
      `ln -s '${elsewhere}' link && ln -s '${elsewhere}/foreign.txt' link.txt`,
      `mkdir module && echo 'gitdir: ${elsewhere}/.git' >module/.git`,
      `printf '[submodule "m"]\\n\\tpath = ../${elsewhere.split("/").at(-1)}\\n\\turl = ${elsewhere}\\n' >.gitmodules`,
    ].join(" && ");
    const set = await stress(["--version"], { cwd, limits: `set -e; ${point}` });
    expect(set.code, set.stderr).toBe(0);
    // the include is git's own business: it reads it before anything that is said on its command line
    const allowed = (call: string): boolean => call.includes("/conf.yaml") || call.includes(`${elsewhere}/.git`);
    for (const args of [[], ["--include-ignored"], ["staged"], ["history"], ["inventory", "--out", folder()], ["doctor"]]) {
      const log = join(folder(), "calls");
      const under = ["strace", "-f", "-qq", "-o", log, "-e", "trace=open,openat,readlink,readlinkat"];
      const { code, stdout, stderr } = await stress(args, { cwd, under });
      expect.soft(args[0] === "doctor" ? [0, 1] : [0, 3], `${args.join(" ")}: ${stdout}${stderr}`).toContain(code);
      expect.soft(stdout + stderr).not.toMatch(/foreign-canary/);
      const calls = readFileSync(log, "utf8").split("\n");
      const opened = calls.filter((call) => call.includes("foreign.txt") && / = \d+$/.test(call) && /open/.test(call));
      expect
        .soft(
          opened.filter((call) => !allowed(call)),
          args.join(" "),
        )
        .toEqual([]);
    }
  },
);

test("nothing in .git but our own folder changes", async () => {
  const { cwd } = await hostile();
  const state = (): string =>
    JSON.stringify(
      readdirSync(join(cwd, ".git"), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes("secret-scan"))
        .map((entry) => [entry.parentPath, entry.name, readFileSync(join(entry.parentPath, entry.name)).toString("base64")])
        .sort(),
    );
  const before = state();
  for (const args of [[], ["staged"], ["history"], ["range", "HEAD~1..HEAD"]]) await stress(args, { cwd });
  expect(state()).toBe(before);
});

const noStrace = missing(!has("strace"), "system calls: no strace here");
test.skipIf(noStrace)("no network, no program but git, and no file outside is written", async () => {
  const { cwd } = await hostile();
  for (const args of [[], ["history"], ["staged"]]) {
    const log = join(folder(), "calls");
    const home = folder();
    await stress(args, {
      cwd,
      env: { HOME: home },
      under: ["strace", "-f", "-qq", "-o", log, "-e", "trace=connect,execve,openat,creat,rename,renameat2,unlink,mkdir"],
    });
    const calls = readFileSync(log, "utf8").split("\n");
    const programs = calls.flatMap((call) => /execve\("([^"]+)".*= 0$/.exec(call)?.[1] ?? []);
    expect.soft(programs.filter((path) => !/\/(?:node|git)$|git-core\//.test(path))).toEqual([]);
    expect.soft(calls.filter((call) => /connect\(.*AF_INET/.test(call))).toEqual([]);
    const written = calls.flatMap((call) =>
      /O_WRONLY|O_RDWR|O_CREAT|creat\(|rename|mkdir\(/.test(call) && / = \d+$/.test(call)
        ? (/"([^"]+)"/.exec(call)?.[1] ?? [])
        : [],
    );
    expect
      .soft(
        written.filter(
          (path) =>
            !path.startsWith(`${home}/.cache/secret-scan`) &&
            !path.startsWith(join(cwd, ".git/secret-scan")) &&
            !path.startsWith("/dev/") &&
            path !== `${home}/.cache`,
        ),
      )
      .toEqual([]);
  }
});

test("control characters and annotation commands in names and messages are made harmless in every format", async () => {
  const name = "x\u001b[2J\u202e::error file=y::z\n::set-output name=a::b.txt";
  const cwd = folder({ [name]: `token = ${githubToken(1)}\n` });
  for (const format of FORMAT_NAMES) {
    const { code, stdout } = await stress(["--format", format, "--color", "never"], { cwd });
    expect.soft(code, format).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect.soft(stdout, format).not.toMatch(/\u001b|\u202e/);
    if (format === "github") expect.soft(stdout).not.toMatch(/^::set-output/m);
  }
});

test("values of environment variables land in no report", async () => {
  const cwd = folder({ "a.txt": 'token = process.env.MY_CANARY_VARIABLE ?? "x"\n', ".env.example": "MY_CANARY_VARIABLE=\n" });
  const env = { MY_CANARY_VARIABLE: "environment-canary-value" };
  for (const args of [["--format", "json"], ["inventory"], ["doctor"], ["--verbose"]]) {
    const { stdout, stderr } = await stress(args, { cwd, env });
    expect.soft(stdout + stderr).not.toContain("environment-canary-value");
  }
  for (const file of readdirSync(cwd))
    expect.soft(readFileSync(join(cwd, file), "utf8")).not.toContain("environment-canary-value");
});
