/**
 * The texts, words and prefixes over which the prefilter is measured: the same in every run.
 */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Name and bytes of each text, a few MiB long. */
export function* texts() {
  yield ["source of packages", source()];
  yield ["minified", minified()];
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

function minified() {
  const file = readFileSync(`${root}node_modules/fast-check/lib/fast-check.js`, "utf8");
  return repeated(Buffer.from(transformSync(file, { minify: true }).code));
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

/** Words as people and rules want them, then made ones. */
export function makeWords(count) {
  const usual =
    "pass pwd sec :// token key auth cred identified bearer private mnemonic seed salt jdbc conn dsn cert sign dapi webhook login user smtp hmac license encrypt crypt account contrase motdepasse kennwort senha clave haslo parol slack.com cookie session basic";
  const made = [...noise(4 * 400)].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
  const more = Array.from({ length: 400 }, (_, index) => made.slice(4 * index, 4 * index + 4));
  return [...new Set([...usual.split(" "), ...more])].slice(0, count);
}

export function makePrefixes(count) {
  const letters = [...noise(8 * count)]
    .map((byte) => "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"[byte % 62])
    .join("");
  const usual = ["gh", "gl", "sk", "pk", "xo", "AK", "AI", "ey", "np", "do"].flatMap((start) =>
    ["p_", "pat-", "_live_", "xb-"].map((end) => start + end),
  );
  const more = Array.from({ length: count }, (_, index) => `${letters.slice(8 * index, 8 * index + 3 + (index % 4))}_`);
  return [...usual, "SG.", "$aact_", ...more].slice(0, count);
}
