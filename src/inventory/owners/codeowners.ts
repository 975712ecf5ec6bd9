/**
 * CODEOWNERS of GitHub and GitLab: where the file lies, which of the two it is, and who owns a path.
 */

import { parseGithubOwners } from "./github-owners.js";
import { parseGitlabOwners } from "./gitlab-owners.js";

export type CodeownersDialect = "github" | "gitlab";

/** Owners of a path, relative to the root and with `/`; empty for nobody. */
export type OwnersOf = (path: string) => readonly string[];

/** Where each host looks; the first that exists counts. */
export const CODEOWNERS_PLACES: Readonly<Record<CodeownersDialect, readonly string[]>> = {
  github: [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"],
  gitlab: ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
};

/** The file that holds, by what exists: a `.gitlab-ci.yml` without `.github/` speaks for GitLab's order. */
export function locateCodeowners(
  exists: (path: string) => boolean,
): { path: string; dialect: CodeownersDialect | undefined } | undefined {
  const gitlabFirst = exists(".gitlab-ci.yml") && !exists(".github/CODEOWNERS") && !exists(".github");
  const dialects: readonly CodeownersDialect[] = gitlabFirst ? ["gitlab", "github"] : ["github", "gitlab"];
  for (const dialect of dialects) {
    const path = CODEOWNERS_PLACES[dialect].find(exists);
    if (path === undefined) continue;
    if (path.startsWith(".github/")) return { path, dialect: "github" };
    if (path.startsWith(".gitlab/")) return { path, dialect: "gitlab" };
    return { path, dialect: gitlabFirst ? "gitlab" : undefined };
  }
  return undefined;
}

/** @param dialect by default told by the syntax: sections are GitLab's */
export function parseCodeowners(text: string, dialect?: CodeownersDialect): OwnersOf {
  const told = dialect ?? (/^\^?\[[^\]\n]+\](?:\[\d+\])?(?:\s|$)/m.test(text) ? "gitlab" : "github");
  const ownersOf = told === "gitlab" ? parseGitlabOwners(text) : parseGithubOwners(text);
  // many secrets are used in one file
  const known = new Map<string, readonly string[]>();
  return (path) => {
    const owners = known.get(path) ?? ownersOf(path);
    known.set(path, owners);
    return owners;
  };
}
