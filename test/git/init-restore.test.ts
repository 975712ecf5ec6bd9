/**
 * `init` leaves every other byte of a user's file alone, and `init --undo` brings bytes and permissions back as they were.
 */

import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folderAt, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { run } from "./run-program.js";

vi.setConfig({ testTimeout: 60_000 });

/** Bytes and permissions of every file of the work tree and of the hooks. */
function snapshot(root: string, at = ""): Record<string, string> {
  const files: Record<string, string> = {};
  for (const entry of readdirSync(join(root, at), { withFileTypes: true })) {
    const path = at === "" ? entry.name : `${at}/${entry.name}`;
    if ((path.startsWith(".git/") && !path.startsWith(".git/hooks")) || path.endsWith(".sample")) continue;
    if (entry.isDirectory()) Object.assign(files, snapshot(root, path));
    else if (entry.isFile()) {
      const file = join(root, path);
      files[path] = `${(statSync(file).mode & 0o777).toString(8)} ${readFileSync(file).toString("base64")}`;
    }
  }
  return files;
}

async function init(repository: TemporaryFolder, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(["init", "--yes", ...args], { cwd: repository.path });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
}

function linesOf(bytes: Buffer): string[] {
  return bytes.toString("latin1").split("\n").slice(0, -1);
}

const CASES: [string, Record<string, string | Buffer>, number?][] = [
  ["nothing", {}],
  [".gitignore with CRLF", { ".gitignore": "node_modules/\r\ndist\r\n" }],
  [".gitignore with both line ends", { ".gitignore": "dist\r\nx\n" }],
  [".gitignore without a last line end", { ".gitignore": "dist" }],
  [".gitignore with empty lines at its end", { ".gitignore": "dist\n\n\n" }],
  [".gitignore with a byte order mark", { ".gitignore": "\uFEFFdist\n" }],
  [".gitignore in Latin-1", { ".gitignore": Buffer.from("caf\u00e9\n", "latin1") }],
  ["a hook without a last line end", { ".git/hooks/pre-commit": "#!/bin/sh\nnpm test" }],
  ["a hook with CRLF, for its owner alone", { ".git/hooks/pre-commit": "#!/bin/sh\r\nnpm test\r\n" }, 0o700],
  ["a hook that is switched off", { ".git/hooks/pre-commit": "#!/bin/sh\nnpm test\n" }, 0o644],
  ["a hook of a shebang alone", { ".git/hooks/pre-commit": "#!/bin/sh\n" }],
  ["an empty hook", { ".git/hooks/pre-commit": "" }],
  ["a hook in Latin-1", { ".git/hooks/pre-commit": Buffer.from("#!/bin/sh\n# caf\u00e9\nnpm test\n", "latin1") }],
  [
    "pre-commit's file, lists not indented",
    {
      ".pre-commit-config.yaml":
        '# top\nrepos:\n- repo: https://x/y   # pin\n  rev: "v1"\n  hooks:\n  -   id: a\n      args: [ --x,  "y" ]\n\n\n# end\n',
    },
  ],
  [
    "pre-commit's file, four spaces and CRLF",
    { ".pre-commit-config.yaml": "repos:\r\n    -   repo: https://x/y\r\n        rev: v1\r\n" },
  ],
  ["pre-commit's file without a hook", { ".pre-commit-config.yaml": "repos: []\n" }],
  ["pre-commit's file without a last line end", { ".pre-commit-config.yaml": "repos:\n- repo: local\n  hooks: []" }],
  [
    "lefthook, four spaces",
    {
      "lefthook.yml":
        '# c\npre-commit:\n    parallel: true   # yes\n    commands:\n        lint:\n            run: npm run lint\n            glob: "*.{js,ts}"\n\npost-merge:\n    commands:\n        x: { run: y }\n',
    },
  ],
  [
    "lefthook, jobs",
    { "lefthook.yml": "pre-commit:\n  jobs:\n  - name: a\n    run: |\n      x\n      y\n  - {name: b, run: z}\n" },
  ],
  ["lefthook without a command", { "lefthook.yml": "pre-commit:\n  parallel: true\n" }],
  ["lefthook, all commented out", { "lefthook.yml": "# pre-commit:\n#   commands:\n" }],
  ["simple-git-hooks on one line", { "package.json": '{"files":["a","b"],"simple-git-hooks":{"pre-commit":"a && b"}}' }],
  [
    "simple-git-hooks, tabs and CRLF",
    { "package.json": '{\r\n\t"files": ["a"],\r\n\t"simple-git-hooks": {\r\n\t\t"pre-push": "x"\r\n\t}\r\n}\r\n' },
  ],
  ["simple-git-hooks in a file of its own", { ".simple-git-hooks.json": '{\n  "pre-push": "x"\n}\n' }],
  ["GitLab's file without a last line end", { ".gitlab-ci.yml": "# a\r\nt:\r\n  script: [x]" }],
  ["files that may not be written", { ".gitignore": "dist\n", ".husky/pre-commit": "npx lint-staged\n" }, 0o444],
];

test.each(CASES)("%s", async (_name, files, mode = 0o755) => {
  const repository = temporaryRepository();
  for (const [path, content] of Object.entries(files)) {
    repository.write(path, content);
    chmodSync(join(repository.path, path), mode);
  }
  const before = snapshot(repository.path);
  await init(repository);
  const after = snapshot(repository.path);
  expect(await init(repository)).toContain("Everything is set up already");
  expect(snapshot(repository.path)).toEqual(after);
  for (const [path, content] of Object.entries(files)) {
    // every line of the user's is there still, as it was, but for the one that ours went into or a comma behind it
    const now = new Set(linesOf(readFileSync(join(repository.path, path))));
    const gone = linesOf(Buffer.from(content)).filter((line) => !now.has(line) && !now.has(line.replace(/(\r?)$/, ",$1")));
    expect(gone.filter((line) => !/simple-git-hooks|repos: \[\]/.test(line))).toEqual([]);
  }
  expect(await init(repository, "--undo")).not.toContain("stays");
  expect(snapshot(repository.path)).toEqual(before);
});

test("what was changed since stays, and ours is taken out of it; without the record too", async () => {
  const repository = temporaryRepository();
  repository.write(".gitignore", "dist\n");
  repository.write(".git/hooks/pre-commit", "#!/bin/sh\nnpm test\n");
  for (const forget of [false, true]) {
    await init(repository);
    repository.write(".gitignore", `later\n${readFileSync(join(repository.path, ".gitignore"), "utf8")}`);
    if (forget) rmSync(join(repository.path, ".git/secret-scan"), { recursive: true });
    await init(repository, "--undo");
    expect(readFileSync(join(repository.path, ".gitignore"), "utf8").replaceAll("later\n", "")).toBe("dist\n");
    expect(readFileSync(join(repository.path, ".git/hooks/pre-commit"), "utf8")).toBe("#!/bin/sh\nnpm test\n");
  }
});

test("husky that init has put into package.json is taken out of it again", async () => {
  const repository = temporaryRepository();
  const manifest = '{ "name": "x", "files": ["a", "b"],\n  "scripts": { "test": "vitest" } }\n';
  repository.write("package.json", manifest);
  await init(repository, "--hooks", "husky");
  const changed = readFileSync(join(repository.path, "package.json"), "utf8");
  expect(changed).toContain('"files": ["a", "b"],');
  expect(JSON.parse(changed)).toMatchObject({
    scripts: { test: "vitest", prepare: "husky" },
    devDependencies: { husky: expect.stringMatching(/^\^9/) },
  });
  await init(repository, "--undo", "--hooks", "husky");
  expect(readFileSync(join(repository.path, "package.json"), "utf8")).toBe(manifest);
});

test("husky below the root, a linked worktree, a submodule, a folder further down", async () => {
  const below = temporaryRepository();
  below.git("config", "core.hooksPath", "web/.husky/_");
  await init(below);
  expect(readFileSync(join(below.path, "web/.husky/pre-commit"), "utf8")).toContain(
    'PATH="$PATH:$PWD/web/node_modules/.bin"\nsecret-scan hook pre-commit || exit $?\n',
  );
  const main = temporaryRepository();
  main.commit();
  const place = temporaryFolder();
  main.git("worktree", "add", "-q", join(place.path, "tree"));
  const tree = folderAt(join(place.path, "tree"));
  const before = snapshot(main.path);
  mkdirSync(join(tree.path, "sub/deeper"), { recursive: true });
  await init(folderAt(join(tree.path, "sub/deeper")));
  // one hook for all work trees, and the other files in the one that was set up
  expect(Object.keys(snapshot(main.path)).filter((path) => !(path in before))).toEqual([".git/hooks/pre-commit"]);
  expect(readdirSync(tree.path).sort()).toEqual([".git", ".gitignore", ".secrets-allowlist", "sub"]);
  await init(tree, "--undo");
  expect(snapshot(main.path)).toEqual(before);
  expect(readdirSync(tree.path).sort()).toEqual([".git", "sub"]);
});

test("a program that is linked into node_modules is there, though it lies elsewhere", async () => {
  const repository = temporaryRepository();
  const elsewhere = temporaryFolder();
  elsewhere.write(".bin/secret-scan", "#!/bin/sh\n");
  symlinkSync(elsewhere.path, join(repository.path, "node_modules"));
  repository.write("lefthook.yml", "pre-commit:\n  commands:\n    a:\n      run: b\n");
  await init(repository);
  expect(readFileSync(join(repository.path, "lefthook.yml"), "utf8")).toContain(
    "run: node_modules/.bin/secret-scan hook pre-commit",
  );
});
