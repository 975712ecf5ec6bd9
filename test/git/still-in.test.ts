/**
 * In which branches a secret still stands, in a history of many branches and merges: as their trees have it.
 */

import { createHash } from "node:crypto";
import { expect, test, vi } from "vitest";
import { createCommitGraph } from "../../src/sources/git/commit-graph.js";
import { createRandom } from "../fuzz/random.js";
import { type TemporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { makeSecret, runJson } from "./run-program.js";

vi.setConfig({ testTimeout: 120_000 });

const BRANCHES = 24;
const FILES = ["a.js", "lib/b.js", "lib/deep/c.js"];

/** A stream of commits; each has one to three parents, and any of their files, new ones, or none. */
function randomHistory(seed: number, contents: readonly string[]): string {
  const random = createRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[random.below(values.length)]!;
  const lines: string[] = [];
  contents.forEach((content, index) => {
    lines.push("blob", `mark :${index + 1}`, `data ${content.length}`, content);
  });
  const states: Map<string, number>[] = [];
  const commits = 80;
  for (let number = 0; number < commits; number++) {
    const count = Math.min(number, random.below(10) < 6 ? 1 : 2 + random.below(2));
    const parents = [...new Set(Array.from({ length: count }, () => Math.max(0, number - 1 - random.below(12))))];
    const state = new Map<string, number>();
    for (const file of FILES) {
      const inherited = parents.length === 0 ? undefined : states[pick(parents)]!.get(file);
      const blob = random.below(5) === 0 ? random.below(contents.length + 1) : inherited;
      if (blob !== undefined && blob > 0) state.set(file, blob);
    }
    states.push(state);
    lines.push(`commit refs/heads/b${number % BRANCHES}`, `mark :${1000 + number}`);
    lines.push(`committer C <c@example.org> ${1_700_000_000 + number} +0000`, "data 1", "x");
    parents.forEach((parent, index) => {
      lines.push(`${index === 0 ? "from" : "merge"} :${1000 + parent}`);
    });
    if (parents.length === 0) lines.push(`from ${"0".repeat(40)}`);
    lines.push("deleteall", ...[...state].map(([file, blob]) => `M 100644 :${blob} ${file}`), "");
  }
  return `${lines.join("\n")}\ndone\n`;
}

/** By path and secret the branches whose tips have it. */
function holding(repository: TemporaryFolder, secrets: readonly string[], contents: readonly string[]): Map<string, string[][]> {
  const refs = repository.git("for-each-ref", "--format=%(refname)", "refs/heads").split("\n");
  const names = FILES.flatMap((file) => refs.map((ref) => `${ref}:${file}`));
  const answers = repository.gitIn({ input: `${names.join("\n")}\n` }, "cat-file", "--batch-check=%(objectname)").split("\n");
  const textOf = new Map(contents.map((text) => [blobId(text), text]));
  const holds = (ref: string, file: string, secret: string): boolean =>
    textOf.get(answers[names.indexOf(`${ref}:${file}`)] ?? "")?.includes(secret) === true;
  return new Map(FILES.map((file) => [file, secrets.map((secret) => refs.filter((ref) => holds(ref, file, secret)))]));
}

function blobId(text: string): string {
  return createHash("sha1").update(`blob ${text.length}\0${text}`).digest("hex");
}

test.each([
  ["packed", 1],
  ["packed", 2],
  ["loose", 3],
])("as the trees have it: %s, seed %i", async (kind, seed) => {
  const secrets = [makeSecret(), makeSecret()];
  const contents = ["clean\n", "cleaner\n", ...secrets.flatMap((secret) => [`x = "${secret}"\n`, `// more\nx = "${secret}"\n`])];
  const repository = temporaryRepository();
  repository.gitIn({ input: randomHistory(seed, contents) }, "fast-import", "--quiet", "--force");
  if (kind === "packed") repository.git("repack", "-adq");
  const { report } = await runJson(["history"], { cwd: repository.path });
  for (const [file, expected] of holding(repository, secrets, contents)) {
    const told = report.findings.filter(({ path }) => path === file).map(({ history }) => history!.stillIn.join(" "));
    expect(told.sort(), file).toEqual(expected.map((refs) => refs.join(" ")).sort());
  }
});

test("what a commit has is its own, its parents', or what is said where they differ", () => {
  const graph = createCommitGraph();
  const id = (number: number): string => `${number}`.padStart(40, "a");
  graph.add(id(1), []);
  graph.add(id(2), [id(1)]);
  graph.add(id(3), [id(1)]);
  graph.add(id(4), [id(2), id(3)]);
  graph.add(id(5), [id(4)]);
  graph.add(id(6), [id(1), id(3)]);
  expect(graph.isWhole).toBe(true);
  const asked: string[] = [];
  const numberIn = graph.inherit(new Map([[id(2), 7]]), (commit) => {
    asked.push(commit);
    return 9;
  });
  expect([1, 2, 3, 4, 5, 6].map((number) => numberIn(id(number)))).toEqual([0, 7, 0, 9, 9, 0]);
  expect(asked).toEqual([id(4)]);
  expect(numberIn(id(8))).toBeUndefined();
  graph.add(id(7), [id(8)]);
  expect(graph.isWhole).toBe(false);
});
