/** Text that repeats itself is judged once; what breaks the repetition is found all the same. */

import fc from "fast-check";
import { expect, test } from "vitest";
import { createDetector } from "../../src/detect/detector.js";
import { loadBuiltInPack } from "../../src/rules/built-in-pack.js";

const CAPACITY = 1 << 17;
const { detect, prefilter } = createDetector(loadBuiltInPack().rules, CAPACITY);

/** Offsets and rules; with `trace` every place is judged. */
function found(text: string, trace?: () => void): string[] {
  prefilter.window.set(Buffer.from(text));
  return detect(text.length, 0, text.length, "settings.conf", undefined, trace).map(
    ({ ruleId, start, end, confidence }) => `${ruleId} ${start} ${end} ${confidence}`,
  );
}

const weak = fc.constantFrom('key="abc" ', "key=", "token: none\n", '"secret": "x",', "pass=1;auth=2;", "a key = b; ", "key(1) ");
const value = ["xK9-zQw2", "_Rt7Lm4"].join("");
const secret = fc.constantFrom(
  `password = "${value}"`,
  `db_password: ${["hunter2", "winter"].join("")}\n`,
  `box_key = "${["8f3a9c21d7e64b50", "a1c2d3e4f5061728"].join("")}"`,
);

test("a secret within a repetition, or right before and behind one, is found where it stands", () => {
  const repeated = fc.tuple(fc.array(weak, { minLength: 1, maxLength: 3 }), fc.integer({ min: 100, max: 700 }));
  fc.assert(
    fc.property(repeated, repeated, secret, ([first, times], [second, more], planted) => {
      const text = `${first.join("").repeat(times)}\n${planted}\n${second.join("").repeat(more)}`.slice(0, CAPACITY);
      expect(found(text)).toEqual(found(text, () => {}));
    }),
    { numRuns: 60 },
  );
});

test("a secret that repeats is found each time", () => {
  const line = `password = "${value}"\n`;
  expect(found(line.repeat(1000))).toHaveLength(1000);
});
