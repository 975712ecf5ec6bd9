/**
 * The whole scanner of a blob on common, hostile and plain texts: GB/s of one core's CPU time, and the share of plain source's speed.
 * None should be below a third.
 *
 *   node bench/micro/texts.mjs [PART OF A NAME]
 */

import { ALPHANUMERIC, BASE64, createRandom, HEX } from "../corpora/random.mjs";
import { leastCpu, loadSource } from "../lib/load-source.mjs";
import { texts } from "./prefilter-texts.mjs";

const SIZE = 4 << 20;
const LONG = 50_000_000;
const ROUNDS = 3;
const only = process.argv[2] ?? "";

const { createBlobScanner, loadBuiltInPack, memoryReader, compileAllowlist } = await loadSource(
  "src/scan/blob-scanner.ts",
  "src/scan/byte-reader.ts",
  "src/rules/built-in-pack.ts",
  "src/allow/compiled-allowlist.ts",
);
const scanner = createBlobScanner({
  rules: loadBuiltInPack().rules,
  fingerprintKey: undefined,
  exceptions: { allowlist: compileAllowlist([]), inline: true, foreignMarkers: false, today: "2026-01-01" },
  minConfidence: "medium",
  maxDecodeDepth: 3,
  maxArchiveDepth: 2,
});

const random = createRandom(9);
const made = (make, size = SIZE) => {
  const pieces = [];
  for (let length = 0; length < size; ) {
    pieces.push(make());
    length += pieces.at(-1).length;
  }
  return Buffer.from(pieces.join(""), "latin1").subarray(0, size);
};
const again = (piece, size) => Buffer.alloc(size ?? SIZE, piece);
const uuid = () => [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join("-");
const base64 = (length) => random.text(length, BASE64);

/** Name, bytes when they are asked for, path. */
function* all() {
  for (const [name, bytes] of texts()) yield [name, () => bytes.subarray(0, SIZE), "text.js"];
  yield ["base64, one value a line", () => made(() => `"data": "${base64(1200)}",\n`), "data.json"];
  yield ["base64, wrapped", () => made(() => `${base64(76)}\n`), "mail.txt"];
  yield ["base64, one line of 50 MB", () => made(() => base64(10_000), LONG), "blob.txt"];
  yield [
    "source map in a script",
    () => made(() => `//# sourceMappingURL=data:application/json;base64,${base64(40_000)}\n`),
    "app.js",
  ];
  yield ["digests of a lock file", () => made(() => `    "integrity": "sha512-${base64(86)}==",\n`), "package-lock.json"];
  yield ["ids (CSV)", () => made(() => `${random.next(1e6)},${uuid()},${random.text(20, ALPHANUMERIC)}\n`), "ids.csv"];
  yield ["random values between spaces", () => made(() => `${random.text(32, ALPHANUMERIC)} `), "data.txt"];
  for (const near of [
    "AKIA",
    "AKIA ",
    "ghp_",
    "sk-",
    "key=",
    "key= ",
    "key=\n",
    "password=",
    "password= ",
    "password:\n",
    "token: x\n",
  ])
    yield [`${JSON.stringify(near)} again and again`, () => again(near), "text.txt"];
  for (const near of ["key=", "password = ", 'password: "your-password",\n', "key='", "https://user:", "bearer ", "\\u0061"])
    yield [`${JSON.stringify(near)} again and again, in a script`, () => again(near), "text.js"];
  yield ["one line of 50 MB, minified", () => again(minified(), LONG), "big.min.js"];
  yield ["a run of 50 MB", () => again("a1B2", LONG), "run.txt"];
  yield ["a run of joints", () => again("a1-b2_"), "run.txt"];
}

function minified() {
  for (const [name, bytes] of texts()) if (name === "minified") return bytes.subarray(0, SIZE);
  return Buffer.alloc(0);
}

let plain = 0;
process.stdout.write("| text | GB/s | of plain source | findings |\n| --- | ---: | ---: | ---: |\n");
for (const [name, make, path] of all()) {
  if (plain > 0 && !name.includes(only)) continue;
  const bytes = make();
  let findings = 0;
  const seconds = leastCpu(plain === 0 ? 3 * ROUNDS : ROUNDS, () => {
    findings = scanner.scan(memoryReader(bytes), path).findings.length;
  });
  const speed = bytes.length / 1e9 / seconds;
  if (plain === 0) plain = speed;
  process.stdout.write(`| ${name} | ${speed.toFixed(3)} | ${(speed / plain).toFixed(2)} | ${findings} |\n`);
}
