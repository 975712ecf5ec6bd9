/**
 * The ways out of a refused commit or push, as commands that work when they are copied.
 */

import type { Finding } from "../../model/finding.js";
import { visible } from "../text/visible.js";
import { environmentLine } from "./environment-line.js";
import type { RefusalOptions } from "./refusal.js";
import { ignorePattern, shellWord } from "./shell.js";

export interface Remedy {
  readonly title: string;
  /** Lines to be typed, or to stand in the file. */
  readonly commands: readonly string[];
}

/** Above this many paths a command names the whole index. */
const MOST_PATHS = 5;
/** Findings that are allowed one by one. */
const MOST_ALLOWED = 2;
const MOST_PAGES = 3;
const MOST_COMMITS = 3;

/** In the order in which a person tries them. */
export function remedies(findings: readonly Finding[], options: RefusalOptions): Remedy[] {
  switch (options.stage) {
    case "commit":
      return [
        unstage(findings, options),
        ...useVariable(findings, options),
        keepOut(findings, options),
        allow(findings, options, ""),
      ];
    case "message":
      return [
        { title: "Write the message again:", commands: ['git commit -e -F "$(git rev-parse --git-path COMMIT_EDITMSG)"'] },
        allow(findings, options, ""),
      ];
    case "push":
      return [
        ...rotate(findings),
        rewrite(findings, options),
        allow(findings, options, ' && git commit -m "Allow what is no secret"'),
      ];
    case "receive":
      return [...rotate(findings), rewrite(findings, options)];
  }
}

function unstage(findings: readonly Finding[], options: RefusalOptions): Remedy {
  const paths = pathsOf(findings);
  const them = paths.length === 1 ? "the file" : "the files";
  const command = options.hasHead ? "git restore --staged --" : "git rm -r -q --cached -f --";
  const named = paths.length > MOST_PATHS ? ":/" : words(paths, options);
  const out = `${command} ${named}`;
  if (options.ownIndex === "paths") return { title: `Leave ${them} out: commit again and do not name ${them}.`, commands: [] };
  if (options.ownIndex === "all") {
    return { title: `Leave ${them} out: stage the others, and commit without -a:`, commands: [`git add -u && ${out}`] };
  }
  return { title: `Leave ${them} out of this commit:`, commands: [out] };
}

/** Not in a file that is refused whatever stands in it. */
function useVariable(findings: readonly Finding[], options: RefusalOptions): Remedy[] {
  const refused = new Set(pathsOf(findings.filter(isByName)));
  const { size } = new Set(pathsOf(findings));
  for (const finding of findings) {
    const line = refused.has(finding.path) ? undefined : environmentLine(finding);
    if (line === undefined) continue;
    const where = size === 1 ? "" : ` of ${visible(finding.path)}`;
    return [
      {
        title: `Read it from the environment; line ${finding.startLine}${where} is then, for example:`,
        commands: [line, `git add -- ${shellWord(fromHere(finding.path, options))}`],
      },
    ];
  }
  return [];
}

function keepOut(findings: readonly Finding[], options: RefusalOptions): Remedy {
  const sensitive = findings.filter(isByName);
  const paths = pathsOf(sensitive.length > 0 ? sensitive : findings).slice(0, MOST_PATHS);
  const top = "../".repeat(options.from.split("/").length - 1);
  const patterns = paths.map((path) => shellWord(ignorePattern(path))).join(" ");
  return {
    title: `Keep ${paths.length === 1 ? "the file" : "the files"}, but out of git:`,
    commands: [
      `git rm -q --cached -f -- ${words(paths, options)}`,
      `${paths.length === 1 ? "echo" : "printf '%s\\n'"} ${patterns} >> ${top}.gitignore`,
    ],
  };
}

function allow(findings: readonly Finding[], { program, from }: RefusalOptions, then: string): Remedy {
  const fingerprints = [...new Set(findings.map(({ fingerprint }) => fingerprint))];
  const which = fingerprints.length > MOST_ALLOWED ? ["--last"] : fingerprints;
  const top = "../".repeat(from.split("/").length - 1);
  return {
    title: "If it is no secret, allow it and say why:",
    commands: [
      ...which.map((name) => `${program} allow ${name} --reason "why it is no secret"`),
      `git add ${top}.secrets-allowlist${then}`,
    ],
  };
}

function rotate(findings: readonly Finding[]): Remedy[] {
  const pages = [...new Set(findings.flatMap(({ remediation }) => remediation.revokeUrl ?? []))];
  return [{ title: "If it was ever pushed: revoke it first and make a new one.", commands: pages.slice(0, MOST_PAGES) }];
}

function rewrite(findings: readonly Finding[], { tip }: RefusalOptions): Remedy {
  const commits = [...new Set(findings.flatMap(({ commit }) => commit ?? []))];
  const [first] = commits;
  if (first === undefined || (commits.length === 1 && first === tip)) {
    return {
      title: "Take it out of the file, then out of the last commit:",
      commands: ["git add -u && git commit --amend --no-edit"],
    };
  }
  return {
    title: `Take it out of the commits that have it (${commits
      .map((id) => id.slice(0, 12))
      .slice(0, MOST_COMMITS)
      .join(", ")}): mark them "edit", mend the file, amend, go on:`,
    commands: [`git rebase -i ${first.slice(0, 12)}~1`, "git add -u && git commit --amend --no-edit && git rebase --continue"],
  };
}

/** Of a rule that looks at names alone. */
function isByName({ type }: Finding): boolean {
  return type === "sensitive-file";
}

function words(paths: readonly string[], options: RefusalOptions): string {
  return paths.map((path) => shellWord(fromHere(path, options))).join(" ");
}

function pathsOf(findings: readonly Finding[]): string[] {
  return [...new Set(findings.map(({ path }) => path))];
}

/** The path as the user reaches it from where they stand. */
function fromHere(path: string, { from }: RefusalOptions): string {
  const here = from.split("/").slice(0, -1);
  const parts = path.split("/");
  let shared = 0;
  while (shared < here.length && shared < parts.length - 1 && here[shared] === parts[shared]) shared++;
  return "../".repeat(here.length - shared) + parts.slice(shared).join("/");
}
