/**
 * The corpora that are measured on, made once and kept (`corpora/folder.mjs` says where).
 *
 * Owns the npm packages and which corpora there are; how the others are made stands in `corpora/`.
 *
 *   node bench/corpora.mjs [NAME…]    makes them and prints where they are and how large
 */

import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CORPORA } from "./corpora/folder.mjs";
import { npmCorpus } from "./corpora/npm.mjs";

const MAKERS = {
  "ten-files": async (folder) => (await import("./corpora/trees.mjs")).makeTenFiles(folder),
  staged: async (folder) => (await import("./corpora/trees.mjs")).makeStaged(folder),
  committed: async (folder) => (await import("./corpora/trees.mjs")).makeCommitted(folder),
  rails: async (folder) => (await import("./corpora/trees.mjs")).makeRails(folder),
  history: async (folder) => (await import("./corpora/history.mjs")).makeHistory(folder),
  large: async (folder) => (await import("./corpora/large.mjs")).makeLargeFiles(folder),
  line: async (folder) => (await import("./corpora/large.mjs")).makeMinifiedLine(folder),
};

/** Folder of a corpus by its name; made when it is not there, whole or not at all. */
export async function corpus(name) {
  if (name === "npm") return npmCorpus();
  const folder = join(CORPORA, name);
  const done = join(CORPORA, `${name}.done`);
  if (!existsSync(done)) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    await MAKERS[name](folder);
    writeFileSync(done, "");
  }
  return folder;
}

/** Files and bytes below a folder, symbolic links not followed. */
export function sizeOf(folder) {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || /(?:^|\/)\.git(?:\/|$)/.test(entry.parentPath.slice(folder.length))) continue;
    files++;
    bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return { files, bytes };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.length > 2 ? process.argv.slice(2) : ["npm", ...Object.keys(MAKERS)];
  for (const name of names) {
    const folder = await corpus(name);
    const { files, bytes } = sizeOf(folder);
    process.stdout.write(`${folder}: ${files} files, ${(bytes / 1e6).toFixed(0)} MB\n`);
  }
}
