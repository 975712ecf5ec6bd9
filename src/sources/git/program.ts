/**
 * Which git is run, and in what environment: the user's git, none of the repository's programs, no network, no prompt.
 *
 * Owns the hardening as data; starting processes is `run.ts`.
 */

import { accessSync, constants, realpathSync } from "node:fs";
import path, { delimiter, join } from "node:path";
import { locateRepository } from "./locate.js";

/** Oldest git whose commands this program uses. */
export const OLDEST_GIT: readonly [number, number] = [2, 25];

/**
 * Settings given on the command line stand above every configuration file, so what a repository's `.git/config` says about
 * programs to run never counts.
 */
export const HARDENED: readonly string[] = [
  "--no-pager",
  "--no-replace-objects",
  ...[
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "core.hooksPath=/dev/null",
    "core.pager=cat",
    "core.quotePath=false",
    "core.sshCommand=false",
    "core.askPass=",
    "credential.helper=",
    "diff.external=",
    "diff.orderFile=/dev/null",
    "diff.relative=false",
    "log.showSignature=false",
    "log.mailmap=false",
    "protocol.allow=never",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "color.ui=false",
    "advice.graftFileDeprecated=false",
  ].flatMap((setting) => ["-c", setting]),
];

/** What tells git which repository, index and object store a hook is about. */
const PLACE = new Set([
  "GIT_DIR",
  "GIT_WORK_TREE",
  "GIT_COMMON_DIR",
  "GIT_INDEX_FILE",
  "GIT_OBJECT_DIRECTORY",
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_QUARANTINE_PATH",
]);

/** The user's own configuration and installation: kept, or else `safe.directory` and global ignore files would be lost. */
const KEPT = /^GIT_(CONFIG_(GLOBAL|SYSTEM|NOSYSTEM|COUNT|PARAMETERS|KEY_\d+|VALUE_\d+)|EXEC_PATH|TEST_ASSUME_DIFFERENT_OWNER)$/;

/**
 * The environment of a git process.
 *
 * @param inheritPlace true in a hook and for the index, range and history: `GIT_DIR`, `GIT_INDEX_FILE` and the like keep their
 *   meaning. False when git is to look at the repository in its working directory, whatever called us.
 */
export function gitEnvironment(inheritPlace: boolean): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    const upper = name.toUpperCase();
    if (upper.startsWith("GIT_") && !KEPT.test(upper) && !(inheritPlace && PLACE.has(upper))) continue;
    environment[name] = value;
  }
  return Object.assign(environment, {
    PATH: trustedPath().join(delimiter),
    LC_ALL: "C",
    LANGUAGE: "",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
    GIT_LITERAL_PATHSPECS: "1",
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_GRAFT_FILE: "/dev/null",
    // Nothing is fetched: a partial clone's missing objects are reported. The second variable serves git that lacks the first.
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
  });
}

/**
 * For a git that is asked about the work tree: `core.worktree` of a repository's configuration could send it to foreign files, and
 * away from its own.
 *
 * @param root absolute, of the work tree
 */
export function ownWorkTree(root: string): Readonly<Record<string, string>> {
  return { GIT_WORK_TREE: root };
}

/**
 * Absolute path of git, or undefined when none is installed. A relative folder on PATH, one inside the repository, and one under
 * `node_modules` (husky and npm put such ones there) would let a repository choose the program, so they are passed over.
 */
export function findGit(): string | undefined {
  if (known !== undefined) return known;
  const names = process.platform === "win32" ? ["git.exe"] : ["git"];
  for (const folder of trustedPath()) {
    for (const name of names) {
      const program = join(folder, name);
      try {
        accessSync(program, constants.X_OK);
        known = program;
        return program;
      } catch {
        // Not there, or not ours to run: the next folder may have it.
      }
    }
  }
  return undefined;
}

let known: string | undefined;

function trustedPath(): string[] {
  return trustedFolders(process.env["PATH"] ?? process.env["Path"] ?? "", locateRepository(process.cwd())?.root, path, realPath);
}

/**
 * The folders of a PATH from which no repository can choose a program.
 *
 * @param root of the repository; undefined outside of one
 * @param rules of the system's paths: those of Windows know two separators and no letter case
 * @param real resolves links in a folder's path
 */
export function trustedFolders(
  variable: string,
  root: string | undefined,
  { delimiter, isAbsolute, parse, sep }: Pick<path.PlatformPath, "delimiter" | "isAbsolute" | "parse" | "sep">,
  real: (folder: string) => string,
): string[] {
  const isWindows = sep === "\\";
  const plain = (folder: string): string => (isWindows ? folder.replaceAll("/", sep).toLowerCase() : folder);
  const trusted = variable
    .split(delimiter)
    .filter((folder) => isAbsolute(folder) && !plain(folder).split(sep).includes("node_modules"))
    // `\tools` is absolute, but of the drive that is current
    .filter((folder) => !isWindows || parse(folder).root.length > 1);
  if (root === undefined || parse(root).root === root) return trusted;
  return trusted.filter((folder) => !`${plain(real(folder))}${sep}`.startsWith(plain(root) + sep));
}

function realPath(folder: string): string {
  try {
    return realpathSync.native(folder);
  } catch {
    return folder;
  }
}
