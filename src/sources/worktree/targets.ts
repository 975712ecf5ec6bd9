/**
 * From the paths that a user names to what is listed: which root each belongs to and where below that root it lies.
 *
 * Owns the resolving of names, globs and symbolic links that were named. Listing is `list-worktree.ts`.
 */

import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join, posix, relative, resolve, sep } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { encodedFile } from "../encoded-path.js";
import { locateRepository } from "../git/locate.js";
import { latin1Path, utf8Path } from "../report-path.js";

export interface Target {
  /** As the user typed it, for messages. */
  readonly named: string;
  /** Absolute path of what report paths are relative to. */
  readonly root: string;
  /** Folder or file below `root`, with `/`; "" is the root itself. */
  readonly within: string;
  /** `within` as latin1, one character a byte, of a file whose path is not UTF-8. */
  readonly withinLatin1?: string;
  readonly kind: "file" | "folder";
  /** True when git lists the folder. */
  readonly inRepository: boolean;
}

/**
 * @param paths as typed; none means the current folder
 * @throws SecretScanError `usage` for a path that does not exist, a glob without a match, `FILE/`, and a bare repository
 */
export async function resolveTargets(paths: readonly string[], cwd: string): Promise<Target[]> {
  const targets: Target[] = [];
  for (const named of paths.length === 0 ? ["."] : paths) {
    // an unset variable of a script would be the current folder
    if (named === "") throw new SecretScanError("usage", "a path is empty", {}, "Write . for the current folder");
    const absolute = resolve(cwd, named);
    const stats = existing(absolute, named);
    const encoded = stats === undefined ? encodedTarget(named, cwd) : undefined;
    if (stats !== undefined) targets.push(asTyped(targetOf(named, absolute)));
    else if (encoded !== undefined) targets.push(encoded);
    else for (const path of await globbed(named, cwd)) targets.push(targetOf(named, path));
  }
  return targets;
}

/** The root that a folder's reports, configuration and allowlist belong to: its repository's, else the folder itself. */
export function rootOf(folder: string): { readonly root: string; readonly inRepository: boolean } {
  const real = realpathSync.native(folder);
  const place = locateRepository(real);
  return place === undefined || place.bare ? { root: real, inRepository: false } : { root: place.root, inRepository: true };
}

/** A slash at the end asks for a folder, as it does of the system itself. */
function asTyped(target: Target): Target {
  const { named: file, kind } = target;
  if (kind === "folder" || !(file.endsWith("/") || file.endsWith(sep))) return target;
  throw new SecretScanError("usage", "not a folder", { file }, "Leave the slash at its end out to scan the file");
}

function targetOf(named: string, path: string): Target {
  // A link that was named is what the user wants read; links met on the way are not followed.
  const linked = lstatSync(path).isSymbolicLink();
  const stats = linked ? followed(path, named) : lstatSync(path);
  const isFolder = stats.isDirectory();
  const real = isFolder || linked ? realpathSync.native(path) : join(realpathSync.native(dirname(path)), basename(path));
  const folder = isFolder ? real : dirname(real);
  const place = locateRepository(folder);
  if (place === undefined) {
    return {
      named,
      root: folder,
      within: isFolder ? "" : basename(real),
      kind: isFolder ? "folder" : "file",
      inRepository: false,
    };
  }
  const gitFolder =
    place.bare && basename(place.root) === ".git" && locateRepository(dirname(place.root))?.root === dirname(place.root);
  const root = gitFolder ? dirname(place.root) : place.root;
  const within = relative(root, real).split(sep).join("/");
  if (!isFolder) return { named, root, within, kind: "file", inRepository: true };
  if (place.bare && !gitFolder) {
    throw new SecretScanError(
      "usage",
      "a bare repository has no work tree to scan",
      { file: named },
      "`secret-scan history` in it reads its commits",
    );
  }
  return { named, root, within, kind: "folder", inRepository: !gitFolder };
}

/** A file that was named as reports name it, since its path is not UTF-8; undefined where that is no such file. */
function encodedTarget(named: string, cwd: string): Target | undefined {
  const file = encodedFile(named, cwd);
  if (file === undefined) return undefined;
  const { root, inRepository } = rootOf(cwd);
  const place = relative(root, realpathSync.native(cwd)).split(sep).join("/");
  const below = file.bytes.toString("latin1");
  const within = posix.normalize(place === "" ? below : `${latin1Path(place)}/${below}`);
  // a file of another repository: what it belongs to cannot be told from a path that is no text
  if (within.startsWith("../")) return undefined;
  return { named, root, within: utf8Path(within), withinLatin1: within, kind: "file", inRepository };
}

function followed(path: string, named: string): Stats {
  try {
    return statSync(path);
  } catch (error) {
    throw new SecretScanError("usage", "the symbolic link leads nowhere", { file: named }, "Name what it should lead to", {
      cause: error,
    });
  }
}

function existing(absolute: string, named: string): Stats | undefined {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // A glob can be longer than a name may be; an ordinary file may stand where a folder is named.
    if (code === "ENOTDIR" || code === "ENAMETOOLONG") return undefined;
    throw new SecretScanError("usage", `cannot look at it: ${code}`, { file: named }, "Check the permissions of its folder", {
      cause: error,
    });
  }
}

/** What a glob matches, as a shell would have given it: files, and without `**` folders too. Sorted. */
async function globbed(pattern: string, cwd: string): Promise<string[]> {
  const { default: fastGlob } = await import("fast-glob");
  const missing = new SecretScanError(
    "usage",
    "no such file or folder",
    { file: pattern },
    "Check the spelling and the current folder",
  );
  if (!fastGlob.isDynamicPattern(pattern)) throw missing;
  const found = await fastGlob(pattern, {
    cwd,
    dot: true,
    absolute: true,
    onlyFiles: pattern.includes("**"),
    followSymbolicLinks: false,
    ignore: ["**/.git/**"],
    suppressErrors: true,
  });
  if (found.length === 0) throw new SecretScanError("usage", "no file matches the glob", { file: pattern }, missing.remedy);
  return found.sort();
}
