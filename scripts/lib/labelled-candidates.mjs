/**
 * Draws the candidates of labelled files with the code of `src/detect/assigned`, measures their features and looks up their labels.
 */

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { loadRoom } from "./load-room.mjs";

const NEUTRAL = new Set(["UUID", "AWS S3 Bucket", "Firebase Domain", "Nonce", "Salt", "Tencent WeChat API App ID"]);

const ROOM = `export { drawCandidate } from "./src/detect/assigned/draw.ts";
export { candidateFeatures } from "./src/detect/assigned/features.ts";
export { FEATURE_NAMES } from "./src/detect/assigned/feature-names.ts";
export { fileKind } from "./src/detect/assigned/file-kind.ts";
export { inOnePiece } from "./src/detect/assigned/pieces.ts";
export { dropReason } from "./src/detect/assigned/assigned.ts";
export { ASSIGNED_WORDS } from "./src/detect/assigned/words.ts";`;

/** Offsets of every word in the text, any letter case, in order. */
function* placesOfWords(text, words) {
  // letters of ASCII only: the others are bytes of UTF-8
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const places = [];
  words.forEach((word, index) => {
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) places.push([at, index]);
  });
  yield* places.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const TEXT =
  /\.(?:[cm]?[jt]sx?|py|go|java|rb|php|p[lm]|[ch]|cc|cpp|hpp|cs|rs|kt|scala|swift|lua|sh|md|rst|txt|ya?ml|json|xml|html?|sql|properties|ini|conf|cfg|exs?|erl|hs|r|groovy|in|map)$/i;
const MOST_OF_FOLDER = 400;

function* textFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* textFiles(path);
    else if (entry.isFile() && TEXT.test(entry.name) && statSync(path).size < 2_000_000) yield path;
  }
}

/** Candidates of a package that is taken to hold no credential; equal rows count once, and no package has more than its share. */
function cleanRows(room, folder, set) {
  const rows = new Map();
  for (const path of textFiles(folder)) {
    const bytes = readFileSync(path);
    for (const row of candidatesOf(room, { bytes, path: `${basename(folder)}/${relative(folder, path)}`, labels: [], set })) {
      rows.set(row.x.join(), row);
    }
  }
  const all = [...rows.values()];
  const step = Math.max(1, all.length / MOST_OF_FOLDER);
  return Array.from({ length: Math.min(all.length, MOST_OF_FOLDER) }, (_, i) => all[Math.floor(i * step)]);
}

export async function readCandidates(sets, unlabelledWeight) {
  const room = await loadRoom(ROOM);
  const rows = [];
  let wanted = 0;
  sets.forEach(({ folder, weight, isClean }, set) => {
    if (isClean) {
      for (const row of cleanRows(room, folder, set)) rows.push(Object.assign(row, { w: weight }));
      return;
    }
    const file = [join(folder, "labels.tsv"), join(dirname(folder), "labels.tsv")].find(existsSync) ?? process.env.LABELS;
    const labels = readLabels(file);
    if (set === 0) for (const list of labels.values()) wanted += list.filter((label) => label.wanted).length;
    const perGroup = new Map();
    const part = [];
    for (const path of [...labels.keys()].sort()) {
      if (!existsSync(join(folder, path))) continue;
      const bytes = readFileSync(join(folder, path));
      part.push(...candidatesOf(room, { bytes, path, labels: labels.get(path), set }));
    }
    for (const row of part) if (row.labelled) perGroup.set(row.group, (perGroup.get(row.group) ?? 0) + 1);
    for (const row of part) {
      // a repository with many labels does not outvote the others
      const damping = 1 / Math.sqrt(Math.max(1, (perGroup.get(row.group) ?? 1) / 10));
      row.w = weight * damping * (row.neutral ? 0 : row.labelled ? 1 : unlabelledWeight);
    }
    for (const row of part) if (row.w > 0 || row.neutral) rows.push(row);
  });
  return { names: room.FEATURE_NAMES, rows, wanted };
}

function readLabels(file) {
  const labels = new Map();
  if (file === undefined) return labels;
  for (const line of readFileSync(file, "utf8").split("\n").slice(1)) {
    if (line === "") continue;
    const [path, first, last, start, end, label, categories = ""] = line.split("\t");
    const entry = {
      first: Number(first),
      last: Number(last),
      start: Number(start),
      end: Number(end),
      label,
      id: `${path}:${first}:${start}:${label}`,
    };
    entry.neutral = label === "T" && categories !== "" && categories.split(":").every((name) => NEUTRAL.has(name));
    entry.wanted = label === "T" && !entry.neutral;
    const list = labels.get(path) ?? [];
    list.push(entry);
    labels.set(path, list);
  }
  return labels;
}

function* candidatesOf(room, { bytes, path, labels, set }) {
  const text = bytes.toString("latin1");
  const starts = [0];
  for (let i = 0; i < bytes.length; i += 1) if (bytes[i] === 10) starts.push(i + 1);
  const window = { bytes: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), start: 0, end: bytes.length };
  const inner = path.slice(path.indexOf("/") + 1);
  const kind = room.fileKind(inner);
  const seen = new Set();
  for (const [at, index] of placesOfWords(text, room.ASSIGNED_WORDS)) {
    const candidate = room.drawCandidate(window, at, index, kind);
    if (candidate === undefined || seen.has(candidate.valueStart)) continue;
    seen.add(candidate.valueStart);
    const whole = room.inOnePiece(window, candidate);
    const dropped = room.dropReason(whole.window, whole.candidate, inner) !== undefined;
    const { valueStart, valueEnd } = candidate;
    const line = lineOf(starts, valueStart);
    const from = bytes.subarray(starts[line - 1], valueStart).toString("utf8").length;
    const to = from + bytes.subarray(valueStart, valueEnd).toString("utf8").length;
    const hits = labels.filter((label) => {
      if (line < label.first || line > label.last) return false;
      if (line !== label.first || label.last !== label.first || label.start < 0 || label.end < 0) return true;
      return from < label.end && to > label.start;
    });
    const y = hits.some((label) => label.label === "T") ? 1 : 0;
    if (y === 0 && hits.some((label) => label.label === "?")) continue;
    if (dropped) {
      if (process.env.DROPPED && hits.some((label) => label.wanted))
        process.stderr.write(`dropped ${path}:${line} ${room.dropReason(whole.window, whole.candidate, inner)}\n`);
      continue;
    }
    yield {
      x: room.candidateFeatures(whole.window, whole.candidate, inner),
      y,
      labelled: hits.length > 0,
      neutral: y === 1 && !hits.some((label) => label.wanted),
      found: hits.filter((label) => label.wanted).map((label) => label.id),
      group: path.split("/")[0],
      path,
      line,
      start: from,
      end: to,
      set,
      w: 0,
    };
  }
}

function lineOf(starts, at) {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle] <= at) low = middle;
    else high = middle;
  }
  return low + 1;
}
