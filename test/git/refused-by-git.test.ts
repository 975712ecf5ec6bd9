/**
 * A repository that git refuses or cannot read: its own reason is told, the hooks refuse, and `doctor` names it among what is wrong.
 */

import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { run } from "./run-program.js";

vi.setConfig({ testTimeout: 60_000 });

const ZEROS = "0".repeat(40);

test.each<[string, (repository: TemporaryFolder) => Record<string, string>, RegExp]>([
  ["someone else's", () => ({ GIT_TEST_ASSUME_DIFFERENT_OWNER: "1" }), /someone else owns it[\s\S]*safe\.directory/],
  [
    "a configuration that is broken",
    ({ path }) => {
      writeFileSync(join(path, ".git/config"), "[core\n");
      return {};
    },
    /bad config line 1/,
  ],
  [
    "a format that this git does not know",
    ({ git }) => {
      git("config", "core.repositoryFormatVersion", "9");
      return {};
    },
    /repo version/,
  ],
  [
    "an index that is none",
    ({ path }) => {
      writeFileSync(join(path, ".git/index"), "no index, but as long as one may be");
      return {};
    },
    /cannot read the index[\s\S]*git status/,
  ],
  [
    "a commit that is gone",
    ({ path, git }) => {
      const id = git("rev-parse", "HEAD");
      rmSync(join(path, ".git/objects", id.slice(0, 2), id.slice(2)));
      return {};
    },
    /HEAD/,
  ],
])("%s", async (name, spoil, reason) => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  repository.write("b.js", "1\n");
  repository.git("add", ".");
  const environment = spoil(repository);
  const hook = await run(["hook", "pre-commit"], { cwd: repository.path, environment });
  expect(hook.code, hook.stderr).toBe(2);
  expect(hook.stderr).toMatch(reason);
  expect(hook.stderr).toContain("git commit --no-verify");
  expect(await run(["staged"], { cwd: repository.path, environment })).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(reason),
  });
  const doctor = await run(["doctor", "--json"], { cwd: repository.path, environment });
  expect(doctor.code).toBe(1);
  const { checks } = JSON.parse(doctor.stdout) as { checks: { status: string; detail: string; remedy?: string }[] };
  const wrong = checks.filter(({ status }) => status === "wrong").map(({ detail, remedy }) => `${detail} ${remedy}`);
  if (name !== "a commit that is gone") expect(wrong.join("\n")).toMatch(reason);
});

test("hooks outside of a repository refuse, also where nothing is pushed", async () => {
  const { path: cwd } = temporaryFolder();
  for (const [words, stdin] of [
    [["pre-commit"], ""],
    [["pre-push", "origin", "url"], ""],
    [["pre-push", "origin", "url"], `(delete) ${ZEROS} refs/heads/x ${"1".repeat(40)}\n`],
    [["pre-receive"], ""],
  ] as const) {
    const { code, stderr } = await run(["hook", ...words], { cwd, stdin });
    expect([words, code]).toEqual([words, 2]);
    expect(stderr).toMatch(/not a git repository[\s\S]*refuses/);
  }
});

test("nothing can be staged in a bare repository", async () => {
  const repository = temporaryRepository();
  repository.write("a.js", "1\n");
  repository.commit();
  const parent = temporaryFolder();
  parent.git("clone", "-q", "--bare", repository.path, "bare.git");
  const cwd = join(parent.path, "bare.git");
  for (const words of [["staged"], ["hook", "pre-commit"]]) {
    const { code, stderr } = await run(words, { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain("a bare repository has no index, so nothing can be staged in it. `secret-scan history`");
  }
  // where git is told of an index, it is looked at
  expect((await run(["staged"], { cwd, environment: { GIT_INDEX_FILE: join(cwd, "other") } })).code).toBe(0);
});
