/**
 * Would CI see the commits that it is to check?
 */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { shallowCommits } from "../../sources/git/revisions.js";
import type { ReadText } from "../init/change.js";
import { advice, type CheckResult, ok, wrong } from "./check.js";

/** Whether the history is whole: a shallow clone hides bases. */
export async function checkClone(root: string): Promise<CheckResult> {
  const shallow = await shallowCommits({ cwd: root });
  return shallow.size === 0
    ? ok("clone", "the clone is whole")
    : wrong("clone", "the clone is shallow: bases may be missing", "git fetch --unshallow");
}

/** Jobs that call secret-scan must fetch the base commit too. @param canInit whether `init` writes a job for this repository's host */
export async function checkCi(root: string, read: ReadText, canInit: boolean): Promise<CheckResult> {
  const jobs = await jobFiles(root, read);
  const calling = jobs.filter(({ text }) => /\bsecret-scan\b/.test(text));
  if (calling.length === 0)
    return advice(
      "ci",
      "no CI job runs secret-scan: `git commit --no-verify` is noticed by nobody",
      canInit ? "Run `secret-scan init`" : "Have a CI job run `npx --yes secret-scan range` on a whole clone",
    );
  const blind = calling.find(({ file, text }) => /\brange\b|\bhistory\b/.test(text) && !fetchesAll(file, text));
  if (blind === undefined) return ok("ci", `${calling[0]?.file} runs secret-scan on a whole clone`);
  return wrong(
    "ci",
    `${blind.file} may not have the base commit`,
    blind.file.startsWith(".github") ? "Give actions/checkout `fetch-depth: 0`" : "Have the job clone the whole history",
  );
}

function fetchesAll(file: string, text: string): boolean {
  if (file.startsWith(".github")) return /fetch-depth:\s*["']?0\b/.test(text);
  if (file === ".gitlab-ci.yml") return /GIT_DEPTH:\s*["']?0\b/.test(text);
  if (file === "bitbucket-pipelines.yml") return /depth:\s*full/.test(text);
  if (file === "azure-pipelines.yml") return /fetchDepth:\s*["']?0\b/.test(text);
  if (file === ".drone.yml") return /depth:\s*0\b/.test(text) || !/depth:/.test(text);
  return true;
}

async function jobFiles(root: string, read: ReadText): Promise<{ file: string; text: string }[]> {
  const names = [
    ...workflows(root),
    ".gitlab-ci.yml",
    "bitbucket-pipelines.yml",
    "azure-pipelines.yml",
    ".circleci/config.yml",
    "Jenkinsfile",
    ".drone.yml",
  ];
  const files: { file: string; text: string }[] = [];
  for (const file of names) {
    const text = await read(file);
    if (text !== undefined) files.push({ file, text });
  }
  return files;
}

function workflows(root: string): string[] {
  try {
    return readdirSync(join(root, ".github/workflows"))
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => `.github/workflows/${name}`);
  } catch {
    return [];
  }
}
