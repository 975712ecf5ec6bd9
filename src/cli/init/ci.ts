/**
 * The check in CI, for the host that the repository lives at: `--no-verify` passes a hook by, a CI job it does not.
 */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { runGit } from "../../sources/git/run.js";
import { changeOf, NO_PLAN, type Plan, type ReadText } from "./change.js";
import { CI_JOBS, type CiHost, type CiParts } from "./ci-jobs.js";
import { blockIn, withBlockAtEnd, withoutBlock } from "./marked-block.js";

/** First line of a file that is ours as a whole. */
const HEAD = "# Made by `secret-scan init`.";

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

/** @param host undefined where none is known: then nothing is planned */
export async function planCi(host: CiHost | undefined, read: ReadText, undo: boolean): Promise<Plan> {
  if (host === undefined) return NO_PLAN;
  const { path, whole, parts, snippet } = CI_JOBS[host];
  const before = await read(path);
  const change = (after: string | undefined): Plan =>
    changeOf({ path, before, after, purpose: "checks what is pushed and what is to be merged" });
  if (undo) {
    if (before === undefined) return NO_PLAN;
    if (before === `${HEAD}\n${whole}`) return change(undefined);
    return before.startsWith(HEAD) ? { changes: [], notes: [`${path} stays: it was changed`] } : change(withoutParts(before));
  }
  if (before === undefined) return whole === undefined ? NO_PLAN : change(`${HEAD}\n${whole}`);
  if (/\bsecret-scan\b/.test(before)) return NO_PLAN;
  const after = await withParts(before, parts);
  return after === undefined
    ? { changes: [], notes: [`CI: add a step to ${path} that checks a whole clone:\n${snippet}`] }
    : change(after);
}

/** Undefined where nothing else is in the file. */
function withoutParts(text: string): string | undefined {
  let rest = text;
  while (blockIn(rest) !== undefined) rest = withoutBlock(rest);
  return rest !== text && rest.trim() === "" ? undefined : rest;
}

/** Undefined where one of the parts has no place that is surely right. */
async function withParts(text: string, choices: readonly CiParts[]): Promise<string | undefined> {
  for (const parts of choices) {
    let after: string | undefined = text;
    for (const { into, lines } of parts) {
      if (after === undefined) break;
      if (into === "end") after = withBlockAtEnd(after, lines);
      else after = (await import("./yaml-insert.js")).insertIntoYaml(after, into, lines);
    }
    if (after !== undefined && parts.length > 0) return after;
  }
  return undefined;
}
