/**
 * Walks a folder that git does not list: outside a repository, or one that git ignores and the user named.
 *
 * It honours nested `.gitignore` files, does not enter `.git`, and does not `stat`: the kind of an entry comes with its name.
 * Repositories met on the way are handed back, since only git knows what is tracked in them.
 */

import { type Dirent, readdirSync } from "node:fs";
import { failureReason, specialFileReason } from "../open-for-scan.js";
import { type IgnoreRules, isIgnored, readIgnoreRules } from "./ignore-rules.js";

/** Called with latin1 paths relative to the start of the walk. */
export interface WalkVisitor {
  file(path: string): void;
  skipped(path: string, reason: string): void;
  failed(path: string, reason: string): void;
  /** A folder with a `.git` of its own; not walked. The path ends in `/`. */
  repository(path: string): void;
  /** True: this folder (path ending in `/`) is not entered. */
  leavesOut(path: string): boolean;
}

/**
 * Yields after every few hundred entries, so that what was found can be handed on while the walk goes on.
 *
 * @param start latin1 path of the folder, absolute, ending in `/`
 */
export function* walk(start: string, includeIgnored: boolean, visitor: WalkVisitor): Generator<void> {
  const pending: { path: string; rules: IgnoreRules | undefined }[] = [{ path: "", rules: undefined }];
  let seen = 0;
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const { path } = folder;
    let entries: Dirent[];
    try {
      // latin1 keeps every byte of a name in one character, and such strings are V8's cheapest.
      entries = readdirSync(Buffer.from(start + path, "latin1"), { encoding: "latin1", withFileTypes: true }) as Dirent[];
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (path === "" || code !== "ENOENT") visitor.failed(path, failureReason(code));
      continue;
    }
    let { rules } = folder;
    let special = false;
    for (const entry of entries) {
      if (entry.name.charCodeAt(0) !== 0x2e) continue;
      if (entry.name === ".git") special = path !== "";
      else if (!includeIgnored && entry.name === ".gitignore" && entry.isFile()) {
        rules = readIgnoreRules(Buffer.from(`${start}${path}.gitignore`, "latin1"), path, rules);
      }
    }
    if (special) {
      visitor.repository(path);
      continue;
    }
    for (const entry of entries) {
      const name = path + entry.name;
      if (entry.isFile()) {
        if (rules === undefined || !isIgnored(name, rules)) visitor.file(name);
      } else if (entry.isDirectory()) {
        const below = `${name}/`;
        if (entry.name !== ".git" && !isIgnored(below, rules) && !visitor.leavesOut(below)) pending.push({ path: below, rules });
      } else if (!isIgnored(name, rules)) visitor.skipped(name, specialFileReason(entry));
    }
    seen += entries.length;
    if (seen > 512) {
      seen = 0;
      yield;
    }
  }
}
