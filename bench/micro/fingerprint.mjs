/**
 * What a guess at a fingerprint costs, and what ours costs: of a strong secret (HMAC) and of any other (scrypt), in one core's CPU time.
 *
 *   node bench/micro/fingerprint.mjs
 */

import { createHash } from "node:crypto";
import { leastCpu, loadSource } from "../lib/load-source.mjs";

const ROUNDS = 5;
const COUNT = 200;

const { createFingerprinter } = await loadSource("src/scan/fingerprint.ts");
const strong = Array.from({ length: COUNT }, (_, i) => Buffer.from(createHash("sha256").update(`${i}`).digest("hex")));
const weak = Array.from({ length: COUNT }, (_, i) => Buffer.from(`password-${i}`));
const each = (values) =>
  leastCpu(ROUNDS, () => {
    // a new one each time: it remembers what it has hashed
    const { ofSecret } = createFingerprinter(undefined);
    for (const value of values) ofSecret(value);
  }) / COUNT;
const plain =
  leastCpu(ROUNDS, () => {
    for (let i = 0; i < COUNT * 100; i++)
      createHash("sha256")
        .update(weak[i % COUNT])
        .digest();
  }) /
  (COUNT * 100);

const [fast, slow] = [each(strong), each(weak)];
process.stdout.write(`| secret | a guess | guesses a second and core | SHA-256 alone |
| --- | ---: | ---: | ---: |
| strong | ${(fast * 1e6).toFixed(1)} µs | ${Math.round(1 / fast).toLocaleString("en")} | ${(fast / plain).toFixed(0)} x |
| any other | ${(slow * 1e3).toFixed(2)} ms | ${Math.round(1 / slow).toLocaleString("en")} | ${Math.round(slow / plain).toLocaleString("en")} x |
`);
