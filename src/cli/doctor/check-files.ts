/**
 * Environment files, ignore rules and exceptions of the repository.
 */

import { daysLeft } from "../../allow/dates.js";
import { SecretScanError } from "../../model/error.js";
import { loadAllowlist } from "../../scan/exceptions.js";
import { gitError } from "../../sources/git/git-error.js";
import { type GitOptions, runGit } from "../../sources/git/run.js";
import { advice, type CheckResult, ok, wrong } from "./check.js";

const ENV_FILES = [":(glob,icase)**/.env", ":(glob,icase)**/.env.*"];
const EXAMPLES = /\.(?:example|sample|template|dist)$/i;
const PATHSPECS = { GIT_LITERAL_PATHSPECS: "0" };
const SOON_DAYS = 14;

/** @param here a path from the root as a shell in the current folder wants it */
export async function checkEnvTracked(root: string, here: (path: string) => string): Promise<CheckResult> {
  const files = await envFiles(["ls-files", "-z", "--", ...ENV_FILES], { cwd: root });
  if (files.length === 0) return ok("env-tracked", "no environment file is tracked");
  const shown = files.slice(0, 3).join(", ");
  return wrong(
    "env-tracked",
    `tracked: ${shown}${files.length > 3 ? ` and ${files.length - 3} more` : ""}`,
    `\`git rm -q --cached -- ${files.map(here).join(" ")}\` and commit that; then rotate what was in ${files.length > 1 ? "them" : "it"}`,
  );
}

/** Whether an environment file was ever committed. */
export async function checkEnvHistory(root: string): Promise<CheckResult> {
  const log = ["log", "--all", "-z", "--format=", "--name-only", "--diff-filter=A", "--no-renames", "--", ...ENV_FILES];
  const files = [...new Set(await envFiles(log, { cwd: root }))];
  if (files.length === 0) return ok("env-history", "no environment file is in the history");
  // Rotated or not, they stay there: what cannot be mended does not make the whole fail.
  return advice(
    "env-history",
    `in the history: ${files.slice(0, 3).join(", ")}`,
    "Rotate every credential that was in them; `secret-scan history` shows where",
  );
}

async function envFiles(args: readonly string[], place: GitOptions): Promise<string[]> {
  const { status, stdout, stderr } = await runGit(args, { ...place, environment: PATHSPECS });
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  return stdout
    .toString("utf8")
    .split("\0")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !EXAMPLES.test(name));
}

/** Whether `.env` would be ignored, and by which line of which file. */
export async function checkIgnored(root: string, here: (path: string) => string): Promise<CheckResult> {
  const { status, stdout } = await runGit(["check-ignore", "-v", "--no-index", "--", ".env"], {
    cwd: root,
    environment: PATHSPECS,
  });
  const [rule] = stdout.toString("utf8").split("\t");
  if (status === 0 && rule !== undefined && !/:!/.test(rule)) return ok("env-ignored", `.env is ignored by ${rule}`);
  return wrong("env-ignored", ".env is not ignored", `Run \`secret-scan init\`, or: \`echo .env >> ${here(".gitignore")}\``);
}

/** How much git ignores and is so not scanned, by the rules that ignore most. */
export async function checkLeftOut(root: string): Promise<CheckResult> {
  const listed = await runGit(["ls-files", "-z", "-o", "-i", "--exclude-standard", "--directory"], { cwd: root });
  const paths = listed.stdout
    .toString("utf8")
    .split("\0")
    .filter((path) => path !== "");
  if (paths.length === 0) return ok("left-out", "nothing is ignored");
  const why = await runGit(["check-ignore", "-v", "-z", "--stdin"], {
    cwd: root,
    environment: PATHSPECS,
    input: paths
      .slice(0, 1000)
      .map((path) => `${path}\0`)
      .join(""),
  });
  const fields = why.stdout.toString("utf8").split("\0");
  const counts = new Map<string, number>();
  for (let at = 0; at + 3 < fields.length; at += 4) {
    const rule = `${fields[at + 2]} (${fields[at]}:${fields[at + 1]})`;
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  const most = [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 3)
    .map(([rule]) => rule);
  return ok(
    "left-out",
    `ignored and not scanned: ${paths.length} ${paths.length === 1 ? "file or folder" : "files and folders"}, by ${most.join(", ")}; --include-ignored reads them`,
  );
}

/** Whether the allowlist can be read, and which entries have ended or soon will. */
export async function checkAllowlist(root: string, knownRuleIds: ReadonlySet<string>, now: Date): Promise<CheckResult> {
  const today = now.toISOString().slice(0, 10);
  try {
    const { entries } = await loadAllowlist({ named: undefined, cwd: root, root, knownRuleIds, now });
    const dated = entries.flatMap(({ line, expires }) =>
      expires === undefined ? [] : [{ line, left: daysLeft(expires, today) }],
    );
    const over = dated.filter(({ left }) => left < 0);
    if (over.length > 0)
      return wrong(
        "allowlist",
        `entries that expired: line ${over.map(({ line }) => line).join(", ")}`,
        "`secret-scan allow prune`, or give them a new date",
      );
    const soon = dated.filter(({ left }) => left <= SOON_DAYS);
    if (soon.length > 0)
      return advice(
        "allowlist",
        `entries that end within ${SOON_DAYS} days: line ${soon.map(({ line }) => line).join(", ")}`,
        "Mend what they hide, or give them a new date",
      );
    return ok("allowlist", entries.length === 0 ? "no exceptions" : `${entries.length} exceptions, none expired`);
  } catch (error) {
    if (error instanceof SecretScanError) return wrong("allowlist", error.describe(), "Nothing is scanned until it is mended");
    throw error;
  }
}
