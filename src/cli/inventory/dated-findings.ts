/**
 * When a hard-coded value last changed: the commit that its line comes from. git is asked once a file.
 */

import type { Finding } from "../../model/finding.js";
import { runGit } from "../../sources/git/run.js";

type LineFacts = Required<Pick<Finding, "commit" | "author" | "date">>;

/** Lines of one file that one git is asked for: each is an argument. */
const LINES_AT_ONCE = 500;

/** Findings with the commit, author and date of their line; as they were where git knows none. */
export async function withDates(findings: readonly Finding[], root: string): Promise<Finding[]> {
  const lines = new Map<string, Set<number>>();
  for (const finding of findings)
    if (hasPlace(finding)) lines.set(finding.path, (lines.get(finding.path) ?? new Set()).add(finding.startLine));
  const known = new Map<string, ReadonlyMap<number, LineFacts>>();
  for (const [path, numbers] of lines) known.set(path, await blame(path, [...numbers], root));
  return findings.map((finding) => {
    const facts = hasPlace(finding) ? known.get(finding.path)?.get(finding.startLine) : undefined;
    return facts === undefined ? finding : { ...finding, ...facts };
  });
}

/** A finding of a rule on names has no line. */
function hasPlace({ startLine, endLine, startColumn, endColumn }: Finding): boolean {
  return startLine !== endLine || startColumn !== endColumn;
}

async function blame(path: string, lines: readonly number[], root: string): Promise<Map<number, LineFacts>> {
  const found = new Map<number, LineFacts>();
  for (let from = 0; from < lines.length; from += LINES_AT_ONCE) {
    const ranges = lines.slice(from, from + LINES_AT_ONCE).flatMap((line) => ["-L", `${line},${line}`]);
    const { status, stdout } = await runGit(["blame", "--line-porcelain", ...ranges, "--", path], { cwd: root });
    if (status === 0) for (const [line, facts] of readPorcelain(stdout.toString("utf8"))) found.set(line, facts);
  }
  return found;
}

/** `ID OLD NEW …\nauthor N\nauthor-mail <M>\nauthor-time S\n…\n\tTEXT` a line; what is not committed has only zeros for an id. */
function* readPorcelain(text: string): Generator<[number, LineFacts]> {
  for (const entry of text.split(/\n\t[^\n]*\n?/)) {
    const [, commit = "", line] = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(entry) ?? [];
    if (line === undefined || /^0+$/.test(commit)) continue;
    const field = (name: string): string => new RegExp(`^${name} (.*)$`, "m").exec(entry)?.[1] ?? "";
    const seconds = Number(field("author-time"));
    if (!Number.isFinite(seconds)) continue;
    const author = `${field("author")} ${field("author-mail")}`;
    yield [Number(line), { commit, author, date: new Date(seconds * 1000).toISOString() }];
  }
}
