/**
 * Words for a revision that is none here: a name that nothing has, an object that is no commit, one that cannot be read, or one that was
 * never fetched.
 */

import { SecretScanError } from "../../model/error.js";
import { gitError } from "./git-error.js";
import { type GitOptions, runGit } from "./run.js";

const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const REMOTE_BRANCH = /^origin\/([^~^:@{}\s]+)$/;
const DAMAGED = /corrupt|unable to (?:unpack|parse)|could not read|inflate|bad object|failed to traverse/i;

/** The error for a revision that `commitOf` knows no commit of, in a clone that is not cut off. */
export async function unknownRevision(place: GitOptions, name: string): Promise<SecretScanError> {
  const args = ["cat-file", "-t", name];
  const { status, stdout, stderr } = name.startsWith("-") ? { status: 1, stdout: "", stderr: "" } : await runGit(args, place);
  if (status === 0) return new SecretScanError("usage", `"${name}" is a ${String(stdout).trim()}, no commit`);
  if (DAMAGED.test(stderr)) {
    return new SecretScanError(
      "git",
      `the commit "${name}" ${cause(args, status, stderr, place)}`,
      {},
      "`git fsck` shows what is damaged",
    );
  }
  if (FULL_ID.test(name)) {
    const remedy = `\`git fetch origin ${name}\` gets it, where the remote still has it`;
    return new SecretScanError("usage", `the commit ${name} is not in this clone`, {}, remedy);
  }
  if (name === "HEAD") return new SecretScanError("usage", 'no commit is called "HEAD" here', {}, "Make the first commit");
  const branch = REMOTE_BRANCH.exec(name)?.[1];
  const remedy =
    branch === undefined
      ? "`git log` and `git branch -a` show what there is; fetch what is missing"
      : `\`${fetchBranch(branch)}\` gets it, if the remote has it`;
  return new SecretScanError("usage", `no commit is called "${name}" here`, {}, remedy);
}

/** What makes a clone whole and brings the revision into it. */
export function deepeningCommand(name: string): string {
  const branch = REMOTE_BRANCH.exec(name)?.[1];
  return `git fetch --unshallow${branch === undefined ? "" : ` && ${fetchBranch(branch)}`}`;
}

/** Also into a clone that follows one branch alone. */
function fetchBranch(branch: string): string {
  return `git fetch origin ${branch}:refs/remotes/origin/${branch}`;
}

function cause(args: readonly string[], status: number, stderr: string, { cwd }: GitOptions): string {
  return gitError(args, status, stderr, cwd).message.replace(/^.*?failed \(\d+\): /, "cannot be read: ");
}
