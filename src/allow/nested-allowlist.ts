/**
 * Allowlists below the root's: each governs its folder only, and only where the root's `nested:` says so.
 */

import { join } from "node:path";
import { SecretScanError } from "../model/error.js";
import { compareBytes } from "../model/order.js";
import type { Allowlist, AllowlistEntry, AllowlistOptions } from "./entry.js";
import { compileGlob } from "./glob.js";
import { ALLOWLIST_FILE, parseAllowlist } from "./parse-allowlist.js";
import { readExceptionFile } from "./text-file.js";

/**
 * The root's allowlist with what the nested files of the work tree add to it.
 *
 * @param folder absolute path of the root
 * @throws SecretScanError `usage` where one of them is broken
 */
export async function withNestedAllowlists(root: Allowlist, folder: string, options: AllowlistOptions): Promise<Allowlist> {
  if (root.nested.length === 0) return root;
  const { default: fastGlob } = await import("fast-glob");
  // Every allowlist below the root is listed and ours say which count: two kinds of glob would differ at their edges.
  const ignore = ["**/.git/**", "**/node_modules/**"];
  const found = await fastGlob(`**/${ALLOWLIST_FILE}`, {
    cwd: folder,
    dot: true,
    followSymbolicLinks: false,
    suppressErrors: true,
    ignore,
  });
  const counts = nestedAllowlistFilter(root);
  const nested: Allowlist[] = [];
  for (const file of found.filter(counts).sort(compareBytes)) {
    const text = await readExceptionFile(join(folder, file), file, folder);
    if (text !== undefined) nested.push(await parseAllowlist(text, file, options));
  }
  return joinAllowlists(root, nested);
}

/** Says of a path in the tree whether it is an allowlist that the root lets count. */
export function nestedAllowlistFilter(root: Allowlist): (path: string) => boolean {
  const globs = root.nested.map(compileGlob);
  return (path) => {
    if (!path.endsWith(`/${ALLOWLIST_FILE}`)) return false;
    const folder = path.slice(0, -ALLOWLIST_FILE.length - 1);
    return globs.some((matches) => matches(folder));
  };
}

/**
 * The root's entries, then those of the nested files, each confined to its folder and with its paths counted from there.
 *
 * @throws SecretScanError `usage` when a nested file has a key or lets others count: both are the root's to say
 */
export function joinAllowlists(root: Allowlist, nested: readonly Allowlist[]): Allowlist {
  const entries: AllowlistEntry[] = [...root.entries];
  for (const { file, key, nested: further, entries: own } of nested) {
    if (key !== undefined || further.length > 0) {
      const what = key === undefined ? "nested" : "key";
      throw new SecretScanError("usage", `"${what}" counts at the root only`, { file, line: 1 }, "Remove the line");
    }
    const folder = file.slice(0, file.lastIndexOf("/") + 1);
    for (const entry of own) entries.push({ ...entry, folder });
  }
  return { ...root, entries };
}
