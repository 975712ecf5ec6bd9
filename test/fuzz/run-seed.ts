/**
 * One seed of the fuzzing: makes its input, runs it, and says which invariant it broke.
 */

import { compileAllowlist } from "../../src/allow/compiled-allowlist.js";
import { type BlobScanner, createBlobScanner } from "../../src/scan/blob-scanner.js";
import type { ByteReader } from "../../src/scan/byte-reader.js";
import { memoryReader } from "../../src/scan/byte-reader.js";
import { selectRules } from "../../src/scan/setup.js";
import { createStreamInput } from "../../src/scan/stream-input.js";
import { githubToken } from "../program/secrets.js";
import { mutated, randomFile } from "./generate.js";
import { createRandom } from "./random.js";

export const PLANTED: string = githubToken(77);

export function fuzzScanner(): BlobScanner {
  return createBlobScanner({
    rules: selectRules({ userRules: [], only: [], excluded: [] }),
    fingerprintKey: undefined,
    exceptions: {
      allowlist: compileAllowlist([]),
      inline: true,
      foreignMarkers: false,
      today: "2026-01-01",
    },
    minConfidence: "low",
    maxDecodeDepth: 3,
    maxArchiveDepth: 3,
  });
}

/** Gives its bytes in pieces of odd sizes. */
function piecewise(bytes: Uint8Array, most: number): ByteReader {
  let at = 0;
  return {
    read(target, offset, max) {
      const count = Math.min(max, most, bytes.length - at);
      target.set(bytes.subarray(at, at + count), offset);
      at += count;
      return count;
    },
  };
}

/** A file that takes more of the processor hangs: they are of some MB at most. Microseconds. */
const HANG = 30_000_000;

/**
 * What a seed breaks; undefined when all holds: nothing is thrown, no byte is passed over, results are the same however the bytes come,
 * what comes out is masked, and a secret after the damage is still found.
 */
export function brokenBy(seed: number, scanner: BlobScanner): string | undefined {
  const random = createRandom(seed);
  const { name, bytes } = randomFile(random, PLANTED);
  const damaged = random.below(3) === 0 ? bytes : mutated(bytes, random);
  const started = process.cpuUsage();
  const result = scanner.scan(memoryReader(damaged), name);
  const { user } = process.cpuUsage(started);
  if (user > HANG) return `seed ${seed}: ${name} takes ${user} microseconds`;
  if (result.bytes !== damaged.length) return `seed ${seed}: ${name} has ${damaged.length} bytes, and ${result.bytes} were seen`;
  const whole = JSON.stringify(result);
  // names are shown as they are, those of an archive's entries too
  const shown = JSON.stringify(result.findings.map(({ decodedFrom: _, ...finding }) => finding));
  if (shown.includes(PLANTED.slice(8, 30))) return `seed ${seed}: ${name} leaks`;
  const again = JSON.stringify(scanner.scan(piecewise(damaged, 1 + random.below(700)), name));
  if (again !== whole) return `seed ${seed}: ${name} depends on how it is read`;
  const stream = createStreamInput(scanner, name);
  for (let at = 0; at < damaged.length; at += 997) stream.push(damaged.subarray(at, at + 997));
  if (JSON.stringify(stream.end()) !== whole) return `seed ${seed}: ${name} depends on being streamed`;
  const marked = Buffer.concat([
    mutated(
      Buffer.from(random.bytes(200)).map((byte) => (byte % 90) + 32),
      random,
    ).map((byte) => byte || 1),
    Buffer.from(`\ntoken = ${PLANTED}\n`),
  ]);
  const found = scanner.scan(memoryReader(marked), "t.txt").findings;
  if (!found.some(({ ruleId }) => ruleId === "github-personal-access-token"))
    return `seed ${seed}: the secret after the damage is lost`;
  return undefined;
}
