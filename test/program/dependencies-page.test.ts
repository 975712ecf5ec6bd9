import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

test("docs/dependencies.md has every dependency and no other", () => {
  const { dependencies = {}, devDependencies } = JSON.parse(read("package.json"));
  const rows = read("docs/dependencies.md").match(/^\| (?!package|---)[^|]+ \|/gm) ?? [];
  // "yargs 17" is yargs, "@types/*" all of them
  const listed = rows.flatMap((row) => row.slice(2, -2).split(", ")).map((name) => name.split(" ")[0]!);
  expect(Object.keys(dependencies)).toEqual([]);
  const known = Object.keys(devDependencies).map((name) => name.replace(/^@types\/.*/, "@types/*"));
  expect(listed.sort()).toEqual([...new Set(known)].sort());
});
