/** That nothing is staged is believed where the index or another command of git says so as well. */

import { expect, test, vi } from "vitest";
import { confirmNothingStaged } from "../../src/sources/git/nothing-staged.js";
import { createObjectReader } from "../../src/sources/git/objects.js";
import type { GitOptions } from "../../src/sources/git/run.js";
import { type TemporaryFolder, temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

async function confirm({ path }: TemporaryFolder, more: Partial<GitOptions> = {}): Promise<void> {
  const place = { cwd: path, ...more };
  const reader = createObjectReader(place);
  try {
    await confirmNothingStaged(place, reader);
  } finally {
    reader.close();
  }
}

test("after a commit, after what was staged is taken back, and before the first commit", async () => {
  const repository = temporaryRepository();
  await confirm(repository);
  repository.write("a/b.txt", "one\n");
  repository.commit();
  await confirm(repository);
  repository.write("a/b.txt", "two\n");
  repository.git("add", ".");
  repository.git("reset", "-q", "a/b.txt");
  await confirm(repository);
});

test("what is staged, taken away, or staged before the first commit", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt", "one\n");
  repository.git("add", ".");
  await expect(confirm(repository)).rejects.toMatchObject({ code: "git" });
  repository.commit();
  repository.write("a.txt", "two\n");
  repository.git("add", ".");
  await expect(confirm(repository)).rejects.toMatchObject({ code: "git" });
  repository.commit();
  repository.git("rm", "-q", "a.txt");
  await expect(confirm(repository)).rejects.toMatchObject({ code: "git" });
});

test("a file that is only announced is not staged", async () => {
  const repository = temporaryRepository();
  repository.write("a.txt", "one\n");
  repository.commit();
  repository.write("new.txt");
  repository.git("add", "-N", "new.txt");
  await confirm(repository);
});
