/**
 * Which commits `range` takes by itself for each kind of job of each CI service, in a detached clone as the services make it.
 */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { folderAt, type TemporaryFolder, temporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { run } from "./run-program.js";

vi.setConfig({ testTimeout: 60_000 });

const ZEROS = "0".repeat(40);
const GONE = "1".repeat(40);

interface Commits {
  /** Where the branch left `main`. */
  readonly fork: string;
  /** The one before the last of the branch. */
  readonly before: string;
  readonly head: string;
  readonly target: string;
}

/** A clone, detached at the tip of `feature`, which is two commits past `main` where it began; `main` has gone on. */
function clone(): { readonly folder: TemporaryFolder; readonly commits: Commits } {
  const origin = temporaryRepository();
  const commit = (name: string): string => {
    origin.write(`${name}.js`);
    return origin.commit(name);
  };
  const fork = commit("a");
  origin.git("switch", "-q", "-c", "feature");
  const before = commit("b");
  const head = commit("c");
  origin.git("switch", "-q", "main");
  const target = commit("d");
  const place = temporaryFolder();
  place.git("clone", "-q", origin.path, "clone");
  const folder = folderAt(join(place.path, "clone"));
  folder.git("checkout", "-q", "--detach", "origin/feature");
  return { folder, commits: { fork, before, head, target } };
}

type Variables = Readonly<Record<string, string>>;

async function taken(folder: TemporaryFolder, environment: Variables, event?: unknown): Promise<{ code: number; said: string }> {
  const file = join(folder.path, ".git/event.json");
  if (event !== undefined) writeFileSync(file, JSON.stringify(event));
  const variables = event === undefined ? environment : { GITHUB_EVENT_PATH: file, ...environment };
  const { code, stderr } = await run(["range"], { cwd: folder.path, environment: variables });
  return { code, said: stderr };
}

const gitlab = { GITLAB_CI: "true", CI_DEFAULT_BRANCH: "main" };

test.each<[string, (commits: Commits) => Variables, base: keyof Commits | "all"]>([
  [
    "GitLab, a push",
    ({ head, before }) => ({ ...gitlab, CI_COMMIT_SHA: head, CI_COMMIT_BEFORE_SHA: before, CI_COMMIT_BRANCH: "feature" }),
    "before",
  ],
  [
    "GitLab, the first push of a branch",
    ({ head }) => ({ ...gitlab, CI_COMMIT_SHA: head, CI_COMMIT_BEFORE_SHA: ZEROS, CI_COMMIT_BRANCH: "feature" }),
    "target",
  ],
  [
    "GitLab, a force push",
    ({ head }) => ({ ...gitlab, CI_COMMIT_SHA: head, CI_COMMIT_BEFORE_SHA: GONE, CI_COMMIT_BRANCH: "feature" }),
    "target",
  ],
  [
    "GitLab, a merge request",
    ({ head, fork }) => ({
      ...gitlab,
      CI_COMMIT_SHA: head,
      CI_COMMIT_BEFORE_SHA: ZEROS,
      CI_MERGE_REQUEST_DIFF_BASE_SHA: fork,
      CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main",
    }),
    "fork",
  ],
  [
    "GitLab, a merge request without its base",
    ({ head }) => ({ ...gitlab, CI_COMMIT_SHA: head, CI_MERGE_REQUEST_TARGET_BRANCH_NAME: "main" }),
    "target",
  ],
  [
    "GitLab, a tag",
    ({ head }) => ({ ...gitlab, CI_COMMIT_SHA: head, CI_COMMIT_BEFORE_SHA: ZEROS, CI_COMMIT_TAG: "v1" }),
    "target",
  ],
  [
    "GitLab, on a schedule",
    ({ head }) => ({
      ...gitlab,
      CI_COMMIT_SHA: head,
      CI_COMMIT_BEFORE_SHA: ZEROS,
      CI_COMMIT_BRANCH: "main",
      CI_PIPELINE_SOURCE: "schedule",
    }),
    "all",
  ],
  [
    "Bitbucket, a pull request",
    ({ head, target }) => ({
      BITBUCKET_BUILD_NUMBER: "1",
      BITBUCKET_COMMIT: head,
      BITBUCKET_PR_DESTINATION_COMMIT: target.slice(0, 12),
      BITBUCKET_PR_DESTINATION_BRANCH: "main",
    }),
    "target",
  ],
  [
    "Bitbucket, a push",
    ({ head }) => ({ BITBUCKET_BUILD_NUMBER: "1", BITBUCKET_COMMIT: head, BITBUCKET_BRANCH: "feature" }),
    "all",
  ],
  [
    "Azure, a pull request",
    ({ head }) => ({ TF_BUILD: "True", BUILD_SOURCEVERSION: head, SYSTEM_PULLREQUEST_TARGETBRANCH: "refs/heads/main" }),
    "target",
  ],
  [
    "Azure, a pull request from GitHub",
    ({ head }) => ({ TF_BUILD: "True", BUILD_SOURCEVERSION: head, SYSTEM_PULLREQUEST_TARGETBRANCH: "main" }),
    "target",
  ],
  [
    "Azure, a push",
    ({ head }) => ({ TF_BUILD: "True", BUILD_SOURCEVERSION: head, BUILD_SOURCEBRANCH: "refs/heads/feature" }),
    "all",
  ],
  [
    "Jenkins, a pull request",
    ({ head }) => ({ JENKINS_URL: "https://ci.example.org", GIT_COMMIT: head, CHANGE_TARGET: "main", GIT_PREVIOUS_COMMIT: GONE }),
    "target",
  ],
  [
    "Jenkins, a push",
    ({ head, before }) => ({ JENKINS_URL: "https://ci.example.org", GIT_COMMIT: head, GIT_PREVIOUS_SUCCESSFUL_COMMIT: before }),
    "before",
  ],
  [
    "Jenkins, a push whose last good commit is gone",
    ({ head, before }) => ({
      JENKINS_URL: "https://ci.example.org",
      GIT_COMMIT: head,
      GIT_PREVIOUS_SUCCESSFUL_COMMIT: GONE,
      GIT_PREVIOUS_COMMIT: before,
    }),
    "before",
  ],
  [
    "CircleCI, a push",
    ({ head, fork }) => ({
      CIRCLECI: "true",
      CIRCLE_SHA1: head,
      CIRCLE_COMPARE_URL: `https://github.com/x/y/compare/${fork}...${head}`,
    }),
    "fork",
  ],
  [
    "CircleCI, by the pipeline's parameter",
    ({ head, before }) => ({ CIRCLECI: "true", CIRCLE_SHA1: head, PIPELINE_GIT_BASE_REVISION: before }),
    "before",
  ],
  [
    "Drone, a push",
    ({ head, before }) => ({ DRONE: "true", DRONE_BUILD_EVENT: "push", DRONE_COMMIT_SHA: head, DRONE_COMMIT_BEFORE: before }),
    "before",
  ],
  [
    "Drone, a pull request",
    ({ head }) => ({
      DRONE: "true",
      DRONE_BUILD_EVENT: "pull_request",
      DRONE_COMMIT: head,
      DRONE_TARGET_BRANCH: "main",
      DRONE_COMMIT_BEFORE: GONE,
    }),
    "target",
  ],
  [
    "Drone, the first push",
    ({ head }) => ({ DRONE: "true", DRONE_BUILD_EVENT: "push", DRONE_COMMIT_SHA: head, DRONE_COMMIT_BEFORE: ZEROS }),
    "all",
  ],
])("%s", async (_name, variables, base) => {
  const { folder, commits } = clone();
  const { code, said } = await taken(folder, variables(commits));
  const head = commits.head.slice(0, 12);
  expect(said).toContain(base === "all" ? `all commits of ${head}` : `scanning ${commits[base].slice(0, 12)}..${head}`);
  expect(code).toBe(0);
});

const repository = { default_branch: "main" };

test.each<[string, (commits: Commits) => unknown, Variables, base: keyof Commits | "all"]>([
  ["a push", ({ before }) => ({ before, created: false, repository }), { GITHUB_REF_NAME: "feature" }, "before"],
  ["the first push of a branch", () => ({ before: ZEROS, created: true, repository }), { GITHUB_REF_NAME: "feature" }, "target"],
  ["a force push", () => ({ before: GONE, forced: true, repository }), { GITHUB_REF_NAME: "feature" }, "target"],
  ["a force push of the default branch", () => ({ before: GONE, forced: true, repository }), { GITHUB_REF_NAME: "main" }, "all"],
  ["a tag", () => ({ before: ZEROS, created: true, repository }), { GITHUB_REF_NAME: "v1" }, "target"],
  [
    "a pull request",
    ({ target }) => ({ pull_request: { base: { sha: target } }, repository }),
    { GITHUB_BASE_REF: "main" },
    "target",
  ],
  [
    "a pull request whose base has moved away",
    () => ({ pull_request: { base: { sha: GONE } }, repository }),
    { GITHUB_BASE_REF: "main" },
    "target",
  ],
  ["the merge queue", ({ target }) => ({ merge_group: { base_sha: target }, repository }), {}, "target"],
  ["a schedule on the default branch", () => ({ schedule: "0 3 * * *", repository }), { GITHUB_REF_NAME: "main" }, "all"],
  ["a job that was started by hand", () => ({ inputs: {}, repository }), { GITHUB_REF_NAME: "feature" }, "target"],
])("GitHub, %s", async (_name, event, variables, base) => {
  const { folder, commits } = clone();
  const { code, said } = await taken(folder, { GITHUB_ACTIONS: "true", GITHUB_SHA: commits.head, ...variables }, event(commits));
  const head = commits.head.slice(0, 12);
  expect(said).toContain(base === "all" ? `all commits of ${head}` : `scanning ${commits[base].slice(0, 12)}..${head}`);
  expect(code).toBe(0);
});

test("GitHub, pull_request_target: the pull request's head, not the target that is checked out; an error without it", async () => {
  const { folder, commits } = clone();
  folder.git("checkout", "-q", "--detach", "origin/main");
  const variables = { GITHUB_ACTIONS: "true", GITHUB_EVENT_NAME: "pull_request_target", GITHUB_SHA: commits.target };
  const event = (sha: string) => ({ pull_request: { base: { sha: commits.target }, head: { sha } }, repository });
  const { code, said } = await taken(folder, variables, event(commits.head));
  expect(said).toContain(`scanning ${commits.target.slice(0, 12)}..${commits.head.slice(0, 12)}`);
  expect(code).toBe(0);
  const missing = await taken(folder, variables, event(GONE));
  expect(missing.code).toBe(2);
  expect(missing.said).toContain(`git fetch origin ${GONE}`);
});
