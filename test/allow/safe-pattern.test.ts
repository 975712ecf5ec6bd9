import { describe, expect, test } from "vitest";
import { parseAllowlist } from "../../src/allow/parse-allowlist.js";
import { isSafePattern } from "../../src/scan/safe-pattern.js";
import { allowlist, errorOf, OPTIONS } from "./helpers.js";

describe("a value expression", () => {
  const options = { ...OPTIONS, isSafePattern };
  const parse = (value: string) => parseAllowlist(allowlist(`value: ${JSON.stringify(value)}`), "f", options);

  test.each([
    "^EXAMPLE_[A-Z]{3}_17$",
    "^sk_test_",
    "EXAMPLE$",
    "^(?:fake|dummy|test)-[0-9a-f]{32}$",
    "^(?<name>fake)[^-]*-x$",
    "^[a-z]{3,20}-\\d+$",
    "pässw.rd-\\p{L}+!",
    "^(fake-)+x$",
    "^[^a-z\\d]{8,}end$",
    "\\bexample\\b",
    "^(?!real)[a-z]+$",
    "a{0,3}b?c",
  ])("%s may run", async (value) => {
    expect((await parse(value)).entries).toHaveLength(1);
  });

  test.each(["^(a+)+$", "(a|a)*b", "(x\\w*)*y", "([a-z]+)*\\d", "^(\\p{L}+\\s?)*$", "([^é]*[^è]*)*x", "(a)\\1"])(
    "%s is refused",
    async (value) => {
      expect(await errorOf(() => parse(value))).toContain("could take time without bounds");
    },
  );
});
