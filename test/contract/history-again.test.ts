import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { folder, report } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";

const git = (cwd: string, ...args: string[]): string =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", ...args], {
    cwd,
    encoding: "utf8",
  });

const commit = (cwd: string, name: string, text: string): void => {
  writeFileSync(`${cwd}/${name}`, text);
  git(cwd, "add", ".");
  git(cwd, "commit", "-qm", name);
};

test("a history that is scanned again gives the same, with what no ref leads to as well", async () => {
  const cwd = folder();
  git(cwd, "init", "-q", "-b", "main");
  commit(cwd, "a", "1");
  git(cwd, "checkout", "-qb", "lost");
  commit(cwd, "lost.txt", githubToken(2));
  git(cwd, "checkout", "-q", "main");
  commit(cwd, "kept.txt", githubToken(3));
  const paths = async (...options: string[]): Promise<string[]> =>
    (await report(["history", "--reproducible", ...options], { cwd })).findings.map(({ path }: { path: string }) => path);
  expect(await paths()).toEqual(["kept.txt", "lost.txt"]);
  git(cwd, "branch", "-qD", "lost");
  git(cwd, "reflog", "expire", "--expire=now", "--all");
  for (let time = 0; time < 3; time++) {
    expect(await paths()).toEqual(["kept.txt"]);
    expect(await paths("--unreachable")).toEqual(["kept.txt", "lost.txt"]);
  }
});
