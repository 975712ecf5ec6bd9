/** One secret, one match, however many rules matched. */

import fc from "fast-check";
import { expect, test } from "vitest";
import type { Match } from "../../src/detect/match.js";
import { resolveOverlaps } from "../../src/detect/overlap.js";

function match(start: number, length: number, ruleId: string): Match {
  const end = start + length;
  return { ruleId, start, end, matchStart: start, matchEnd: end, confidence: "medium", verdicts: [] };
}

const matches = fc.array(
  fc
    .tuple(fc.nat(200), fc.integer({ min: 1, max: 30 }), fc.constantFrom("a", "b", "c"))
    .map(([at, length, id]) => match(at, length, id)),
);

const overlap = (a: Match, b: Match): boolean => a.start < b.end && b.start < a.end;

test("what stays does not overlap, stands in order, and covers what was dropped", () => {
  fc.assert(
    fc.property(matches, (all) => {
      const kept = resolveOverlaps(all, () => undefined);
      for (const [index, one] of kept.entries()) {
        expect(kept.slice(index + 1).some((other) => overlap(one, other))).toBe(false);
        expect(one.start).toBeGreaterThanOrEqual(kept[index - 1]?.start ?? 0);
      }
      for (const one of all) expect(kept.some((other) => overlap(one, other))).toBe(true);
    }),
  );
});

test("of two that overlap the longer stays and names the other", () => {
  const kept = resolveOverlaps([match(10, 8, "short"), match(4, 20, "long"), match(40, 5, "apart")], () => undefined);
  expect(kept.map(({ ruleId }) => ruleId)).toEqual(["long", "apart"]);
  expect(kept[0]?.verdicts.map(({ detail }) => detail)).toEqual(["short matched as well and is less specific"]);
});

test("of a URL under a password's name the password in it stays", () => {
  const kept = resolveOverlaps(
    [
      { ...match(10, 50, "assigned-password"), confidence: "high" },
      { ...match(25, 12, "database-url-password"), confidence: "medium" },
    ],
    () => undefined,
  );
  expect(kept.map(({ ruleId, start, end, confidence }) => [ruleId, start, end, confidence])).toEqual([
    ["database-url-password", 25, 37, "high"],
  ]);
});

test("an order of the input does not matter", () => {
  fc.assert(
    fc.property(matches, (all) => {
      const spans = (list: readonly Match[]): string[] =>
        resolveOverlaps(list, () => undefined).map((one) => `${one.start} ${one.end} ${one.ruleId}`);
      expect(spans([...all].reverse())).toEqual(spans(all));
    }),
  );
});
