import { describe, expect, test } from "vitest";
import type { RuleCore } from "../../src/model/rule.js";
import { type CompiledRules, compileRules } from "../../src/rules/compile/compile-rules.js";
import { mergePacks } from "../../src/rules/merge-packs.js";
import { fromColumns, toColumns } from "../../src/rules/packed/columns.js";
import { digestOf } from "../../src/rules/packed/digest.js";
import { generateModules } from "../../src/rules/packed/generate-modules.js";
import { fromTextJson, toTextJson } from "../../src/rules/packed/text-rows.js";

function compile(...rules: readonly (readonly string[])[]): CompiledRules {
  const items = rules.map((fields, index) => [
    `id: rule-${index}`,
    `name: Rule ${index}`,
    "type: api-key",
    "criticality: high",
    ...fields,
  ]);
  return compileRules(`rules:\n${items.map((fields) => `  - ${fields.join("\n    ")}\n`).join("")}`, "acme.yaml", {
    origin: "user",
  });
}

function coreOf(...fields: readonly string[]): RuleCore {
  return compile(fields).rules[0]!;
}

describe("by what a rule is found", () => {
  test.each<[fields: string[], expected: Partial<RuleCore>]>([
    [["pattern: 'acme_[a-z]{20}'"], { kind: "prefix", prefixes: ["acme_"] }],
    [["pattern: '(?:sk|rk)_live_[a-z]{20}'"], { kind: "prefix", prefixes: ["rk_live_", "sk_live_"] }],
    [["prefixes: [SG.]", "pattern: 'SG\\.[\\w-]{22}\\.[\\w-]{43}'"], { kind: "prefix", prefixes: ["SG."] }],
    [["pattern: 'zk[a-z0-9]{20}'"], { kind: "prefix", prefixes: ["zk"] }],
    // a short token, and one that a + or / may cut into short runs, are found by their first characters as a word
    [["pattern: 'acme_[a-z]{8}'"], { kind: "literal", prefixes: ["acme_"], literals: ["acme_"] }],
    [["prefixes: zk_", "pattern: 'zk_[a-z]{10}'"], { kind: "literal", prefixes: ["zk_"], literals: ["zk_"] }],
    [["prefixes: [Acme_]", "pattern: 'Acme_[A-Za-z0-9+/]{40}'"], { kind: "literal", prefixes: ["Acme_"], literals: ["acme_"] }],
    [["ignoreCase: true", "pattern: 'acme_[a-z]{20}'"], { kind: "literal", literals: ["acme_"] }],
    [["pattern: '[a-z]{2,9}\\.acme\\.example/[a-z]{20}'"], { kind: "literal", literals: [".acme.example/"] }],
    [["pattern: '\\.acme\\.example/[a-z]{20}'"], { kind: "literal", prefixes: [], literals: [".acme.example/"] }],
    [["literals: Hooks.Acme", "pattern: 'https://hooks\\.acme/[a-z]{20}'"], { kind: "literal", literals: ["hooks.acme"] }],
    [
      ["context: [New_Relic, acme-x]", "pattern: '[0-9a-f]{32}'"],
      { kind: "context", context: ["newrelic", "acmex"], confidence: "medium" },
    ],
    [["path: ['**/.env']"], { kind: "path", paths: ["**/.env"], pattern: "", confidence: "high" }],
  ])("%j", (fields, expected) => {
    expect(coreOf(...fields)).toMatchObject(expected);
  });
});

describe("what is worked out from the pattern", () => {
  test.each<[pattern: string, expected: Partial<RuleCore>]>([
    ["acme_[a-z]{20,40}", { minLength: 25, maxLength: 45, publicPrefix: 5, safe: true }],
    ["acme_v1_[a-z]{20}", { publicPrefix: 8 }],
    ["(?<secret>acme_[a-z]{20})@host", { publicPrefix: 5 }],
    ["acme:(?<secret>[a-z]{20})", { publicPrefix: 0 }],
    // somebody's own password as a rule: nothing of it is public
    ["correct-horse-battery", { publicPrefix: 0 }],
    ["acme_[a-z]{16,}", { minLength: 21, maxLength: 4096, safe: true }],
    ["acme_(?:[a-z]+)+[0-9]", { safe: false }],
  ])("%s", (pattern, expected) => {
    expect(coreOf(`pattern: '${pattern}'`)).toMatchObject(expected);
  });

  test("a pattern that is not proved safe is warned about", () => {
    expect(compile(["pattern: 'acme_(?:[a-z]+)+[0-9]'"]).warnings).toEqual([
      {
        ruleId: "rule-0",
        problem: "the pattern is not proved free of catastrophic backtracking: it runs under a deadline",
        place: { file: "acme.yaml", line: 2, column: 9 },
      },
    ]);
  });
});

test("defaults hold for rules that say nothing, and types give criticality and rotation to built-in ones", () => {
  const file = `defaults: { type: webhook, provider: Acme }
rules:
  - { id: a, name: A, pattern: 'acme_[a-z]{20}' }
  - { id: b, name: B, pattern: 'axle_[a-z]{20}', type: jwt, provider: Axle, criticality: low, rotation: 7 }
`;
  const { rules, texts } = compileRules(file, "acme.yaml", { origin: "built-in" });
  expect(rules.map(({ type, criticality }) => [type, criticality])).toEqual([
    ["webhook", "moderate"],
    ["jwt", "low"],
  ]);
  expect(texts.map(({ provider, rotationDays }) => [provider, rotationDays])).toEqual([
    ["Acme", 180],
    ["Axle", 7],
  ]);
});

test("aliases, a byte order mark and CRLF are read", () => {
  const file =
    "\uFEFFrules:\r\n  - id: a\r\n    name: A\r\n    type: &type api-key\r\n    criticality: low\r\n    pattern: 'acme_[a-z]{20}'\r\n  - id: b\r\n    name: B\r\n    type: *type\r\n    criticality: low\r\n    pattern: 'axle_[a-z]{20}'\r\n";
  expect(compileRules(file, "acme.yaml", { origin: "user" }).rules.map(({ type }) => type)).toEqual(["api-key", "api-key"]);
});

describe("the compiled pack", () => {
  const pack = compile(
    ["pattern: 'acme_[a-z]{20,16000}'", "checksum: jwt", "notPath: ['*.md']", "entropy: 3.25"],
    ["context: [acme, axle]", "pattern: '[0-9a-f]{32}'", "ignoreCase: true", "randomness: true", "path: ['*.yml', '!x']"],
    ["path: ['**/acme.key']", "remediation: { steps: [Burn it.] }"],
    ["pattern: 'Acme_by_a_very_long_name_[a-z+]{40}'"],
    ["literals: ['a b c']", 'pattern: "x\\ty{20}\\nz"', "confidence: low", "publicPrefix: 3"],
  );

  test("comes out of its columns as it went in", () => {
    const rules = pack.rules.map((rule) => (rule.paths.includes("!x") ? { ...rule, paths: ["*.yml"] } : rule));
    expect(fromColumns(toColumns(rules))).toEqual(rules);
    expect(fromColumns(toColumns([]))).toEqual([]);
  });

  test("keeps its texts", () => {
    const texts = pack.texts.map((text) => ({ ...text, origin: "built-in" as const }));
    expect(fromTextJson(toTextJson(texts))).toEqual(texts);
  });

  test("is the same, byte for byte, whatever the order of the files", () => {
    const [first, second] = [
      compile(["pattern: 'acme_[a-z]{20}'"]),
      { ...pack, rules: pack.rules.slice(1), texts: pack.texts.slice(1), proofs: pack.proofs.slice(1) },
    ];
    expect(generateModules([first, second])).toEqual(generateModules([second, first]));
    expect(generateModules([first, second])).toEqual(generateModules([first, second]));
  });

  test("has another digest when anything that finds is another", () => {
    const digest = digestOf(pack.rules);
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(digestOf(pack.rules)).toBe(digest);
    expect(digestOf(pack.rules.map((rule, index) => (index === 0 ? { ...rule, entropy: 3.5 } : rule)))).not.toBe(digest);
  });

  test("takes a user's rules in, in place of those with their ids", () => {
    const builtIn = { digest: digestOf(pack.rules), rules: pack.rules };
    expect(mergePacks(builtIn, [])).toBe(builtIn);
    const mine = { ...pack.rules[1]!, entropy: 1 };
    const merged = mergePacks(builtIn, [mine, { ...mine, id: "another" }]);
    expect(merged.rules.map(({ id }) => id)).toEqual(["another", "rule-0", "rule-1", "rule-2", "rule-3", "rule-4"]);
    expect(merged.rules[2]).toBe(mine);
    expect(merged.digest).not.toBe(builtIn.digest);
  });
});
