/**
 * Reading objects by id, whatever state they are in.
 */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { BASELINE_FILE } from "../../src/allow/baseline.js";
import { ALLOWLIST_FILE } from "../../src/allow/parse-allowlist.js";
import { CONFIGURATION_FILE } from "../../src/cli/configuration.js";
import { FIRST_OF_INDEX, READ_OBJECTS } from "../../src/sources/git/early-commands.js";
import type { GitObject, NoObject } from "../../src/sources/git/git-object.js";
import { createObjectReader } from "../../src/sources/git/objects.js";
import { adoptEarlyGit } from "../../src/sources/git/run.js";
import { type TemporaryFolder, temporaryFolder, temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

async function readAll(cwd: string, ids: string[], bulk: boolean): Promise<string[]> {
  const reader = createObjectReader({ cwd, bulk });
  const answers: string[] = [];
  await reader.read([ids.map((id, index) => ({ id, index }))], (object, { index }) => {
    expect(index).toBe(answers.length);
    answers.push(describe(object));
  });
  reader.close();
  return answers;
}

function describe(object: GitObject | NoObject): string {
  if ("missing" in object) return object.missing.replace(/[0-9a-f]{40,}/, "ID");
  const hash = createHash("sha1");
  const piece = new Uint8Array(100_000);
  let total = 0;
  for (let count = object.read(piece, 7, 90_000); count > 0; count = object.read(piece, 7, 90_000)) {
    hash.update(piece.subarray(7, 7 + count));
    total += count;
  }
  expect(total).toBe(object.size);
  return hash.digest("hex");
}

function store(repository: TemporaryFolder, content: Uint8Array | string): { id: string; hash: string } {
  return {
    id: repository.gitIn({ input: content }, "hash-object", "-w", "--stdin"),
    hash: createHash("sha1").update(content).digest("hex"),
  };
}

const sizes = [0, 1, 100, 65_535, 65_536, 200_000, 5 << 20, 20 << 20, 3, (16 << 20) + 1, 16 << 20, 9];

test.each([true, false])("objects of any size come whole and in order (bulk: %s)", async (bulk) => {
  const repository = temporaryRepository();
  const stored = sizes.map((size) => store(repository, Buffer.alloc(size, `line ${size}\n`)));
  expect(
    await readAll(
      repository.path,
      stored.map(({ id }) => id),
      bulk,
    ),
  ).toEqual(stored.map(({ hash }) => hash));
});

test.each([
  ["all that was asked early", ["HEAD:a", "HEAD:b", "HEAD:none"]],
  ["the first of it, and more", ["HEAD:a", "HEAD:c"]],
  ["a later one of it", ["HEAD:b", "HEAD:c"]],
  ["nothing of it", ["HEAD:c", "HEAD:none"]],
])("of a git that was asked before the program was loaded is read: %s", async (_, names) => {
  const repository = temporaryRepository();
  for (const name of ["a", "b", "c"]) repository.write(name, `this is ${name}\n`);
  repository.commit();
  const cwd = repository.path;
  const child = spawn("git", [...READ_OBJECTS], { cwd, stdio: "pipe" });
  const asked = ["HEAD:a", "HEAD:b", "HEAD:none"];
  child.stdin.write(`${asked.join("\n")}\n`);
  adoptEarlyGit([{ args: READ_OBJECTS, asked, cwd, child }]);
  const reader = createObjectReader({ cwd, inheritPlace: true });
  for (const wanted of [names, ["HEAD:b", "HEAD:a"]]) {
    const answers: string[] = [];
    await reader.read([wanted.map((id) => ({ id }))], (object) => {
      answers.push("missing" in object ? object.missing : object.readAll().toString());
    });
    const expected = (name: string): string =>
      name === "HEAD:none" ? "object HEAD:none is missing" : `this is ${name.slice(-1)}\n`;
    expect(answers).toEqual(wanted.map(expected));
  }
  reader.close();
  expect(child.killed).toBe(true);
});

test("of an index is asked early what a scan of it reads first", () => {
  const exceptions = [ALLOWLIST_FILE, BASELINE_FILE];
  expect(FIRST_OF_INDEX).toEqual([
    `:${CONFIGURATION_FILE}`,
    ...["", "HEAD"].flatMap((rev) => exceptions.map((name) => `${rev}:${name}`)),
  ]);
});

test("a visitor may leave the rest of an object unread", async () => {
  const repository = temporaryRepository();
  const large = store(repository, Buffer.alloc(40 << 20, "large\n"));
  const small = store(repository, "small");
  const reader = createObjectReader({ cwd: repository.path });
  const seen: string[] = [];
  await reader.read([[large, small], [], [large, small]], (object) => {
    if ("missing" in object) throw new Error(object.missing);
    if (object.size < 100) seen.push(object.readAll().toString());
    else if (seen.length > 0) object.read(new Uint8Array(10), 0, 10);
  });
  reader.close();
  expect(seen).toEqual(["small", "small"]);
});

test.each([true, false])("missing and corrupt objects are answers (bulk: %s)", async (bulk) => {
  const repository = temporaryRepository();
  const first = store(repository, "first");
  const gone = store(repository, "gone");
  const broken = store(repository, "broken");
  const last = store(repository, "last");
  const loose = (id: string) => join(repository.path, ".git/objects", id.slice(0, 2), id.slice(2));
  rmSync(loose(gone.id));
  chmodSync(loose(broken.id), 0o644);
  writeFileSync(loose(broken.id), "not zlib");
  const ids = [first.id, gone.id, broken.id, last.id, "0".repeat(40)];
  expect(await readAll(repository.path, ids, bulk)).toEqual([
    first.hash,
    "object ID is missing",
    expect.stringMatching(/^object ID (is missing|cannot be read: it is corrupt)$/),
    last.hash,
    "object ID is missing",
  ]);
});

test("several calls on one reader, and many ids", async () => {
  const repository = temporaryRepository();
  const { id, hash } = store(repository, "x".repeat(500));
  const reader = createObjectReader({ cwd: repository.path });
  for (const count of [1, 5000, 0, 2]) {
    const answers: string[] = [];
    await reader.read([new Array(count).fill({ id })], (object) => answers.push(describe(object)));
    expect(answers).toEqual(new Array<string>(count).fill(hash));
  }
  reader.close();
});

test("outside a repository it is an error", async () => {
  await expect(readAll(temporaryFolder().path, ["0".repeat(40)], false)).rejects.toMatchObject({ code: "git" });
});

test("replace refs do not change what is read", async () => {
  const repository = temporaryRepository();
  const real = store(repository, "real");
  repository.git("replace", real.id, store(repository, "other").id);
  expect(await readAll(repository.path, [real.id], false)).toEqual([real.hash]);
});
