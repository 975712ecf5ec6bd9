import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RuleCore } from "../../src/model/rule.js";
import { compileRules } from "../../src/rules/compile/compile-rules.js";
import { createMatchGenerator } from "../../src/rules/generate/generate-match.js";
import { generateText, type Shape } from "../../src/rules/generate/generate-text.js";
import { createRandom } from "../../src/rules/generate/random.js";
import { parsePattern } from "../../src/rules/pattern/parse-pattern.js";
import { patterns } from "./arbitrary-patterns.js";

const SHAPES: readonly Shape[] = ["short", "long", "mixed", "edges"];

function ruleOf(...fields: readonly string[]): RuleCore {
  const text = `rules:\n  - ${["id: acme", "name: Acme", "type: api-key", "criticality: high", ...fields].join("\n    ")}\n`;
  return compileRules(text, "acme.yaml", { origin: "user" }).rules[0]!;
}

describe("generated texts", () => {
  test("match the pattern that they were made from", () => {
    fc.assert(
      fc.property(patterns(), fc.constantFrom(...SHAPES), fc.string(), ({ source }, shape, seed) => {
        const { text } = generateText(parsePattern(source, false), shape, createRandom(seed));
        expect(text).toMatch(new RegExp(`^(?:${source})$`, "s"));
      }),
    );
  });

  test("are the same for the same seed, and others for another", () => {
    const pattern = parsePattern("acme_[A-Za-z0-9]{32}", false);
    const make = (seed: string): string => generateText(pattern, "mixed", createRandom(seed)).text;
    expect(make("a")).toBe(make("a"));
    expect(make("a")).not.toBe(make("b"));
  });

  test("take the ends of quantifiers and classes", () => {
    const pattern = parsePattern("x[b-y]{3,9}", false);
    const random = createRandom("ends");
    expect(generateText(pattern, "short", random).text).toHaveLength(4);
    expect(generateText(pattern, "long", random).text).toHaveLength(10);
    const letters = Array.from({ length: 50 }, () => generateText(pattern, "edges", random).text.slice(1)).join("");
    expect(letters).toContain("b");
    expect(letters).toContain("y");
  });

  test("of a class that names what may not stand there are letters and digits", () => {
    const { text } = generateText(parsePattern("[^\"'\\s]{40}", false), "mixed", createRandom("open"));
    expect(text).toMatch(/^\w{40}$/);
  });
});

describe("generated matches", () => {
  const keep = (_: string, secret: string): string => secret;

  test("say where the secret is", () => {
    const rule = ruleOf("pattern: 'acme:(?<secret>[0-9a-f]{8})@host'");
    const match = createMatchGenerator(rule, createRandom("group"), keep).generate("mixed");
    expect(match?.text.slice(match.start, match.end)).toMatch(/^[0-9a-f]{8}$/);
  });

  test("carry the checksum that the rule asks for", () => {
    const rule = ruleOf("pattern: 'acme_[0-9a-z]{20}'", "checksum: github-classic");
    const complete = (_: string, secret: string): string => `${secret.slice(0, -2)}zz`;
    expect(createMatchGenerator(rule, createRandom("checksum"), complete).generate("mixed")?.text).toMatch(
      /^acme_[0-9a-z]{18}zz$/,
    );
  });

  test("have the entropy that the rule asks for", () => {
    const rule = ruleOf("pattern: 'acme_[ab]{20}'", "entropy: 0.99");
    const match = createMatchGenerator(rule, createRandom("entropy"), keep).generate("mixed");
    expect(match?.text.slice(5).replaceAll("a", "")).toMatch(/^b{9,11}$/);
  });

  test("are none when the rule contradicts itself", () => {
    const rule = ruleOf("pattern: 'acme_(?!a)a{20}'");
    expect(createMatchGenerator(rule, createRandom("none"), keep).generate("mixed")).toBeUndefined();
  });
});
