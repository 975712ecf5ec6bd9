import { expect, test } from "vitest";
import { loadBuiltInPack } from "../../src/rules/built-in-pack.js";

// in this process: the package's other backends start one for each pattern
process.env["RECHECK_BACKEND"] = "pure";
const { checkSync } = await import("recheck");

test("no built-in pattern can be made to backtrack without bound, by the word of recheck", { timeout: 300_000 }, () => {
  const patterns = new Set(loadBuiltInPack().rules.map(({ pattern, ignoreCase }) => `${ignoreCase ? "si" : "s"}/${pattern}`));
  const doubtful: string[] = [];
  for (const entry of patterns) {
    const [flags = "", pattern = ""] = [entry.slice(0, entry.indexOf("/")), entry.slice(entry.indexOf("/") + 1)];
    // anchored, as the engine tries a pattern at one place; the end makes every path fail
    const { status } = checkSync(`^(?:${pattern})$`, flags, { checker: "automaton", timeout: 20_000 });
    if (status !== "safe") doubtful.push(`${status}: ${pattern}`);
  }
  expect(doubtful).toEqual([]);
});
