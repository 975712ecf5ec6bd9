import { describe, expect, test } from "vitest";
import { completeChecksum, verifyChecksum } from "../../src/detect/checksums/verify.js";
import { compileRules } from "../../src/rules/compile/compile-rules.js";
import { proveRules } from "../../src/rules/prove/prove-rules.js";
import type { DetectText } from "../../src/rules/prove/trial.js";
import { createDetectText } from "../../src/scan/prove/detect-text.js";

/** What is wrong with one rule, by the program's own detection unless another is given. */
function faultsOf(fields: readonly string[], changed?: (detect: DetectText) => DetectText): string[] {
  const text = `rules:\n  - ${["id: acme-token", "name: Acme token", "type: api-key", "criticality: high", ...fields].join("\n    ")}\n`;
  const { rules, proofs } = compileRules(text, "acme.yaml", { origin: "user" });
  const detect = createDetectText(rules);
  const tools = { detect: changed?.(detect) ?? detect, complete: completeChecksum, verify: verifyChecksum };
  return proveRules(rules, new Map(proofs.map((proof) => [proof.id, proof])), tools).map(({ problem }) => problem);
}

const TOKEN = "pattern: 'acme_[A-Za-z0-9]{32}'";

describe("a rule is proved", () => {
  test.each<[what: string, fields: string[]]>([
    ["with a prefix", [TOKEN]],
    ["with a prefix that no run finds", ["pattern: 'acme_[a-z0-9]{9}'"]],
    ["with a prefix that ends before the run", ["pattern: 'AC\\.[A-Za-z0-9]{22}\\.[A-Za-z0-9]{43}'", "prefixes: AC."]],
    ["with several prefixes", ["pattern: '(?:acme|axle)_(?:live|test)_[A-Za-z0-9]{24}'"]],
    ["with a literal and a group", ["pattern: 'https://hooks\\.acme\\.example/(?<secret>[A-Za-z0-9]{24})'"]],
    ["with context words", ["pattern: '[0-9a-f]{40}'", "context: [acme, axle-io]"]],
    ["in certain files", [TOKEN, "path: ['**/*.{toml,yml}']"]],
    ["of any letter case", ["pattern: 'acme-[0-9a-f]{32}'", "ignoreCase: true"]],
    ["on file names", ["path: ['**/acme.key']"]],
    [
      "with examples and negatives",
      [TOKEN, "examples: ['login --acme {match} now']", "negatives: ['{match:0..20}', 'acme_{match:5..15}-{match:16..37}']"],
    ],
  ])("%s", (_, fields) => {
    expect(faultsOf(fields)).toEqual([]);
  });
});

describe("a rule is not proved", () => {
  test("when an example holds no match, or a negative does", () => {
    expect(faultsOf([TOKEN, "examples: ['{match}', 'acme_{match:0..9}']"])).toEqual(["example 2 does not match"]);
    expect(faultsOf([TOKEN, "negatives: ['x {match} y']"])).toEqual(["negative 1 matches"]);
  });

  test("when its pattern may backtrack without bound", () => {
    expect(faultsOf(["pattern: 'acme_(?:[a-z0-9]+)+'"])).toEqual(["the pattern is not proved free of catastrophic backtracking"]);
  });

  test("when no text can match it", () => {
    expect(faultsOf(["pattern: 'acme_(?![a-z])[a-z]{32}'"])).toEqual([
      "no match could be made from the pattern: look-around, entropy or checksum contradict it",
    ]);
  });

  test("when detection does not find it somewhere, with the reason", () => {
    const blind =
      (detect: DetectText): DetectText =>
      (text, path) =>
        path.endsWith(".json") ? { found: [], dropped: [{ ruleId: "acme-token", reason: "entropy: 1.0" }] } : detect(text, path);
    expect(faultsOf([TOKEN], blind)).toEqual([
      "not found in a JSON string, an escaped line in a string (8 of 48 matches missed): entropy: 1.0",
    ]);
  });

  test("when detection finds part of it, or another rule takes it", () => {
    const short =
      (detect: DetectText): DetectText =>
      (text, path) => {
        const { found, dropped } = detect(text, path);
        return { found: found.map((detected) => ({ ...detected, end: detected.end - 1 })), dropped };
      };
    expect(faultsOf([TOKEN], short)[0]).toMatch(/^not found in a JavaScript constant, .*: found 36 bytes in place of 37$/);
    const renamed =
      (isGeneric: boolean) =>
      (detect: DetectText): DetectText =>
      (text, path) => {
        const { found, dropped } = detect(text, path);
        return { found: found.map((detected) => ({ ...detected, ruleId: "other", isGeneric })), dropped };
      };
    expect(faultsOf([TOKEN], renamed(false))).toEqual(["rule other takes 48 of its 48 matches"]);
    expect(faultsOf([TOKEN], renamed(true))[0]).toMatch(/: rule other takes it$/);
  });

  test("when a longer token or a short one passes for a match", () => {
    const loose: (detect: DetectText) => DetectText = () => (text) => {
      const found = [...text.matchAll(/acme_\w{20,40}/g)].map((match) => ({
        start: match.index,
        end: match.index + match[0].length,
      }));
      return {
        found: found.map((span) => ({ ...span, ruleId: "acme-token", confidence: "high", isGeneric: false })),
        dropped: [],
      };
    };
    expect(faultsOf([TOKEN], loose)).toEqual([
      "matches one character short",
      "matches one character too long",
      "matches as the start of a longer token",
      "matches as the end of a longer token",
    ]);
  });

  test("when its shortest match may be shorter, or its longest one longer", () => {
    const loose: (detect: DetectText) => DetectText = () => (text) => ({
      found: [...text.matchAll(/acme_[A-Za-z0-9]{19,41}/g)].map(({ index, 0: { length } }) => ({
        start: index,
        end: index + length,
        ruleId: "acme-token",
        confidence: "high",
        isGeneric: false,
      })),
      dropped: [],
    });
    const faults = faultsOf(["pattern: 'acme_[A-Za-z0-9]{20,40}'"], loose);
    expect(faults).toContain("matches one character short, of its shortest");
    expect(faults).toContain("matches one character too long, of its longest");
  });

  test("when it matches without any of its context words", () => {
    const careless: (detect: DetectText) => DetectText = () => (text) => ({
      found: [...text.matchAll(/\b[0-9a-f]{40}\b/g)].map(({ index }) => ({
        start: index,
        end: index + 40,
        ruleId: "acme-token",
        confidence: "medium",
        isGeneric: false,
      })),
      dropped: [],
    });
    expect(faultsOf(["pattern: '[0-9a-f]{40}'", "context: [acme]"], careless)).toEqual([
      "matches where none of its context words stands",
    ]);
  });
});
