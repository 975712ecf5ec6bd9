/**
 * What is measured: a corpus, a kind of work on it, and how often.
 *
 * `kind` names the command of a tool; `floors` the floors that belong to it. `work(folder)` gives the folder to run in and what the
 * command needs; its `before` is called before each run. `onlyOurs`: other tools have nothing of the kind. `light`: done in well under a second, so it is run more often.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CORPORA } from "../corpora/folder.mjs";

const here = (folder) => ({ cwd: folder, target: "." });

export const SCENARIOS = [
  { name: "version", title: "`--version`", kind: "version", floors: ["version"], corpus: "ten-files", light: true, work: here },
  {
    name: "ten-files",
    title: "A folder of ten small files",
    kind: "folder",
    floors: ["start", "folder"],
    corpus: "ten-files",
    light: true,
    work: here,
  },
  {
    name: "stdin-line",
    title: "Standard input, one line",
    kind: "stdin",
    floors: ["start"],
    corpus: "ten-files",
    light: true,
    work: (folder) => ({ cwd: folder, input: oneLine() }),
  },
  {
    name: "staged-nothing",
    title: "Hook: nothing staged in 3,500 files",
    kind: "staged",
    floors: ["start", "staged"],
    corpus: "committed",
    light: true,
    work: here,
  },
  {
    name: "staged",
    title: "Hook: ten staged files of 3,500",
    kind: "staged",
    floors: ["start", "staged"],
    corpus: "staged",
    light: true,
    work: here,
  },
  {
    name: "rails",
    title: "Rails-like work tree in git, 5,000 files",
    kind: "folder",
    floors: ["folder"],
    corpus: "rails",
    work: here,
  },
  {
    name: "range",
    title: "Range of 50 commits",
    kind: "range",
    floors: ["start", "range"],
    corpus: "history",
    light: true,
    work: (folder) => ({ ...here(folder), range: range(folder, 50) }),
  },
  {
    name: "history",
    title: "Full history, 4,500 commits",
    kind: "history",
    floors: ["history"],
    corpus: "history",
    work: (folder) => ({ ...here(folder), before: () => forgetHistory(folder) }),
  },
  {
    name: "history-again",
    title: "Full history, second run",
    kind: "history",
    floors: ["history"],
    corpus: "history",
    onlyOurs: true,
    work: here,
  },
  {
    name: "stdin",
    title: "Standard input, 200 MB of one minified line",
    kind: "stdin",
    floors: ["stdin"],
    corpus: "line",
    work: (folder) => ({ cwd: folder, input: join(folder, "bundle.min.js") }),
  },
  { name: "line", title: "One minified line of 200 MB", kind: "folder", floors: ["folder"], corpus: "line", work: here },
  {
    name: "large",
    title: "Five files of 40 MB: ids, log, dump, JSON, base64",
    kind: "folder",
    floors: ["folder"],
    corpus: "large",
    work: here,
  },
  { name: "tree", title: "Tree of npm packages, outside git", kind: "folder", floors: ["folder"], corpus: "npm", work: here },
  {
    name: "inventory",
    title: "`inventory` of the Rails-like tree",
    kind: "inventory",
    floors: [],
    corpus: "rails",
    work: (folder) => ({ ...here(folder), outFolder: inventoryFolder() }),
  },
];

/** The last `count` commits, as `BASE..HEAD` with whole ids. */
function range(folder, count) {
  const ids = execFileSync("git", ["-C", folder, "rev-parse", `HEAD~${count}`, "HEAD"], { encoding: "utf8" })
    .trim()
    .split("\n");
  return ids.join("..");
}

function inventoryFolder() {
  const folder = join(CORPORA, "inventory-out");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What our first run over a history remembers for the second. */
function forgetHistory(folder) {
  rmSync(join(folder, ".git/secret-scan"), { recursive: true, force: true });
}

function oneLine() {
  const path = join(CORPORA, "one-line.txt");
  writeFileSync(path, "const greeting = 'hello';\n");
  return path;
}
