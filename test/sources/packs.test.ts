/**
 * Blobs read straight from packs: what is given is what git gives, and whatever is not plain is left to git.
 */

import { spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, renameSync, truncateSync, writeSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { applyDelta } from "../../src/sources/git/pack-delta.js";
import { type FamilySource, unpackFamilies } from "../../src/sources/git/pack-families.js";
import { createPackMemory } from "../../src/sources/git/pack-memory.js";
import { openPacks, type PackUse } from "../../src/sources/git/packs.js";
import { temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

type Repository = ReturnType<typeof temporaryRepository>;

/** Versions of some files, each a few lines away from the one before. */
function withHistory(...init: string[]): Repository {
  const repository = temporaryRepository(...init);
  const lines = Array.from({ length: 400 }, (_, index) => `line ${index} of the file`);
  for (let version = 0; version < 12; version++) {
    lines.splice(version * 7, 3, `version ${version}`, "one more line");
    repository.write("a.txt", lines.join("\n"));
    repository.write(`sub/b${version % 3}.txt`, lines.slice(version).join("\n"));
    repository.write("empty.txt", "");
    repository.write("bytes.bin", Buffer.alloc(70_000, version));
    repository.commit();
  }
  return repository;
}

function blobs(repository: Repository): string[] {
  const listed = repository.git("cat-file", "--batch-check=%(objecttype) %(objectname)", "--batch-all-objects");
  return listed.split("\n").flatMap((line) => (line.startsWith("blob ") ? [line.slice(5)] : []));
}

function readAll(repository: Repository, ids: readonly string[]): (Buffer | undefined)[] {
  const packs = openPacks(join(repository.path, ".git/objects/pack"), (ids[0]?.length ?? 40) / 2);
  // what is given is valid until the next call
  const read = ids.map((id) => {
    const bytes = packs.read(id);
    return bytes === undefined ? undefined : Buffer.from(bytes);
  });
  packs.close();
  return read;
}

/** The same by families, put back into the order asked; what they leave is read alone. */
function readFamilies(repository: Repository, ids: readonly string[], use: PackUse = "most"): (Buffer | undefined)[] {
  const packs = openPacks(join(repository.path, ".git/objects/pack"), (ids[0]?.length ?? 40) / 2, use);
  const read: (Buffer | undefined)[] = [];
  const asked = ids.map((id, index) => ({ id, index }));
  let count = 0;
  for (const { item, bytes = packs.read(item.id) } of packs.families(asked)) {
    count++;
    read[item.index] = bytes === undefined ? undefined : Buffer.from(bytes);
  }
  packs.close();
  expect(count).toBe(ids.length);
  return read;
}

/** What git says of them, in the order asked. */
function fromGit(repository: Repository, ids: readonly string[]): Buffer[] {
  const args = ["-C", repository.path, "cat-file", "--batch"];
  const { stdout } = spawnSync("git", args, { input: ids.map((id) => `${id}\n`).join(""), maxBuffer: 1 << 27 });
  let at = 0;
  return ids.map(() => {
    const end = stdout.indexOf("\n", at);
    const size = Number(stdout.toString("latin1", at, end).split(" ")[2]);
    at = end + 1 + size + 1;
    return stdout.subarray(end + 1, end + 1 + size);
  });
}

function same(found: readonly (Buffer | undefined)[], right: readonly Buffer[]): boolean {
  return found.length === right.length && found.every((bytes, index) => bytes?.equals(right[index]!) === true);
}

function packFile(repository: Repository): string {
  const folder = join(repository.path, ".git/objects/pack");
  return join(folder, readdirSync(folder).find((name) => name.endsWith(".pack")) ?? "none");
}

for (const [what, args] of [
  ["deltas by offset", ["repack", "-adfq", "--depth=20"]],
  ["deltas by id", ["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"]],
  ["several packs", ["repack", "-q"]],
] as const) {
  test(`${what}: every blob is what git says it is`, () => {
    const repository = withHistory();
    repository.git(...args);
    const ids = blobs(repository);
    expect(ids.length).toBeGreaterThan(30);
    // backwards too: bases are then asked for before what rests on them
    for (const asked of [ids, [...ids].reverse()]) {
      expect(same(readAll(repository, asked), fromGit(repository, asked))).toBe(true);
      expect(same(readFamilies(repository, asked), fromGit(repository, asked))).toBe(true);
    }
    // some of them, and some twice
    const some = ids.flatMap((id, index) => (index % 3 === 0 ? [id, id] : index % 3 === 1 ? [id] : []));
    expect(same(readFamilies(repository, some), fromGit(repository, some))).toBe(true);
  });
}

test("long chains of large objects need not fit into the memory together", () => {
  const repository = temporaryRepository();
  const lines = Array.from({ length: 30_000 }, (_, index) => `line ${index} of a file of more than a mebibyte: ${index * 7919}`);
  for (let version = 0; version < 9; version++) {
    lines.splice(version * 1000, 2, `version ${version}`);
    repository.write("a.txt", lines.join("\n"));
    // two that rest on the same one
    repository.write(`b${version % 2}.txt`, lines.slice(version * 10).join("\n"));
    repository.commit();
  }
  repository.git("repack", "-adfq", "--depth=20");
  const ids = blobs(repository);
  expect(same(readFamilies(repository, ids, "few"), fromGit(repository, ids))).toBe(true);
  expect(same(readFamilies(repository, ids), fromGit(repository, ids))).toBe(true);
});

test("objects that rest on one another, as no git writes them, are left", () => {
  const entries = new Map([3, 10, 17, 24].map((offset, index) => [offset, { base: [10, 3, 10, 99][index], index }]));
  const source: FamilySource = {
    memory: createPackMemory(0, 0, 100),
    entryAt(offset) {
      const found = entries.get(offset);
      return found === undefined ? undefined : { type: 7, size: 5, data: offset + 2, base: found.base };
    },
    packed: () => Buffer.alloc(0),
  };
  const wanted = [...entries.keys()].map((offset) => ({ item: offset, offset }));
  const left = [...unpackFamilies(wanted, 3, source)];
  expect(left.map(({ item }) => item).sort((a, b) => a - b)).toEqual([3, 10, 17, 24]);
  expect(left.every(({ bytes }) => bytes === undefined)).toBe(true);
});

test("a SHA-256 repository", () => {
  const repository = withHistory("--object-format=sha256");
  repository.git("repack", "-adfq");
  const ids = blobs(repository);
  expect(ids[0]).toHaveLength(64);
  expect(same(readAll(repository, ids), fromGit(repository, ids))).toBe(true);
  expect(same(readFamilies(repository, ids), fromGit(repository, ids))).toBe(true);
});

test("what is loose, of another type or not there is left to git", () => {
  const repository = withHistory();
  repository.git("repack", "-adfq");
  repository.write("loose.txt", "loose");
  const commit = repository.commit();
  const loose = repository.git("rev-parse", "HEAD:loose.txt");
  const packedCommit = repository.git("rev-parse", "HEAD~1");
  const missing = "12345678".repeat(5);
  const asked = [loose, commit, packedCommit, missing, "HEAD"];
  expect(readAll(repository, asked)).toEqual(Array(5).fill(undefined));
  expect(readFamilies(repository, asked)).toEqual(Array(5).fill(undefined));
});

test("a pack that is cut off or has a wrong byte gives nothing wrong", () => {
  const repository = withHistory();
  repository.git("repack", "-adfq", "--depth=20");
  const ids = blobs(repository);
  const right = fromGit(repository, ids);
  const pack = packFile(repository);
  spawnSync("chmod", ["u+w", pack]);
  const fd = openSync(pack, "r+");
  for (let at = 400; at < 2_000; at += 97) writeSync(fd, Buffer.from([0xa5]), 0, 1, at);
  closeSync(fd);
  for (const damaged of [readAll(repository, ids), readFamilies(repository, ids)]) {
    expect(damaged).toContain(undefined);
    damaged.forEach((bytes, index) => {
      if (bytes !== undefined) expect(bytes.equals(right[index]!)).toBe(true);
    });
  }
  truncateSync(pack, 300);
  expect(readAll(repository, ids).filter((bytes) => bytes !== undefined).length).toBeLessThan(ids.length / 2);
});

test.skipIf(process.platform === "win32")("a pipe in a pack's place is not waited for", () => {
  const repository = withHistory();
  repository.git("repack", "-adfq");
  const ids = blobs(repository);
  const pack = packFile(repository);
  renameSync(pack, `${pack}.away`);
  spawnSync("mkfifo", [pack]);
  expect(readAll(repository, ids)).toEqual(ids.map(() => undefined));
});

/** The result of a delta, from memory of its own. */
function applied(base: Uint8Array, delta: Uint8Array, most: number): Buffer | undefined {
  memory.ring.set(base);
  memory.delta.set(delta);
  const given = memory.ring.subarray(0, base.length);
  return applyDelta(memory, given, memory.delta.subarray(0, delta.length), most, (size) =>
    memory.ring.subarray(1000, 1000 + size),
  );
}
const memory = createPackMemory(0, 20_000);

test("a delta is applied exactly or not at all, whatever its bytes", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 60 }), (base, delta) => {
      const result = applied(base, delta, 10_000);
      expect(result === undefined || result.length <= 10_000).toBe(true);
    }),
  );
  const base = Buffer.from("0123456789");
  // 10 bytes to 7: three copied from 4, then "ab", then two copied from 0
  const delta = Buffer.from([10, 7, 0x91, 4, 3, 2, 0x61, 0x62, 0x90, 2]);
  expect(applied(base, delta, 100)?.toString()).toBe("456ab01");
  expect(applied(base, delta, 6)).toBeUndefined();
  expect(applied(base.subarray(1), delta, 100)).toBeUndefined();
  expect(applied(base, delta.subarray(0, -1), 100)).toBeUndefined();
});
