/**
 * Of packages taken to hold no credential, copies the files in which something is found all the same: what the model has to learn from,
 * and, of other packages, what it is judged by.
 *
 *   node bench/detect/hard-negatives.mjs --root FOLDER --report SECRETS-SCAN.JSON --out FOLDER
 *
 * The report is one of the packages in `--root` at low confidence; each of its folders is a package. They go to `OUT/train` or `OUT/held` by a
 * hash of their name without its version, so that no package is in both; `OUT/train.txt` and `OUT/held.txt` name all that are there by
 * now, one a line, for `scripts/train-assigned.mjs --clean @FILE=WEIGHT --held @FILE`.
 */

import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Rules that the model judges for. */
const JUDGED =
  /^(?:assigned-|hard-coded-fallback$|url-credentials$|database-url-password$|sql-password$|command-line-password$|basic-authorization$|bearer-authorization$)/;
const MOST_BYTES = 2_000_000;

const options = new Map();
for (let i = 2; i + 1 < process.argv.length; i += 2) options.set(process.argv[i].slice(2), process.argv[i + 1]);
const [root, out] = [options.get("root"), options.get("out")];

/** `lodash` of `lodash-4.17.21/lib/a.js`, `@scope_name` of `node_modules/@scope/name/a.js`. */
function packageOf(path) {
  const parts = path.split("/").filter((part, i) => i > 0 || part !== "node_modules");
  const name = parts[0].startsWith("@") ? `${parts[0]}_${parts[1]}` : parts[0];
  return name.toLowerCase().replace(/[_-]?\d[\d.].*$/, "");
}

let copied = 0;
for (const { ruleId, path } of JSON.parse(readFileSync(options.get("report"), "utf8")).findings) {
  const source = join(root, path);
  // what lies in an archive has no file of its own
  if (!JUDGED.test(ruleId) || !existsSync(source) || statSync(source).size > MOST_BYTES) continue;
  const name = packageOf(path);
  const half = createHash("sha256").update(name).digest()[0] % 2 === 1 ? "train" : "held";
  const target = join(out, half, `${basename(root)}__${name}`, path);
  if (existsSync(target)) continue;
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
  copied += 1;
}
for (const half of ["train", "held"]) {
  const folder = join(out, half);
  if (!existsSync(folder)) continue;
  const packages = readdirSync(folder).sort();
  writeFileSync(join(out, `${half}.txt`), packages.map((name) => `${join(folder, name)}\n`).join(""));
}
process.stdout.write(`${copied} files copied\n`);
