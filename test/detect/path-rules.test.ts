/**
 * A first look at the last part of a name keeps no rule from a file that its globs name.
 */

import { expect, test } from "vitest";
import { createPathRules } from "../../src/detect/path-rules.js";
import { loadBuiltInPack } from "../../src/rules/built-in-pack.js";

const { rules } = loadBuiltInPack();
const pathRules = createPathRules(rules);

/** What a glob's wildcards may stand for. */
const FILLS = ["", "a", "x.y", "A-b_c", ".", "two words"];

test("of each glob's names, with and without folders, in any letter case", () => {
  let broken = 0;
  for (const { paths } of rules.filter(({ kind }) => kind === "path"))
    for (const glob of paths)
      for (const fill of FILLS)
        for (const folder of ["", "sub/", "a/.b/"]) {
          const name = glob.replace(/^\*\*\//, "").replaceAll(/\*+|\?/g, (sign) => (sign === "?" ? "q" : fill));
          for (const path of [folder + name, (folder + name).toUpperCase()]) {
            const all = rules.filter((rule, index) => rule.kind === "path" && pathRules.looksAt(index, path));
            expect(pathRules.brokenBy(path), path).toEqual(all);
            broken += all.length;
          }
        }
  expect(broken).toBeGreaterThan(1000);
});
