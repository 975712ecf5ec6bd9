/**
 * Throughput of the prefilter alone, in GB/s of one core's CPU time, and candidates a KiB.
 *
 *   node bench/micro/prefilter.mjs [WORDS] [PREFIXES]
 *
 * Texts: files of installed packages, and what an attacker or a build may put into a tree. Needs `npm run build:prefilter`.
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { makePrefixes, makeWords, texts } from "./prefilter-texts.mjs";

const CAPACITY = 1 << 20;
const ROUNDS = 7;
const root = fileURLToPath(new URL("../..", import.meta.url));

const { createPrefilter } = await loadPrefilter();
const words = makeWords(Number(process.argv[2] ?? 40));
const prefixes = makePrefixes(Number(process.argv[3] ?? 1500));
const prefilter = createPrefilter({ words, prefixes }, CAPACITY);

process.stdout.write(`${words.length} words, ${prefixes.length} prefixes, node ${process.version}\n`);
process.stdout.write("| text | GB/s | candidates per KiB |\n| --- | --- | --- |\n");
for (const [name, text] of texts()) {
  const { speed, density } = measure(text);
  process.stdout.write(`| ${name} | ${speed.toFixed(2)} | ${density.toFixed(2)} |\n`);
}

/** Best of some rounds over all full windows of a text; the copy into the window is not counted. */
function measure(text) {
  let best = 0;
  let candidates = 0;
  for (let round = 0; round < ROUNDS; round++) {
    candidates = 0;
    let spent = 0;
    for (let at = 0; at + CAPACITY <= text.length; at += CAPACITY) {
      prefilter.window.set(text.subarray(at, at + CAPACITY));
      const before = process.hrtime.bigint();
      candidates += prefilter.scan(0, CAPACITY);
      spent += Number(process.hrtime.bigint() - before);
    }
    best = Math.max(best, (text.length - (text.length % CAPACITY)) / spent);
  }
  return { speed: best, density: (candidates * 1024) / text.length };
}

/** The host is TypeScript: bundle it in memory, as the product does. */
async function loadPrefilter() {
  const entry = `${root}src/prefilter/prefilter.ts`;
  const bundle = await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString("base64")}`);
}
