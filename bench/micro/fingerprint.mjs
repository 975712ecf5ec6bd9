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
const megabyte = Buffer.alloc(1 << 20);
/** A block of SHA-256, which a short guess takes, by the rate on a long text: an attacker's program has no Node around it. */
const block = (leastCpu(ROUNDS * 20, () => createHash("sha256").update(megabyte).digest()) / megabyte.length) * 64;

const [fast, slow] = [each(strong), each(weak)];
process.stdout.write(`SHA-256 of one block: ${(block * 1e9).toFixed(0)} ns.

| secret | a guess in Node | guesses a second and core | in blocks of SHA-256 |
| --- | ---: | ---: | ---: |
| strong | ${(fast * 1e6).toFixed(1)} µs | ${Math.round(1 / fast).toLocaleString("en")} | ${Math.round(fast / block).toLocaleString("en")} |
| any other | ${(slow * 1e3).toFixed(2)} ms | ${Math.round(1 / slow).toLocaleString("en")} | ${Math.round(slow / block).toLocaleString("en")} |
`);
