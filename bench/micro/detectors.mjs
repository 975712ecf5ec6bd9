/**
 * What judging a candidate costs, in ns of one core's CPU time, by kind of text: the detector's whole time less the kernel's.
 *
 *   node bench/micro/detectors.mjs
 */

import { createHash } from "node:crypto";
import { ALPHANUMERIC, BASE64, createRandom, HEX } from "../corpora/random.mjs";
import { sourceFiles } from "../corpora/source-text.mjs";
import { leastCpu, loadSource } from "../lib/load-source.mjs";

const SIZE = 1 << 20;
const ROUNDS = 9;

const { createDetector, loadBuiltInPack, ESCAPES } = await loadSource(
  "src/detect/detector.ts",
  "src/rules/built-in-pack.ts",
  "src/scan/escaped-span.ts",
);
const detector = createDetector(loadBuiltInPack().rules, SIZE, ESCAPES);
const { prefilter } = detector;
const random = createRandom(9);
const until = (make) => {
  let text = "";
  while (text.length < SIZE) text += make();
  return Buffer.from(text, "latin1").subarray(0, SIZE);
};
const scripts = sourceFiles().map(({ lines }) => lines);
const near = (start) => () => `${start} `;

const TEXTS = {
  "source, many files": until(() => random.pick(scripts).join("\n")),
  "minified source": until(() =>
    random
      .pick(scripts)
      .map((line) => line.trim())
      .join(""),
  ),
  "ids (CSV)": until(
    () =>
      `${random.next(1e6)},${random.text(8, HEX)}-${random.text(4, HEX)}-4${random.text(3, HEX)}-a${random.text(3, HEX)}-${random.text(12, HEX)},${random.text(20, ALPHANUMERIC)}\n`,
  ),
  "digests (lock file)": until(() => `    "integrity": "sha512-${random.text(86, BASE64)}==",\n`),
  "hex dump": until(() => `${random.text(64, HEX)}\n`),
  "base64, wrapped": until(() => `${random.text(76, BASE64)}\n`),
  "base64, one line": until(() => random.text(4_096, BASE64)),
  "random letters and digits, spaces between": until(() => `${random.text(32, ALPHANUMERIC)} `),
  "`AKIA`, again and again": until(near("AKIA")),
  "`key=`, again and again": until(near("key=")),
  "`key=` with a random value": until(() => `key=${random.text(24, ALPHANUMERIC)}\n`),
  '`password: "…"`, placeholders': until(() => `password: "your-password-here",\n`),
  "`://user:pass@`": until(() => `https://user:${random.text(10, ALPHANUMERIC)}@host/ `),
};

process.stdout.write(
  "| text | MB/s, detector | MB/s, kernel alone | candidates a KiB | ns a candidate | matches |\n| --- | ---: | ---: | ---: | ---: | ---: |\n",
);
for (const [name, text] of Object.entries(TEXTS)) {
  prefilter.window.set(text);
  let [candidates, matches] = [0, 0];
  const kernel = leastCpu(ROUNDS, () => {
    candidates = prefilter.scan(0, SIZE);
  });
  const whole = leastCpu(ROUNDS, () => {
    detector.begin();
    matches = detector.detect(SIZE, 0, SIZE, "src/file.js", () => {}).length;
  });
  const each = ((whole - kernel) * 1e9) / Math.max(1, candidates);
  const speed = (seconds) => (SIZE / 1e6 / seconds).toFixed(0);
  process.stdout.write(
    `| ${name} | ${speed(whole)} | ${speed(kernel)} | ${((candidates * 1024) / SIZE).toFixed(1)} | ${each.toFixed(0)} | ${matches} |\n`,
  );
}
process.stdout.write(
  `\nTexts: ${createHash("sha256")
    .update(Buffer.concat(Object.values(TEXTS)))
    .digest("hex")
    .slice(0, 12)}\n`,
);
