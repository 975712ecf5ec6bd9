/**
 * When a hard-coded value last changed: the commit that its line comes from.
 */

import type { Finding } from "../../model/finding.js";
import { runGitSync } from "../../sources/git/run.js";

/** Findings with the commit, author and date of their line; as they were where git knows none. */
export function withDates(findings: readonly Finding[], root: string): Finding[] {
  return findings.map((finding) => {
    if (finding.startLine === finding.endLine && finding.startColumn === finding.endColumn) return finding;
    const { startLine, path } = finding;
    const { status, stdout } = runGitSync(["blame", "--porcelain", "-L", `${startLine},${startLine}`, "--", path], { cwd: root });
    const facts = status === 0 ? readPorcelain(stdout.toString("utf8")) : undefined;
    return facts === undefined ? finding : { ...finding, ...facts };
  });
}

/** `ID …\nauthor N\nauthor-mail <M>\nauthor-time S\nauthor-tz +HHMM\n…`; a line that is not committed has only zeros for an id. */
function readPorcelain(text: string): Pick<Finding, "commit" | "author" | "date"> | undefined {
  const commit = /^([0-9a-f]{40,64}) /.exec(text)?.[1];
  if (commit === undefined || /^0+$/.test(commit)) return undefined;
  const field = (name: string): string => new RegExp(`^${name} (.*)$`, "m").exec(text)?.[1] ?? "";
  const seconds = Number(field("author-time"));
  if (!Number.isFinite(seconds)) return undefined;
  return { commit, author: `${field("author")} ${field("author-mail")}`, date: new Date(seconds * 1000).toISOString() };
}
