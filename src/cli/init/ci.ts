/**
 * The check in CI, for the host that the repository lives at: `--no-verify` passes a hook by, a CI job it does not.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { runGit } from "../../sources/git/run.js";
import { changeOf, NO_PLAN, type Plan, type ReadText } from "./change.js";
import { blockIn, withBlockAtEnd, withoutBlock } from "./marked-block.js";

export type CiHost = "github" | "gitlab" | "bitbucket" | "azure" | "circleci" | "jenkins" | "drone";

const RUN = "npx --yes secret-scan range";

const GITHUB_JOB = `# Made by \`secret-scan init\`.
name: secret-scan
on:
  push:
  pull_request:
  merge_group:
permissions:
  contents: read
jobs:
  secret-scan:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 20
      - run: ${RUN} --format github
`;

const GITLAB_JOB = [
  "secret-scan:",
  "  image: node:20",
  "  variables:",
  '    GIT_DEPTH: "0"',
  "  script:",
  `    - ${RUN} --format pretty --format gitlab=gl-secret-detection-report.json`,
  "  artifacts:",
  "    when: always",
  "    reports:",
  "      secret_detection: gl-secret-detection-report.json",
];

/** Files that only exist for one host. */
const FILES: readonly (readonly [string, CiHost])[] = [
  [".gitlab-ci.yml", "gitlab"],
  ["bitbucket-pipelines.yml", "bitbucket"],
  ["azure-pipelines.yml", "azure"],
  [".circleci/config.yml", "circleci"],
  ["Jenkinsfile", "jenkins"],
  [".drone.yml", "drone"],
];

/** @param remote URL of a remote, if there is one @param hasWorkflows whether `.github/workflows` exists */
async function findCiHost(read: ReadText, remote: string | undefined, hasWorkflows: boolean): Promise<CiHost | undefined> {
  for (const [file, host] of FILES) if ((await read(file)) !== undefined) return host;
  if (hasWorkflows || /github\./i.test(remote ?? "")) return "github";
  if (/gitlab/i.test(remote ?? "")) return "gitlab";
  if (/bitbucket\./i.test(remote ?? "")) return "bitbucket";
  if (/dev\.azure\.com|visualstudio\.com/i.test(remote ?? "")) return "azure";
  return undefined;
}

/** The host of this repository, by its files and its remote. */
export async function findCiHostOf(root: string, read: ReadText): Promise<CiHost | undefined> {
  const { stdout } = await runGit(["config", "--get-regexp", "^remote\\..*\\.url$"], { cwd: root });
  const remote = /^\S+ (.+)$/m.exec(stdout.toString("utf8"))?.[1];
  return findCiHost(read, remote, existsSync(join(root, ".github/workflows")));
}

export async function planCi(host: CiHost | undefined, read: ReadText, undo: boolean): Promise<Plan> {
  if (host === undefined) return NO_PLAN;
  if (host === "github") {
    const path = ".github/workflows/secret-scan.yml";
    const before = await read(path);
    const purpose = "checks every push and pull request";
    if (undo)
      return before?.startsWith("# Made by `secret-scan init`") === true
        ? changeOf({ path, before, after: undefined, purpose })
        : NO_PLAN;
    return before === undefined ? changeOf({ path, before, after: GITHUB_JOB, purpose }) : NO_PLAN;
  }
  if (host === "gitlab") return planGitlab(await read(".gitlab-ci.yml"), undo);
  if (undo) return NO_PLAN;
  return { changes: [], notes: [`CI: add a step that runs \`${RUN}\` on a full clone`] };
}

function planGitlab(before: string | undefined, undo: boolean): Plan {
  const path = ".gitlab-ci.yml";
  const text = before ?? "";
  const purpose = "checks every push and merge request";
  if (undo) {
    if (blockIn(text) === undefined) return NO_PLAN;
    const rest = withoutBlock(text);
    return changeOf({ path, before, after: rest.trim() === "" ? undefined : rest, purpose });
  }
  if (/^secret-scan:/m.test(text)) return NO_PLAN;
  return changeOf({ path, before, after: withBlockAtEnd(text, GITLAB_JOB), purpose });
}
