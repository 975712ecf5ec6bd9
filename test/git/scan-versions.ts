/**
 * Versions of a text, scanned one after the other as a pack gives them.
 */

import { expect } from "vitest";
import type { BlobScanner } from "../../src/scan/blob-scanner.js";
import { memoryReader } from "../../src/scan/byte-reader.js";
import { createVersionScanner } from "../../src/scan/git/version-scanner.js";
import type { BlobResult } from "../../src/scan/raw-finding.js";
import { selectRules } from "../../src/scan/setup.js";
import type { GitObject, Version } from "../../src/sources/git/git-object.js";
import { fuzzScanner } from "../fuzz/run-seed.js";
import { deltaOf, made, type Piece } from "./delta.js";

/** Scans each as a whole. */
export const judge: BlobScanner = fuzzScanner();
const scanner = fuzzScanner();
let wholes = 0;
const versions = createVersionScanner(
  {
    ...scanner,
    scan(reader, path) {
      wholes++;
      return scanner.scan(reader, path);
    },
  },
  selectRules({ userRules: [], only: [], excluded: [] }),
);

function objectOf(bytes: Buffer): GitObject {
  return { id: "", type: "blob", size: bytes.length, read: () => 0, readAll: () => bytes };
}

/** Scans the base and each further version of it. */
export function scanAll(
  base: Buffer,
  steps: readonly (readonly Piece[])[],
  path: string,
): { bytes: Buffer; result: BlobResult; isTold: boolean }[] {
  let bytes = base;
  let version: Version = { base: undefined, delta: undefined, hasHeirs: true, note: undefined };
  const results = [{ bytes, result: versions.scan(objectOf(bytes), version, path), isTold: false }];
  for (const pieces of steps) {
    version = { base: version, delta: deltaOf(bytes, pieces), hasHeirs: true, note: undefined };
    bytes = made(bytes, pieces);
    const before = wholes;
    results.push({ bytes, result: versions.scan(objectOf(bytes), version, path), isTold: wholes === before });
  }
  return results;
}

export function expectSame(base: Buffer, steps: readonly (readonly Piece[])[], path: string): void {
  for (const { bytes, result } of scanAll(base, steps, path))
    expect(result, JSON.stringify(bytes.toString("latin1"))).toEqual(judge.scan(memoryReader(bytes), path));
}

/** The text with some bytes taken out at a place, and others put in. */
export function spliced(length: number, at: number, removed: number, put: string): Piece[] {
  const behind = Math.min(length, at + removed);
  return [{ from: 0, length: at }, Buffer.from(put, "latin1"), { from: behind, length: length - behind }].filter(
    (piece) => piece.length > 0,
  );
}

/** Lines that hold nothing. */
export const code: string = Array.from({ length: 60 }, (_, i) => `  const value${i} = compute(${i}, "label ${i}");\n`).join("");
