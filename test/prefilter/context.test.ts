/**
 * What the kernel drops for want of context, the detector's own look would have dropped: it may let more through, never less.
 */

import fc from "fast-check";
import { expect, test } from "vitest";
import { createContextRules } from "../../src/detect/context-rules.js";
import { valueModel } from "../../src/detect/machine-made.js";
import type { Match } from "../../src/detect/match.js";
import { createRuleMatcher } from "../../src/detect/rule-matcher.js";
import type { RuleCore } from "../../src/model/rule.js";
import { createPrefilter, MAY_BE_VALUE, type Prefilter, RUN_LENGTH } from "../../src/prefilter/prefilter.js";

const CAPACITY = 4096;
const PROVIDERS = ["box", "aws", "newrelic", "openweathermap", "acme", "ab1", "verylongprovidersname"];
const rules = PROVIDERS.map(
  (provider): RuleCore => ({
    id: `${provider}-key`,
    kind: "context",
    type: "api-key",
    criticality: "critical",
    pattern: "[A-Za-z0-9_-]{16,64}",
    ignoreCase: false,
    minLength: 16,
    maxLength: 64,
    prefixes: [],
    literals: [],
    context: [provider],
    paths: [],
    notPaths: [],
    entropy: 0,
    randomness: false,
    confidence: "medium",
    publicPrefix: 0,
    signs: 0,
    leastRun: 0,
    safe: true,
  }),
);
const contextRules = createContextRules(rules, (index) => createRuleMatcher(rules[index]!));
const lax = createPrefilter({ words: [], prefixes: [], model: valueModel() }, CAPACITY);
const strict = createPrefilter({ words: [], prefixes: [], model: valueModel(), context: contextRules.table() }, CAPACITY);

/** Offset and length of each run that may be a value. */
function values({ window, candidates, scan }: Prefilter, bytes: Uint8Array): Map<number, number> {
  window.fill(0x61);
  window.set(bytes);
  const found = new Map<number, number>();
  for (let i = scan(0, bytes.length) - 1; i >= 0; i--) {
    const info = candidates[2 * i + 1]!;
    if ((info & MAY_BE_VALUE) !== 0) found.set(candidates[2 * i]!, info & RUN_LENGTH);
  }
  return found;
}

/** Of each run that may be a value whether the kernel lets it through with its context, and whether the rules find something there. */
function judged(text: string): { readonly isPassed: boolean; readonly isFound: boolean }[] {
  const bytes = Buffer.from(text, "latin1").subarray(0, CAPACITY);
  const passed = values(strict, bytes);
  const view = { bytes: strict.window, start: 0, end: bytes.length };
  return [...values(lax, bytes)].map(([at, length]) => {
    const out: Match[] = [];
    contextRules.judgeValue(view, at, at + length, out);
    return { isPassed: passed.has(at), isFound: out.length > 0 };
  });
}

const VALUES = ["q7Zk2Wv9Xr4Tn8Lb1Mf6", "8f3a9c21d7e64b50a1c2d3e4f5061728", "Zk2-Wv9_Xr4Tn8Lb1Mf6Qp", "71926354817263549182"];
const spelt = fc
  .constantFrom(...PROVIDERS)
  .chain((word) =>
    fc.constantFrom(
      word,
      word.toUpperCase(),
      word[0]!.toUpperCase() + word.slice(1),
      `in${word}ed`,
      `my${word[0]!.toUpperCase()}${word.slice(1)}Key`,
      word.replace(/.{3}(?=.)/, "$&_"),
      word.replace(/.{4}(?=.)/, "$& "),
      `${word.slice(0, 3)}\n${word.slice(3)}`,
    ),
  );
const part = fc.oneof(
  { weight: 4, arbitrary: spelt },
  { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
  {
    weight: 4,
    arbitrary: fc.constantFrom("\n", "\r\n", "\n\n", " ", " = ", ": ", '"', "_", "-", ".", "/", ",", ";", "(", "|", "+"),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom("key", "token", "Secret", "default", "value", "https://", "x", "foo", "Bar", "9", "\xe9"),
  },
  { weight: 1, arbitrary: fc.nat(180).map((length) => "lorem ipsum ".repeat(20).slice(0, length)) },
);

test("no value is dropped that the rules find", () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      for (const { isPassed, isFound } of judged(parts.join(""))) {
        expect(isPassed || !isFound).toBe(true);
        if (isFound) found++;
      }
    }),
    { numRuns: 5000 },
  );
  expect(found).toBeGreaterThan(1000);
});

test("a value is looked at where a provider stands on its line, above a secret's name, or as its label; another one is not", () => {
  const [value] = VALUES;
  for (const text of [
    `box_key = "${value}"`,
    `box:\n  token: ${value}`,
    `f("${value}", "acme")`,
    `New Relic\n${value}\n`,
    `variable "aws_token" {\n  default = "${value}"`,
  ])
    expect(judged(text)).toMatchObject([{ isPassed: true }]);
  for (const text of [
    `inbox = "${value}"`,
    `token: ${value}`,
    `default = "${value}"`,
    `box_key = "${value}${value}${value}${value}"`,
    `id: ${value}`,
    `see commit ${value} for more`,
    `acme\n\n\nid = ${value}`,
  ])
    expect(judged(text)).toMatchObject([{ isPassed: false }]);
});
