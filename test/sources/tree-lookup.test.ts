/**
 * Blobs by commit and path, from the packs: what git says of `COMMIT:PATH`.
 */

import { spawnSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openPacks } from "../../src/sources/git/packs.js";
import { createTreeLookup } from "../../src/sources/git/tree-lookup.js";
import { temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

/** What git has for each name: a blob's id, or nothing. */
function fromGit(path: string, names: readonly string[]): (string | undefined)[] {
  const args = ["-C", path, "cat-file", "--batch-check=%(objectname) %(objecttype)"];
  const { stdout } = spawnSync("git", args, {
    input: Buffer.from(names.map((name) => `${name}\n`).join("")),
    encoding: "latin1",
  });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => /^([0-9a-f]{40,64}) blob$/.exec(line)?.[1]);
}

for (const format of ["sha1", "sha256"]) {
  test(`files, folders, links and what is not there, ${format}`, () => {
    const repository = temporaryRepository(`--object-format=${format}`);
    const files = ["a", "a.b", "a-b", "ab/c", "ab/c.d/e", "b/a", "b/a.txt", "b/c/d/e.txt", "z", "caf\u00e9/\u00fc.txt", "\u65e5"];
    for (const [index, file] of files.entries()) repository.write(file, `content ${index}`);
    symlinkSync("a", join(repository.path, "link"));
    const first = repository.commit();
    repository.git("update-index", "--add", "--cacheinfo", `160000,${first},sub`);
    repository.write("b/c/d/e.txt", "another");
    repository.git("rm", "-q", "a.b");
    const second = repository.commit();
    repository.git("repack", "-adq");
    const paths = [
      ...files,
      "link",
      "link/x",
      "sub",
      "sub/a",
      "b",
      "b/c",
      "b/c/",
      "b/c/d/e.txt/f",
      "",
      "a/b",
      "B/a",
      "b/",
      "b//a",
      "zz",
      "A",
    ];
    const asked = [first, second].flatMap((commit) =>
      paths.map((path) => [commit, Buffer.from(path).toString("latin1")] as const),
    );
    const packs = openPacks(join(repository.path, ".git/objects/pack"), first.length / 2);
    const trees = createTreeLookup(packs, first.length / 2);
    const found = asked.map(([commit, path]) => trees.find(commit, path));
    const right = fromGit(
      repository.path,
      asked.map(([commit, path]) => `${commit}:${Buffer.from(path, "latin1").toString()}`),
    );
    expect(found).toEqual(right.map((blob) => ({ blob })));
    packs.close();
  });
}

test("what is not in the packs is left to git", () => {
  const repository = temporaryRepository();
  repository.write("a", "1");
  const packed = repository.commit();
  repository.git("repack", "-adq");
  repository.write("b", "2");
  const loose = repository.commit();
  const packs = openPacks(join(repository.path, ".git/objects/pack"), 20);
  const trees = createTreeLookup(packs, 20);
  expect(trees.find(loose, "a")).toBe("ask git");
  expect(trees.find(repository.git("rev-parse", `${packed}^{tree}`), "a")).toBe("ask git");
  expect(trees.find(packed, "a")).toEqual({ blob: repository.git("rev-parse", `${packed}:a`) });
  packs.close();
});
