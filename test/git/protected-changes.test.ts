/**
 * `--protect-allowlist` at a server lets the CODEOWNERS of the exceptions change them, as the base has named them, and nobody else.
 */

import { beforeEach, expect, test } from "vitest";
import { type TemporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { type Outcome, run } from "./run-program.js";

let repository: TemporaryFolder;
let base: string;
beforeEach(() => {
  repository = temporaryRepository();
  repository.write(".github/CODEOWNERS", "* @everyone\n.secrets-allowlist @alice @shop/security bob@example.org\n");
  repository.write("a.js", "1\n");
  base = repository.commit("base");
  repository.write(".secrets-allowlist", 'version: 1\nentries:\n  - path: "test/**"\n    reason: samples\n');
  repository.write(".github/CODEOWNERS", "* @mallory\n");
  repository.commit("wider");
});

const range = (environment: Readonly<Record<string, string>>): Promise<Outcome> =>
  run(["range", `${base}..HEAD`, "--protect-allowlist"], { cwd: repository.path, environment });

test.each([
  ["nobody is named", {}, 1],
  ["an owner, by GitHub", { GITHUB_ACTIONS: "true", GITHUB_ACTOR: "Alice" }, 0],
  ["an owner by mail, by GitLab", { GITLAB_CI: "true", GITLAB_USER_LOGIN: "bob", GITLAB_USER_EMAIL: "bob@example.org" }, 0],
  ["somebody else", { GITHUB_ACTIONS: "true", GITHUB_ACTOR: "everyone" }, 1],
  ["somebody whom the change itself makes an owner", { GITHUB_ACTIONS: "true", GITHUB_ACTOR: "mallory" }, 1],
  ["a name outside the service", { GITHUB_ACTOR: "alice" }, 1],
])("%s", async (_name, environment, expected) => {
  const { code, stderr } = await range(environment);
  expect(code, stderr).toBe(expected);
  expect(stderr.includes("is its owner")).toBe(expected === 0);
});

test("a hook at home listens to no environment", async () => {
  repository.git("rm", "-q", "--cached", ".secrets-allowlist");
  const environment = { GITHUB_ACTIONS: "true", GITHUB_ACTOR: "alice" };
  const { code } = await run(["hook", "pre-commit", "--protect-allowlist"], { cwd: repository.path, environment });
  expect(code).toBe(1);
});

test("pre-receive, where the server trusts pushed exceptions", async () => {
  const stdin = `${base} ${repository.git("rev-parse", "HEAD")} refs/heads/main\n`;
  repository.git("update-ref", "refs/heads/main", base);
  repository.git("update-ref", "-d", "refs/heads/master");
  const receive = (environment: Readonly<Record<string, string>>): Promise<Outcome> =>
    run(["hook", "pre-receive", "--trust-pushed", "--protect-allowlist"], { cwd: repository.path, environment, stdin });
  expect((await receive({})).code).toBe(1);
  expect((await receive({ GL_USERNAME: "alice" })).code).toBe(0);
  expect((await receive({ GL_USERNAME: "mallory" })).code).toBe(1);
});
