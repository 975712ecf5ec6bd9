// Fuzzes the scanner for as long as is asked: `npm run fuzz -- --minutes 10 [--seed N]`. What breaks an invariant is printed and
// stored in test/fuzz/found.txt, a seed a line; the next run begins with those.
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({ options: { minutes: { type: "string", default: "1" }, seed: { type: "string" } } });
const outfile = join(root, "node_modules/.cache/secret-scan-fuzz.mjs");
await build({
  absWorkingDir: root,
  entryPoints: ["test/fuzz/run-seed.ts"],
  outfile,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "error",
});
const { brokenBy, fuzzScanner } = await import(outfile);

const store = join(root, "test/fuzz/found.txt");
const stored = existsSync(store) ? readFileSync(store, "utf8").split("\n").filter(Boolean).map(Number) : [];
const until = Date.now() + Number(values.minutes) * 60_000;
const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const scanner = fuzzScanner();
let runs = 0;
let broken = 0;
for (const seed of seeds()) {
  let what;
  try {
    what = brokenBy(seed, scanner);
  } catch (error) {
    what = `seed ${seed}: ${error.stack}`;
  }
  runs++;
  if (what === undefined) continue;
  broken++;
  console.log(what);
  if (!stored.includes(seed)) appendFileSync(store, `${seed}\n`);
}
console.log(`${runs} executions from seed ${first}, ${broken} broke an invariant`);
process.exitCode = broken > 0 ? 1 : 0;

function* seeds() {
  yield* stored;
  for (let seed = first; Date.now() < until; seed++) yield seed;
}
