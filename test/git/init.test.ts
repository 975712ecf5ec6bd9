/**
 * `init`: what it writes for each way of running hooks, that twice is once, and that `--undo` leaves everything as it was.
 */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { builtProgram } from "./built-program.js";
import { run, secretLine } from "./run-program.js";

vi.setConfig({ testTimeout: 120_000 });

const program = builtProgram();

/** Every file, `.git` but for its hooks left out. */
function snapshot(folder: string, at = ""): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
    const path = at === "" ? entry.name : `${at}/${entry.name}`;
    if (path.startsWith(".git/") && !path.startsWith(".git/hooks")) continue;
    if (path.endsWith(".sample") || path === "node_modules") continue;
    if (entry.isDirectory()) Object.assign(files, snapshot(folder, path));
    else if (entry.isFile()) files[path] = readFileSync(join(folder, path), "utf8");
  }
  return files;
}

async function init(repository: TemporaryFolder, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["init", ...args], { cwd: repository.path });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

/** Sets up, again, and back. */
async function roundTrip(repository: TemporaryFolder, ...args: string[]): Promise<Record<string, string>> {
  const before = snapshot(repository.path);
  await init(repository, "--yes", ...args);
  const after = snapshot(repository.path);
  expect(after).not.toEqual(before);
  expect(await init(repository, "--yes", ...args)).toContain("Everything is set up already");
  expect(snapshot(repository.path)).toEqual(after);
  await init(repository, "--yes", "--undo", ...args);
  expect(snapshot(repository.path)).toEqual(before);
  await init(repository, "--yes", ...args);
  return snapshot(repository.path);
}

test("it shows what it would write and writes nothing without a yes", async () => {
  const repository = temporaryRepository();
  const before = snapshot(repository.path);
  const shown = await init(repository);
  expect(shown).toContain("create .git/hooks/pre-commit");
  expect(shown).toContain("+ secret-scan hook pre-commit || exit $?");
  expect(shown).toContain("Nothing was written");
  expect(snapshot(repository.path)).toEqual(before);
});

test("plain git: the hook, ignore lines, allowlist, names of variables", async () => {
  const repository = temporaryRepository();
  repository.write("src/a.js", "const a = process.env.STRIPE_KEY, b = process.env.PORT || 80, c = process.env.NODE_ENV;\n");
  repository.write(".gitignore", "node_modules/\n.env\n");
  const files = await roundTrip(repository);
  expect(Object.keys(files)).toEqual(
    expect.arrayContaining([".env.example", ".git/hooks/pre-commit", ".gitignore", ".secrets-allowlist"]),
  );
  expect(files[".env.example"]?.split("\n").slice(1)).toEqual(["PORT=", "STRIPE_KEY=", ""]);
  expect(files[".gitignore"]).toMatch(/^node_modules\/\n\.env\n\n# secret-scan: begin\n\.env\.\*\n!\.env\.example\n/);
  expect(files[".secrets-allowlist"]).toMatch(/^key: [A-Za-z0-9+/]{43}=$/m);
  expect(statSync(join(repository.path, ".git/hooks/pre-commit")).mode & 0o111).toBe(0o111);
  const environment = { ...process.env, PATH: `${program.bin}:${process.env["PATH"]}` };
  repository.write("b.js", secretLine());
  const commit = () =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"], {
      cwd: repository.path,
      env: environment,
      stdio: "pipe",
    });
  repository.git("add", ".");
  expect(commit).toThrow(/commit refused/);
  repository.git("rm", "-q", "--cached", "b.js");
  expect(commit).not.toThrow();
});

test("a hook that is there keeps its lines and ours come first", async () => {
  const repository = temporaryRepository();
  repository.write(".git/hooks/pre-commit", "#!/usr/bin/env bash\n# ours\nset -e\nexec npm test\n");
  const files = await roundTrip(repository);
  expect(files[".git/hooks/pre-commit"]).toBe(
    '#!/usr/bin/env bash\n# ours\nset -e\n# secret-scan: begin\nPATH="$PATH:$PWD/node_modules/.bin"\nsecret-scan hook pre-commit || exit $?\n# secret-scan: end\nexec npm test\n',
  );
});

test("a hook in another language is left alone, and said", async () => {
  const repository = temporaryRepository();
  repository.write(".git/hooks/pre-commit", "#!/usr/bin/env python3\nprint()\n");
  expect(await init(repository, "--yes")).toContain("is no shell script");
  expect(readFileSync(join(repository.path, ".git/hooks/pre-commit"), "utf8")).toBe("#!/usr/bin/env python3\nprint()\n");
});

test("core.hooksPath is where the hook goes", async () => {
  const repository = temporaryRepository();
  repository.git("config", "core.hooksPath", "tools/hooks");
  expect(Object.keys(await roundTrip(repository))).toContain("tools/hooks/pre-commit");
});

test("husky that is there", async () => {
  const repository = temporaryRepository();
  repository.write("package.json", '{\n\t"name": "x",\n\t"devDependencies": {\n\t\t"husky": "^9.0.0"\n\t}\n}\n');
  repository.write(".husky/pre-commit", "npx lint-staged\n");
  const files = await roundTrip(repository);
  expect(files[".husky/pre-commit"]).toBe(
    "# secret-scan: begin\nsecret-scan hook pre-commit || exit $?\n# secret-scan: end\nnpx lint-staged\n",
  );
  expect(files["package.json"]).toBe('{\n\t"name": "x",\n\t"devDependencies": {\n\t\t"husky": "^9.0.0"\n\t}\n}\n');
});

test("husky that is not there yet", async () => {
  const repository = temporaryRepository();
  repository.write("package.json", '{\n  "name": "x",\n  "scripts": {\n    "prepare": "npm run build"\n  }\n}\n');
  expect(await init(repository, "--yes", "--hooks", "husky")).toContain("npm install");
  const manifest = JSON.parse(readFileSync(join(repository.path, "package.json"), "utf8"));
  expect(manifest).toMatchObject({
    scripts: { prepare: "npm run build && husky" },
    devDependencies: { husky: expect.any(String) },
  });
  expect(await init(repository, "--yes", "--hooks", "husky")).toContain("Everything is set up already");
});

test("husky 9 really runs it and refuses the commit", async () => {
  const repository = temporaryRepository();
  repository.write("package.json", '{"name":"x","devDependencies":{"husky":"^9.0.0"}}\n');
  repository.commit();
  await init(repository, "--yes");
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    PATH: `${program.bin}:${process.env["PATH"]}`,
    HUSKY: "",
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  const husky = new URL("../../node_modules/husky/bin.js", import.meta.url).pathname;
  execFileSync(process.execPath, [husky], { cwd: repository.path, env: environment });
  repository.write("b.js", secretLine());
  repository.git("add", ".");
  const head = repository.git("rev-parse", "HEAD");
  const commit = () =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "x"], {
      cwd: repository.path,
      env: environment,
      stdio: "pipe",
    });
  expect(commit).toThrow(/commit refused/);
  expect(repository.git("rev-parse", "HEAD")).toBe(head);
  repository.git("restore", "--staged", "b.js");
  expect(commit).not.toThrow();
});

test("the pre-commit framework: comments stay", async () => {
  const repository = temporaryRepository();
  const config = "# our hooks\nrepos:\n  - repo: https://example.org/x # pinned\n    rev: v1\n    hooks:\n      - id: x\n";
  repository.write(".pre-commit-config.yaml", config);
  const files = await roundTrip(repository);
  expect(files[".pre-commit-config.yaml"]).toContain("# pinned");
  expect(files[".pre-commit-config.yaml"]).toMatch(/repo: local[\s\S]*entry: npx --no-install secret-scan hook pre-commit/);
  expect(Object.keys(files)).not.toContain(".git/hooks/pre-commit");
});

test.each([
  ["commands", "# c\npre-commit:\n  parallel: true\n  commands:\n    lint:\n      run: npm run lint\n"],
  ["jobs", "pre-commit:\n  # first\n  jobs:\n    - name: lint\n      run: npm run lint\n"],
  ["another hook", "pre-push:\n  commands:\n    test:\n      run: npm test # slow\n"],
])("lefthook: %s", async (_name, config) => {
  const repository = temporaryRepository();
  repository.write("lefthook.yml", config);
  const files = await roundTrip(repository);
  expect(files["lefthook.yml"]).toContain("secret-scan hook pre-commit");
  for (const comment of config.match(/# .*/g) ?? []) expect(files["lefthook.yml"]).toContain(comment);
});

test("simple-git-hooks", async () => {
  const repository = temporaryRepository();
  repository.write("package.json", '{\n  "simple-git-hooks": {\n    "pre-commit": "npx lint-staged"\n  }\n}\n');
  const files = await roundTrip(repository);
  expect(JSON.parse(files["package.json"] ?? "")["simple-git-hooks"]).toEqual({
    "pre-commit": "npx --no-install secret-scan hook pre-commit && npx lint-staged",
  });
});

test("a job for the host that is found", async () => {
  const github = temporaryRepository();
  github.git("remote", "add", "origin", "git@github.com:x/y.git");
  expect((await roundTrip(github))[".github/workflows/secret-scan.yml"]).toMatch(/fetch-depth: 0[\s\S]*secret-scan range/);
  const gitlab = temporaryRepository();
  gitlab.write(".gitlab-ci.yml", "# ours\ntest:\n  script: [npm test]\n");
  const files = await roundTrip(gitlab);
  expect(files[".gitlab-ci.yml"]).toMatch(/^# ours\ntest:[\s\S]*secret-scan:\n {2}image/);
  const azure = temporaryRepository();
  azure.write("azure-pipelines.yml", "steps: []\n");
  expect(await init(azure, "--yes")).toContain("CI: add a step");
});

test("an allowlist with entries and an edited .env.example stay", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "process.env.API_KEY\n");
  await init(repository, "--yes");
  repository.write(".secrets-allowlist", "version: 1\nentries:\n  - fingerprint: ss1:x\n    reason: y\n");
  repository.write(".env.example", "API_KEY=value\n");
  expect(await init(repository, "--yes", "--undo")).toContain(".secrets-allowlist stays");
  expect(existsSync(join(repository.path, ".env.example"))).toBe(true);
  expect(existsSync(join(repository.path, ".git/hooks/pre-commit"))).toBe(false);
});

test("outside a repository, an unknown manager, a tracked .env", async () => {
  expect((await run(["init", "--yes"], { cwd: temporaryFolder().path })).code).toBe(2);
  const repository = temporaryRepository();
  expect(await run(["init", "--hooks", "x"], { cwd: repository.path })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("lefthook"),
  });
  repository.write(".env", "A=1\n");
  repository.git("add", "-f", ".env");
  expect(await init(repository)).toContain(".env is tracked");
});
