/**
 * A file longer than the window: whatever it is made of, each move of the window makes room for the next mebibyte, so that time is linear.
 */

import { expect, test } from "vitest";
import type { ByteReader } from "../../src/scan/byte-reader.js";
import { fuzzScanner } from "../fuzz/run-seed.js";
import { githubToken } from "../program/secrets.js";

const LENGTH = 3 << 20;

/** Counts what it is asked for. */
function counted(bytes: Uint8Array): ByteReader & { readonly reads: () => number } {
  let at = 0;
  let reads = 0;
  return {
    reads: () => reads,
    read(target, offset, max) {
      reads++;
      const count = Math.min(max, bytes.length - at);
      target.set(bytes.subarray(at, at + count), offset);
      at += count;
      return count;
    },
  };
}

const scanner = fuzzScanner();

test.each([
  ["CR", "\r"],
  ["LF", "\n"],
  ["CRLF", "\r\n"],
  ["LFCR", "\n\r"],
  ["spaces", " "],
  ["bytes that only continue a character", Buffer.from([0x80])],
])("of %s only", (_, unit) => {
  const secret = Buffer.from(`token = ${githubToken(1)}\n`);
  const blob = Buffer.concat([Buffer.alloc(LENGTH, unit), Buffer.from("\n"), secret]);
  const reader = counted(blob);
  const { findings, bytes } = scanner.scan(reader, "a.txt");
  expect(bytes).toBe(blob.length);
  expect(reader.reads()).toBeLessThan(10);
  expect(findings.map(({ ruleId }) => ruleId)).toEqual(["github-personal-access-token"]);
  expect(findings[0]!.startLine).toBe(linesBefore(blob, blob.length - secret.length) + 1);
});

/** LF, CRLF and a lone CR each end a line. */
function linesBefore(bytes: Uint8Array, end: number): number {
  let count = 0;
  for (let i = 0; i < end; i++) if (bytes[i] === 0x0d || (bytes[i] === 0x0a && bytes[i - 1] !== 0x0d)) count++;
  return count;
}
