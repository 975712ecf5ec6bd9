// Fuzzes the scanner for as long as is asked: `npm run fuzz -- --minutes 10 [--seed N] [--only blobs|program]`. Blobs go through the
// scanner in this process; settings, command lines, trees and repositories through the built program. What breaks an invariant is
// printed and stored in test/fuzz/found.txt, a kind and a seed a line; the next run begins with those.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
  options: { minutes: { type: "string", default: "1" }, seed: { type: "string" }, only: { type: "string" } },
});
/** Files that go through the scanner for one run of the program: about as long. */
const BLOBS_A_PROGRAM = 100;

const outfile = join(root, "node_modules/.cache/secret-scan-fuzz.mjs");
await build({
  absWorkingDir: root,
  stdin: {
    contents: 'export * from "./test/fuzz/run-seed.ts"; export * from "./test/fuzz/run-program-seed.ts";',
    resolveDir: root,
    loader: "ts",
  },
  outfile,
  bundle: true,
  packages: "external",
  format: "esm",
  platform: "node",
  target: "node20",
  logLevel: "error",
});
const { brokenBy, brokenByProgram, fuzzScanner } = await import(outfile);

const store = join(root, "test/fuzz/found.txt");
const stored = existsSync(store) ? readFileSync(store, "utf8").split("\n").filter(Boolean) : [];
const until = Date.now() + Number(values.minutes) * 60_000;
const first = values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(values.seed);
const scanner = fuzzScanner();
const work = mkdtempSync(join(tmpdir(), "secret-scan-fuzz-"));
const runs = { blob: 0, program: 0 };
let broken = 0;
try {
  for (const { kind, seed } of seeds()) {
    runs[kind]++;
    const what = await brokenOf(kind, seed);
    if (what === undefined) continue;
    broken++;
    console.log(`${kind} ${what}`);
    const line = `${kind} ${seed}`;
    if (!stored.includes(line)) appendFileSync(store, `${line}\n`);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${runs.blob} files and ${runs.program} runs of the program from seed ${first}, ${broken} broke an invariant`);
process.exitCode = broken > 0 ? 1 : 0;

async function brokenOf(kind, seed) {
  const folder = join(work, `${seed}`);
  try {
    if (kind === "blob") return brokenBy(seed, scanner);
    mkdirSync(folder);
    return await brokenByProgram(seed, { root, folder });
  } catch (error) {
    // a machine that is full starts no process; that is no fault of the program's
    if (error.syscall?.startsWith("spawn")) return void console.log(`seed ${seed} was not run: ${error.code}`);
    return `seed ${seed}: ${error.stack}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* seeds() {
  for (const line of stored) {
    const [kind, seed] = line.split(" ");
    yield { kind, seed: Number(seed) };
  }
  for (let round = 0; Date.now() < until; round++) {
    for (let i = 0; values.only !== "program" && i < BLOBS_A_PROGRAM && Date.now() < until; i++)
      yield { kind: "blob", seed: first + round * BLOBS_A_PROGRAM + i };
    if (values.only !== "blobs") yield { kind: "program", seed: first + round };
  }
}
