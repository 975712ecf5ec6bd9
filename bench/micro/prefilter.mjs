/**
 * Throughput of the prefilter alone, in GB/s of one core, and candidates a KiB.
 *
 *   node bench/micro/prefilter.mjs [WORDS] [PREFIXES]
 *
 * Texts: files of installed packages, and what an attacker or a build may put into a tree. Needs `npm run build:prefilter`.
 */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { makePrefixes, makeWords, texts } from "./prefilter-texts.mjs";

const CAPACITY = 1 << 16;
const MOST_WINDOWS = 128;
const ROUNDS = 30;
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

/** Each window at the best of its rounds, so that other work on the machine counts little; the copy into the window is not counted. */
function measure(text) {
  const windows = Math.min(MOST_WINDOWS, Math.floor(text.length / CAPACITY));
  const best = new Array(windows).fill(Number.POSITIVE_INFINITY);
  let candidates = 0;
  for (let round = 0; round < ROUNDS; round++) {
    candidates = 0;
    for (let index = 0; index < windows; index++) {
      prefilter.window.set(text.subarray(index * CAPACITY, (index + 1) * CAPACITY));
      const before = process.hrtime.bigint();
      candidates += prefilter.scan(0, CAPACITY);
      best[index] = Math.min(best[index], Number(process.hrtime.bigint() - before));
    }
  }
  const nanoseconds = best.reduce((sum, spent) => sum + spent, 0);
  return { speed: (windows * CAPACITY) / nanoseconds, density: (candidates * 1024) / (windows * CAPACITY) };
}

/** The host is TypeScript: bundle it in memory, as the product does. */
async function loadPrefilter() {
  const entry = `${root}src/prefilter/prefilter.ts`;
  const bundle = await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString("base64")}`);
}
