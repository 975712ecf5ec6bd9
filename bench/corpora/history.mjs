/**
 * A history of 4,500 commits over 900 files of real source text: lines changed, added and taken away, files born, renamed and removed,
 * branches merged, a secret now and then. Written as a stream for `git fast-import`.
 */

import { spawnSync } from "node:child_process";
import { FIRST_COMMIT, git, PERSON } from "./git.mjs";
import { createRandom, secretLine } from "./random.mjs";
import { sourceFiles } from "./source-text.mjs";

const COMMITS = 4_500;
const FILES = 900;
const LEAST_BYTES = 2_000;
const MERGE_EVERY = 40;
/** Edits from one secret to the next: some thirty secrets in all, which then stand in every later version of their files. */
const SECRET_EVERY = 400;
const HOUR = 3_600;

export function makeHistory(folder) {
  git(folder, ["init", "-q", "-b", "main"]);
  const stream = Buffer.concat([...commits()]);
  const { status, stderr } = spawnSync("git", ["-C", folder, "fast-import", "--quiet"], { input: stream, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`git fast-import: ${stderr}`);
  git(folder, ["repack", "-adfq", "--window=10"]);
  git(folder, ["reset", "-q", "--hard"]);
}

/** @returns {Generator<Buffer>} */
function* commits() {
  const random = createRandom(4);
  const well = sourceFiles(LEAST_BYTES);
  const tree = new Map();
  const fresh = () => random.pick(well);
  for (let i = 0; i < FILES; i++) {
    const { name, lines } = well[Math.floor((i * well.length) / FILES)];
    tree.set(`src/${name}`, [...lines]);
  }
  yield commit({ index: 0, message: "Start", changes: [...tree].map(([path, lines]) => modified(path, lines)) });
  let onTopic = new Map();
  for (let index = 1; index < COMMITS; index++) {
    const changed = changeSome(tree, random, fresh);
    const message = `Change ${index}: ${fresh().lines[0].slice(0, 60)}`;
    const turn = index % MERGE_EVERY;
    if (turn === MERGE_EVERY - 3 || turn === MERGE_EVERY - 2) {
      // two commits of a branch, then the merge
      for (const [path, change] of changed) onTopic.set(path, change);
      const from = turn === MERGE_EVERY - 3 ? [`from :${index}\n`] : [];
      yield commit({
        index,
        branch: `topic-${index - (index % MERGE_EVERY)}`,
        message,
        parents: from,
        changes: [...changed.values()],
      });
      continue;
    }
    const isMerge = turn === MERGE_EVERY - 1;
    const parents = isMerge ? [`from :${index - 2}\n`, `merge :${index}\n`] : [];
    yield commit({ index, message, parents, changes: [...(isMerge ? onTopic.values() : []), ...changed.values()] });
    if (isMerge) onTopic = new Map();
  }
}

/** @returns {Map<string, Buffer>} what `git fast-import` is told, by path */
function changeSome(tree, random, fresh) {
  const changed = new Map();
  const paths = [...tree.keys()];
  for (let n = 1 + random.next(5); n > 0; n--) {
    const path = random.pick(paths);
    if (!tree.has(path)) continue;
    const kind = random.next(100);
    if (kind < 3) {
      tree.delete(path);
      changed.set(path, Buffer.from(`D ${path}\n`));
    } else if (kind < 6) {
      const { name, lines } = fresh();
      const added = `lib/${random.next(1e6)}/${name}`;
      tree.set(added, [...lines]);
      changed.set(added, modified(added, lines));
    } else {
      const lines = tree.get(path);
      edit(lines, random, fresh().lines);
      changed.set(path, modified(path, lines));
    }
  }
  return changed;
}

/** Some lines taken away, some put in their place; seldom a secret. */
function edit(lines, random, others) {
  const at = random.next(lines.length + 1);
  const from = random.next(others.length);
  const inserted = others.slice(from, from + 1 + random.next(8));
  if (random.next(SECRET_EVERY) === 0) inserted.push(secretLine(random));
  lines.splice(at, random.next(6), ...inserted);
}

function modified(path, lines) {
  return Buffer.concat([Buffer.from(`M 100644 inline ${path}\n`), data(lines.join("\n"))]);
}

function commit({ index, branch = "main", message, parents = [], changes }) {
  const who = `${PERSON} ${FIRST_COMMIT + index * HOUR} +0000`;
  const head = `commit refs/heads/${branch}\nmark :${index + 1}\nauthor ${who}\ncommitter ${who}\n`;
  return Buffer.concat([Buffer.from(head), data(message), Buffer.from(parents.join("")), ...changes, Buffer.from("\n")]);
}

function data(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from("\n")]);
}
