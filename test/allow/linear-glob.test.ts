/**
 * Globs that a regular expression would take for ever to match: the same meaning, in time that grows with the path alone.
 */

import fc from "fast-check";
import picomatch from "picomatch";
import { expect, test } from "vitest";
import { compileGlob, globProblem } from "../../src/allow/glob.js";
import { linearMatcher, mayBeSlow } from "../../src/allow/linear-glob.js";

const OPTIONS = { dot: true, nonegate: true, noextglob: true };

const name = fc
  .array(fc.constantFrom("a", "b", ".", "*", "?", "[ab]", "[!a]", "{a,b}", "{,a}", "{a*,?b}", "{a,{b,c}}"), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""))
  // no path has an empty name, nor one of dots
  .filter((text) => !/^(?:\*\*|\.\.?|[*]*(?:\{,a\}[*]*)+)$/.test(text));
const glob = fc
  .array(fc.oneof(name, fc.constant("**"), fc.constant("*")), { minLength: 1, maxLength: 5 })
  .map((names) => names.join("/"));
const path = fc
  .array(
    fc.stringMatching(/^[abc.]{1,5}$/).filter((text) => !/^\.+$/.test(text)),
    { minLength: 1, maxLength: 5 },
  )
  .map((names) => names.join("/"));

test("it means what a regular expression made of the glob means", () => {
  fc.assert(
    fc.property(glob, fc.array(path, { minLength: 1, maxLength: 12 }), (text, paths) => {
      const linear = linearMatcher(text);
      fc.pre(linear !== undefined);
      const expression = new RegExp(picomatch.makeRe(text.replaceAll("[!", "[^"), OPTIONS).source, "s");
      for (const each of paths) expect(linear!(each), `${text} on ${each}`).toBe(expression.test(each));
    }),
    { numRuns: 3000, seed: 1 },
  );
});

test.each([
  ["*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "a".repeat(250)],
  [`${"**/a/".repeat(20)}b`, "a/".repeat(2000)],
  [`${"{,a}".repeat(60)}b`, "a".repeat(250)],
  [`${"{a,a*}".repeat(40)}b`, "a".repeat(250)],
  [`${"?*".repeat(30)}b`, "a".repeat(250)],
])("%s", (text, hostile) => {
  expect(globProblem(text)).toBeUndefined();
  expect(mayBeSlow(text)).toBe(true);
  const matches = compileGlob(text);
  expect(matches(hostile)).toBe(false);
  expect(matches(text.includes("/") ? `${hostile}b` : `${hostile.slice(0, 60)}b`)).toBe(true);
});

test("many wildcards beside braces that are no choice, and what is longer than a path, are refused", () => {
  expect(globProblem("*a*b*{1..9}")).toMatch(/more wildcards/);
  expect(globProblem("a{1..9}")).toBeUndefined();
  expect(globProblem(`${"a".repeat(5000)}*`)).toMatch(/longer than 4096/);
});
