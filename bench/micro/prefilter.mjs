/**
 * Throughput of the prefilter alone, in GB/s of one core's CPU time, and candidates a KiB.
 *
 *   node bench/micro/prefilter.mjs [WORDS] [PREFIXES]
 *
 * Texts: files of installed packages, and what an attacker or a build may put into a tree. Needs `npm run build:prefilter`.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

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

function* texts() {
  yield ["source of packages", source()];
  yield ["minified", repeated(readFileSync(`${root}node_modules/ajv/dist/ajv.min.js`, { flag: "r" }))];
  yield ["package-lock.json", repeated(readFileSync(`${root}package-lock.json`))];
  yield ["prose (CHANGELOG)", repeated(readFileSync(`${root}node_modules/yaml/README.md`))];
  yield ["base64", Buffer.from(noise(6 << 20).toString("base64"))];
  yield ["base64url", Buffer.from(noise(6 << 20).toString("base64url"))];
  yield [
    "hex dump",
    Buffer.from(
      noise(4 << 20)
        .toString("hex")
        .replaceAll(/(..){16}/g, "$&\n"),
    ),
  ];
  yield [
    "hex in pairs",
    Buffer.from(
      noise(3 << 20)
        .toString("hex")
        .replaceAll(/../g, "$& "),
    ),
  ];
  yield ["noise", noise(8 << 20)];
  yield ["AKIA repeated", repeated(Buffer.from("AKIA"))];
  yield ["AKIA and a joint", repeated(Buffer.from("AKIA_"))];
  yield ["key= repeated", repeated(Buffer.from("key="))];
  yield ["key repeated", repeated(Buffer.from("key"))];
  yield ["17 characters, a border", repeated(Buffer.from("a1b2c3d4e5f6g7h8i "))];
  yield ["spaces", Buffer.alloc(8 << 20, 32)];
}

function source() {
  const files = [
    "yargs",
    "vitest",
    "typescript",
    "fast-check",
    "ajv",
    "yaml",
    "knip",
    "vite",
    "zod",
    "chai",
    "postcss",
    "esbuild",
  ]
    .flatMap((name) =>
      readdirSync(`${root}node_modules/${name}`, { recursive: true }).map((file) => `${root}node_modules/${name}/${file}`),
    )
    .filter((file) => /\.(js|ts|mjs|cjs|mts|json|md)$/.test(file) && !/min\.js$/.test(file));
  const parts = [];
  let size = 0;
  for (const file of files) {
    if (size > 24 << 20) break;
    try {
      const bytes = readFileSync(file);
      if (bytes.length > 1 << 20) continue;
      parts.push(bytes);
      size += bytes.length;
    } catch (error) {
      if (error.code !== "EISDIR") throw error;
    }
  }
  return Buffer.concat(parts);
}

function repeated(unit) {
  return Buffer.alloc(8 << 20, unit);
}

/** Bytes of a small generator, the same in every run. */
function noise(length) {
  const bytes = Buffer.alloc(length);
  let state = 1;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

function makeWords(count) {
  const usual =
    "pass pwd sec :// token key auth cred identified bearer private mnemonic seed salt jdbc conn dsn cert sign dapi webhook login user smtp hmac license encrypt crypt account contrase motdepasse kennwort senha clave haslo parol slack.com cookie session basic";
  const made = [...noise(4 * 400)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
  const more = Array.from({ length: 400 }, (_, index) => made.slice(4 * index, 4 * index + 4));
  return [...new Set([...usual.split(" "), ...more])].slice(0, count);
}

function makePrefixes(count) {
  const letters = [...noise(8 * count)]
    .map((byte) => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[byte % 62])
    .join("");
  const usual = ["gh", "gl", "sk", "pk", "xo", "AK", "AI", "ey", "np", "do"].flatMap((start) =>
    ["p_", "pat-", "_live_", "xb-"].map((end) => start + end),
  );
  const more = Array.from({ length: count }, (_, index) => `${letters.slice(8 * index, 8 * index + 3 + (index % 4))}_`);
  return [...usual, "SG.", "$aact_", ...more].slice(0, count);
}

/** The host is TypeScript: bundle it in memory, as the product does. */
async function loadPrefilter() {
  const entry = `${root}src/prefilter/prefilter.ts`;
  const bundle = await build({ entryPoints: [entry], bundle: true, format: "esm", platform: "node", write: false });
  return import(`data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].text).toString("base64")}`);
}
