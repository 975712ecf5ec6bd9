/**
 * Base and head of what a CI job is about, from the variables that the service sets.
 *
 * Owns the services' conventions. Whether the commits are in the clone is asked by the caller.
 */

import { readFile } from "node:fs/promises";

export interface CiRange {
  /** The service, for messages. */
  readonly service: string;
  /** Names or ids to be tried in this order; empty: the service knows none, as for the first push of a branch. */
  readonly bases: readonly string[];
  readonly head: string;
  /** The commit that was checked out is another one: without the head there is nothing to look at. */
  readonly isHeadElsewhere?: true;
  /** How to get a base that is missing in a shallow clone. */
  readonly deepen: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const ZEROS = /^0+$/;

/** @returns undefined outside a CI service that is known */
export async function ciRange(env: Environment): Promise<CiRange | undefined> {
  if (env["GITHUB_ACTIONS"] === "true") return github(env);
  if (env["GITLAB_CI"]) {
    const target = env["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"];
    return range(
      "GitLab",
      env["CI_COMMIT_SHA"],
      [
        env["CI_MERGE_REQUEST_DIFF_BASE_SHA"],
        env["CI_MERGE_REQUEST_TARGET_BRANCH_SHA"],
        remote(target),
        target === undefined ? env["CI_COMMIT_BEFORE_SHA"] : undefined,
        // Of the default branch itself there is nothing to compare with.
        env["CI_COMMIT_BRANCH"] === env["CI_DEFAULT_BRANCH"] ? undefined : remote(env["CI_DEFAULT_BRANCH"]),
      ],
      "set GIT_DEPTH: 0 in the job, or run",
    );
  }
  if (env["BITBUCKET_BUILD_NUMBER"]) {
    const target = env["BITBUCKET_PR_DESTINATION_BRANCH"];
    return range(
      "Bitbucket",
      env["BITBUCKET_COMMIT"],
      [env["BITBUCKET_PR_DESTINATION_COMMIT"], remote(target)],
      "set clone: depth: full, or run",
    );
  }
  if (env["TF_BUILD"]) {
    const target = env["SYSTEM_PULLREQUEST_TARGETBRANCH"]?.replace(/^refs\/heads\//, "");
    return range("Azure Pipelines", env["BUILD_SOURCEVERSION"], [remote(target)], "set fetchDepth: 0 on checkout, or run");
  }
  if (env["JENKINS_URL"]) {
    return range(
      "Jenkins",
      env["GIT_COMMIT"],
      [remote(env["CHANGE_TARGET"]), env["GIT_PREVIOUS_SUCCESSFUL_COMMIT"], env["GIT_PREVIOUS_COMMIT"]],
      "",
    );
  }
  if (env["CIRCLECI"]) {
    // The compare URL ends in OLD...NEW, or in one commit for the first push.
    const compared = /([0-9a-f]{7,64})\.\.\.([0-9a-f]{7,64})$/.exec(env["CIRCLE_COMPARE_URL"] ?? "");
    return range(
      "CircleCI",
      env["CIRCLE_SHA1"],
      [env["CIRCLE_PIPELINE_GIT_BASE_REVISION"], env["PIPELINE_GIT_BASE_REVISION"], compared?.[1]],
      "",
    );
  }
  if (env["DRONE"]) {
    return range(
      "Drone",
      env["DRONE_COMMIT_SHA"] ?? env["DRONE_COMMIT"],
      [env["DRONE_BUILD_EVENT"] === "pull_request" ? remote(env["DRONE_TARGET_BRANCH"]) : undefined, env["DRONE_COMMIT_BEFORE"]],
      "set clone: depth: 0, or run",
    );
  }
  return undefined;
}

/** The event's own file tells more than the variables do. */
async function github(env: Environment): Promise<CiRange> {
  const event = await readEvent(env["GITHUB_EVENT_PATH"]);
  const deepen = "give actions/checkout fetch-depth: 0, or run";
  const head = env["GITHUB_SHA"];
  const pull = record(event["pull_request"]);
  if (pull !== undefined) {
    // HEAD is a merge commit made for the event; the pull request's own commits are what came in.
    const bases = [text(record(pull["base"])?.["sha"]), remote(env["GITHUB_BASE_REF"])];
    if (env["GITHUB_EVENT_NAME"] !== "pull_request_target") return range("GitHub", head, bases, deepen);
    // The job runs on the target branch, and its commit would be compared with itself.
    return { ...range("GitHub", text(record(pull["head"])?.["sha"]), bases, deepen), isHeadElsewhere: true };
  }
  const group = record(event["merge_group"]);
  if (group !== undefined) return range("GitHub", head, [text(group["base_sha"])], deepen);
  const created = event["created"] === true;
  // A force push names what was there before, which may be gone; the default branch is then what to compare with.
  const defaultBranch = text(record(event["repository"])?.["default_branch"]);
  const pushedTo = env["GITHUB_REF_NAME"];
  return range(
    "GitHub",
    head,
    [created ? undefined : text(event["before"]), pushedTo === defaultBranch ? undefined : remote(defaultBranch)],
    deepen,
  );
}

function range(service: string, head: string | undefined, bases: readonly (string | undefined)[], deepen: string): CiRange {
  const known = bases.filter((base): base is string => base !== undefined && base !== "" && !ZEROS.test(base));
  return { service, head: head === undefined || head === "" ? "HEAD" : head, bases: known, deepen };
}

function remote(branch: string | undefined): string | undefined {
  return branch === undefined || branch === "" ? undefined : `origin/${branch}`;
}

async function readEvent(path: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (path === undefined) return {};
  try {
    return record(JSON.parse(await readFile(path, "utf8"))) ?? {};
  } catch {
    // Without the event the variables have to do.
    return {};
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
