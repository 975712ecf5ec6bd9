/**
 * Which commit the inventory of the work tree is held against: a revision, or what the CI service says a change starts from.
 */

import { SecretScanError } from "../../model/error.js";
import { ciRange } from "../../sources/git/ci-range.js";
import { commitOf, shallowCommits } from "../../sources/git/revisions.js";
import { type GitOptions, runGit } from "../../sources/git/run.js";
import type { Io } from "../io.js";

export interface InventoryBase {
  /** As reports name it. */
  readonly name: string;
  /** Full id; undefined where a shallow clone may hide it. */
  readonly commit: string | undefined;
}

/**
 * `ci`, where no revision is called so: what `range` without arguments takes, and of a branch the commit where it began.
 *
 * @returns undefined when the CI service knows no base, as for the first push of a branch
 * @throws SecretScanError `usage` when there is no such revision
 */
export async function findBase(name: string, root: string, io: Io): Promise<InventoryBase | undefined> {
  const place = { cwd: root, signal: io.signal };
  const commit = await commitOf(place, name);
  if (commit !== undefined) return { name, commit };
  if (name === "ci") return baseOfCi(place, io);
  if ((await shallowCommits(place)).size === 0) {
    throw new SecretScanError(
      "usage",
      `--base: no commit is called "${name}" here`,
      {},
      "`git log` and `git branch -a` show what there is; fetch what is missing",
    );
  }
  return { name, commit };
}

async function baseOfCi(place: GitOptions, io: Io): Promise<InventoryBase | undefined> {
  const ci = await ciRange(io.env);
  if (ci === undefined) throw new SecretScanError("usage", "--base ci: no CI service was recognised", {}, "Name a revision");
  for (const name of ci.bases) {
    const tip = await commitOf(place, name);
    if (tip === undefined) continue;
    const { status, stdout } = await runGit(["merge-base", tip, "HEAD"], place);
    const start = stdout.toString("latin1").trim();
    return { name: /^[0-9a-f]{40,}$/.test(name) ? name.slice(0, 12) : name, commit: status === 0 && start !== "" ? start : tip };
  }
  const [missing] = ci.bases;
  return missing !== undefined && (await shallowCommits(place)).size > 0 ? { name: missing, commit: undefined } : undefined;
}
