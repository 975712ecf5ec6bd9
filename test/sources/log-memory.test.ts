/**
 * The log of a walk, kept: what is told of a commit again is what the walk told of it.
 */

import { expect, test, vi } from "vitest";
import { type CommitVisitor, readCommitLog } from "../../src/sources/git/commit-log.js";
import { createLogMemory } from "../../src/sources/git/log-memory.js";
import { temporaryRepository } from "./temporary-repository.js";

vi.setConfig({ testTimeout: 60_000 });

function recorder(): { readonly events: unknown[]; readonly visitor: Pick<CommitVisitor, "commit" | "change"> } {
  const events: unknown[] = [];
  return {
    events,
    visitor: { commit: (commit) => events.push(commit), change: (change, { id }) => events.push({ change, id }) },
  };
}

test("commits are told again as the walk told them, whatever their files are called", async () => {
  const repository = temporaryRepository();
  const commits: string[] = [];
  for (let version = 0; version < 6; version++) {
    repository.write("a.txt", `version ${version}`);
    // records of files that look like a commit's
    repository.write(`commit ${"0".repeat(40)} `, `${version}`);
    if (version > 0) repository.write(`commit ${commits[version - 1]} `, `${version}`);
    commits.push(repository.commit());
  }
  const memory = createLogMemory();
  const walked = recorder();
  await readCommitLog({ cwd: repository.path }, ["--all"], {
    record: memory.note,
    commit(commit) {
      memory.noteCommit();
      walked.visitor.commit(commit);
    },
    change: walked.visitor.change,
  });
  for (const wanted of [commits, [commits[3]!], [commits[5]!, commits[1]!], []]) {
    const again = recorder();
    expect(memory.replay(wanted, again.visitor)).toBe(true);
    const right = walked.events.filter((event) => wanted.includes((event as { id: string }).id));
    expect(again.events).toEqual(right);
  }
  const unknown = recorder();
  expect(memory.replay([commits[0]!, "1".repeat(40)], unknown.visitor)).toBe(false);
  expect(unknown.events).toEqual([]);
});

test("a log that is too long is not kept", () => {
  const memory = createLogMemory();
  const id = "a".repeat(40);
  const record = Buffer.from(`commit ${id} \nA <a@b>\n2026-01-01T00:00:00Z\n${"x".repeat(1 << 20)}`);
  const replayed: boolean[] = [];
  for (let count = 0; count < 20; count++) {
    memory.note(record, 0, record.length);
    memory.noteCommit();
    replayed.push(memory.replay([id], recorder().visitor));
  }
  expect(replayed.slice(0, 15)).toEqual(Array(15).fill(true));
  expect(replayed.slice(16)).toEqual(Array(4).fill(false));
});
