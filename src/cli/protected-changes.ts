/**
 * Which changed files of exceptions `--protect-allowlist` blocks: those whose CODEOWNERS do not name the person whom the server says
 * the change to be from. The CODEOWNERS is that of the base, since a change must not make its author an owner.
 */

import { CODEOWNERS_PLACES } from "../inventory/owners/codeowners.js";
import { filesAt } from "../scan/git/revision-exceptions.js";
import type { ObjectReader } from "../sources/git/objects.js";
import { codeowners } from "./inventory/owners.js";
import type { Io } from "./io.js";
import type { Settings } from "./settings.js";
import { warn } from "./warn.js";

export interface ProtectionRequest {
  readonly changed: Iterable<string>;
  /** Revision to read CODEOWNERS from; undefined: there is none, and nobody owns anything. */
  readonly base: string | undefined;
  readonly reader: ObjectReader;
}

/** Those of `changed` that nobody has a right to change unseen. Only for a run at a server: a local environment names whom one likes. */
export async function protectedChanges(
  { changed, base, reader }: ProtectionRequest,
  settings: Settings,
  io: Io,
): Promise<readonly string[]> {
  const files = [...changed];
  const names = serverNames(io.env);
  if (!settings.protectAllowlist || files.length === 0 || base === undefined || names.length === 0) return files;
  // `.github` and `.gitlab-ci.yml` only tell whose order of places holds
  const places = [...new Set([...Object.values(CODEOWNERS_PLACES).flat(), ".gitlab-ci.yml", ".github"])];
  const contents = await filesAt(
    reader,
    places.map((path) => `${base}:${path}`),
  );
  const texts = new Map(places.map((path, index) => [path, contents[index]?.toString("utf8")]));
  const ownersOf = codeowners(
    (path) => texts.get(path) !== undefined,
    (path) => texts.get(path),
  );
  const owned = files.filter((file) => ownersOf(file).some((owner) => names.includes(owner.toLowerCase())));
  for (const file of owned) await warn(io, settings, `${file} may change: ${names[0]} is its owner`);
  return files.filter((file) => !owned.includes(file));
}

/** The author of the push or merge request as the server gives them, in the ways that CODEOWNERS may name them; lower case. */
function serverNames(env: Io["env"]): string[] {
  const { GITHUB_ACTIONS, GITHUB_ACTOR, GITHUB_USER_LOGIN, GITLAB_CI, GITLAB_USER_LOGIN, GITLAB_USER_EMAIL, GL_USERNAME } = env;
  const logins = [
    // the server hooks of GitLab and of GitHub Enterprise
    GL_USERNAME,
    GITHUB_USER_LOGIN,
    GITHUB_ACTIONS === "true" ? GITHUB_ACTOR : undefined,
    GITLAB_CI === "true" ? GITLAB_USER_LOGIN : undefined,
  ];
  const emails = [GITLAB_CI === "true" ? GITLAB_USER_EMAIL : undefined];
  return [...logins.flatMap((login) => (login ? [`@${login}`] : [])), ...emails.flatMap((email) => email || [])].map((name) =>
    name.toLowerCase(),
  );
}
