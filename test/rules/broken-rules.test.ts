import { describe, expect, test } from "vitest";
import { SecretScanError } from "../../src/model/error.js";
import { compileRules } from "../../src/rules/compile/compile-rules.js";

/** A rule file with one rule; `lines` are its fields, from line 2 on, a criticality comes last. */
function file(...lines: readonly string[]): string {
  return `rules:\n  - ${[...lines, "criticality: high"].join("\n    ")}\n`;
}

const VALID = ["id: acme-token", "name: Acme token", "type: api-key", "pattern: 'acme_[A-Za-z0-9]{32}'"];

function errorOf(text: string, origin: "user" | "built-in" = "user", taken?: ReadonlyMap<string, string>): string {
  try {
    compileRules(text, "my-rules.yaml", { origin, ...(taken === undefined ? {} : { taken }) });
  } catch (error) {
    if (error instanceof SecretScanError) return error.describe();
    throw error;
  }
  return "no error";
}

describe("a broken rule file is refused with its place", () => {
  test.each<[what: string, text: string, message: string]>([
    ["no YAML", "rules: [", "my-rules.yaml:1:9: not valid YAML: "],
    ["a tab for indentation", "rules:\n\t- id: x", "my-rules.yaml:2:1: not valid YAML: "],
    ["two documents", "rules: []\n---\nrules: []", "my-rules.yaml:2:1: not valid YAML: more than one YAML document"],
    ["an empty file", "# nothing\n", "my-rules.yaml: the file holds no rules"],
    ["a list at the top", "- id: x", "my-rules.yaml:1:1: the file: expected a mapping with keys, got a list"],
    ["no list of rules", "version: 1", "my-rules.yaml:1:1: the file: no rules"],
    [
      "an unknown version",
      "version: 2\nrules: []",
      'my-rules.yaml:1:10: "version": unknown schema version. This program reads version 1',
    ],
    ["an unknown top-level key", "rulez: []", 'my-rules.yaml:1:1: "rulez": unknown key. Did you mean "rules"?'],
    ["rules that are a mapping", "rules: { a: 1 }", 'my-rules.yaml:1:8: "rules": expected a list, got a mapping'],
    ["a rule that is a text", "rules: [acme]", "my-rules.yaml:1:9: a rule: expected a mapping with keys, got a text"],
    [
      "an unknown key",
      file(...VALID, "patern: x"),
      'my-rules.yaml:6:5: rule "acme-token", field "patern": unknown key. Did you mean "pattern"?',
    ],
    ["a key twice", file(...VALID, "name: again"), "my-rules.yaml:6:5: not valid YAML: Map keys must be unique"],
    ["no id", file(...VALID.slice(1)), 'my-rules.yaml:2:5: a rule, field "id": missing'],
    [
      "an id with spaces",
      file("id: Acme token", ...VALID.slice(1)),
      'my-rules.yaml:2:9: rule "Acme token", field "id": "Acme token" is not an id',
    ],
    [
      "no type",
      file(...VALID.filter((line) => !line.startsWith("type"))),
      'my-rules.yaml:2:5: rule "acme-token", field "type": missing',
    ],
    [
      "an unknown type",
      file(...VALID.slice(0, 2), "type: api_key", VALID[3]!),
      'my-rules.yaml:4:11: rule "acme-token", field "type": unknown value "api_key". Did you mean "api-key"?',
    ],
    [
      "a number for a text",
      file("id: acme-token", "name: 7", ...VALID.slice(2)),
      'my-rules.yaml:3:11: rule "acme-token", field "name": expected a text, got the number 7. Put it in quotes',
    ],
    ["a key without a value", file(...VALID, "provider:"), 'my-rules.yaml:6:5: rule "acme-token", field "provider": no value'],
    [
      "an entropy of 9",
      file(...VALID, "entropy: 9"),
      'my-rules.yaml:6:14: rule "acme-token", field "entropy": 9 is not between 0 and 8',
    ],
    [
      "an unknown checksum",
      file(...VALID, "checksum: crc"),
      'my-rules.yaml:6:15: rule "acme-token", field "checksum": unknown value "crc"',
    ],
    [
      "a revoke page that is no URL",
      file(...VALID, "remediation: { revokeUrl: acme.com }"),
      'my-rules.yaml:6:31: rule "acme-token", field "remediation.revokeUrl": "acme.com" is not an https URL',
    ],
    [
      "an unknown key of remediation",
      file(...VALID, "remediation: { url: x }"),
      'my-rules.yaml:6:20: rule "acme-token", field "remediation.url": unknown key',
    ],
    ["no pattern and no path", file(...VALID.slice(0, 3)), 'my-rules.yaml:2:5: rule "acme-token", field "pattern": missing'],
    [
      "entropy of a file name",
      file(...VALID.slice(0, 3), "path: ['*.key']", "entropy: 3"),
      'my-rules.yaml:6:14: rule "acme-token", field "entropy": makes no sense without a pattern',
    ],
    [
      "prefixes and context",
      file(...VALID, "prefixes: [acme_]", "context: [acme]"),
      'my-rules.yaml:7:14: rule "acme-token", field "context": not together with prefixes',
    ],
    [
      "a prefix that no match has",
      file(...VALID, "prefixes: [acme-]"),
      'my-rules.yaml:6:15: rule "acme-token", field "prefixes": no match of the pattern starts with "acme-"',
    ],
    [
      "a short literal",
      file(...VALID, "literals: [ac]"),
      'my-rules.yaml:6:15: rule "acme-token", field "literals": "ac" is no literal',
    ],
    [
      "a misspelt hole",
      file(...VALID, "examples: ['{match:4}']"),
      'my-rules.yaml:6:15: rule "acme-token", field "examples": "{match:4}" is not understood',
    ],
    [
      "no criticality",
      `rules:\n  - ${VALID.join("\n    ")}\n`,
      'my-rules.yaml:2:5: rule "acme-token", field "criticality": missing',
    ],
    ["defaults for the id", "defaults: { id: x }\nrules: []", 'my-rules.yaml:1:13: defaults, field "id": unknown key'],
  ])("%s", (_, text, message) => {
    expect(errorOf(text)).toContain(message);
  });

  test("a prefix that does not cover all matches", () => {
    const text = file(...VALID.slice(0, 3), "prefixes: [acme_]", "pattern: '(?:acme_|axle_)[A-Za-z0-9]{32}'");
    expect(errorOf(text)).toBe(
      'my-rules.yaml:5:15: rule "acme-token", field "prefixes": the pattern also matches texts that start with "ax". List every prefix',
    );
  });

  test("an id given twice", () => {
    expect(errorOf(`${file(...VALID)}${file(...VALID).slice(7)}`)).toBe(
      'my-rules.yaml:7:9: rule "acme-token", field "id": given twice, first in line 2. Rename one of them',
    );
  });

  test("an id of the built-in pack, unless it says that it replaces it", () => {
    const taken = new Map([["acme-token", "built in"]]);
    expect(errorOf(file(...VALID), "user", taken)).toBe(
      'my-rules.yaml:2:9: rule "acme-token", field "id": there is a rule of that name built in. Rename it, or write replaces: true to take its place',
    );
    expect(errorOf(file(...VALID, "replaces: true"), "user", taken)).toBe("no error");
    expect(errorOf(file(...VALID, "replaces: true"))).toContain('field "replaces": there is no rule of that name to replace');
  });
});

describe("a broken pattern is refused at its character", () => {
  test.each<[pattern: string, place: string, message: string]>([
    ["acme_[a-z{32}", "5:28", "invalid pattern: unterminated character class"],
    ["acme_(?i:[a-z]{32})", "5:20", "invalid pattern: inline flags. Leave them out and set ignoreCase: true in the rule"],
    ["acme_(?P<key>[a-z]{32})", "5:20", "(?P<…>) is not JavaScript's syntax. Write (?<secret>…)"],
    ["acme_[[:alnum:]]{32}", "5:20", "POSIX classes are not JavaScript's syntax"],
    ["acme_(?<key>[a-z]{32})", "5:20", 'unknown group "key"'],
    ["\\Aacme_[a-z]{32}", "5:15", "\\A means the letter A"],
    ["acme_(.)\\1{32}", "5:23", "back-reference"],
    ["acme_é{32}", "5:20", "a character outside ASCII"],
    ["acme_[a-z]{20000}", "5:14", "matches may be 20005 bytes long"],
    ["(?:acme)?", "5:14", "the pattern matches an empty text"],
    ["[a-z0-9]{32}", "5:14", "nothing to find it by"],
    ["(?<secret>[a-z]{4})+acme", "5:14", "the group secret is repeated"],
  ])("%s", (pattern, place, message) => {
    const described = errorOf(file(...VALID.slice(0, 3), `pattern: '${pattern}'`));
    expect(described).toContain(`my-rules.yaml:${place}: rule "acme-token", field "pattern": `);
    expect(described).toContain(message);
  });

  test("built-in patterns are bounded, safe and without look-around at their edges", () => {
    const builtIn = (pattern: string): string => errorOf(file(...VALID.slice(0, 3), `pattern: '${pattern}'`), "built-in");
    expect(builtIn("acme_[a-z]{16,}")).toContain("unbounded quantifier. Write an upper bound");
    expect(builtIn("acme_(?:[a-z]{1,9}){1,9}-")).toContain("the pattern may need very many steps");
    expect(builtIn("acme_[a-z]{16}(?!x)")).toContain("(?!x) at the edge of the pattern");
  });

  test("nesting that would exhaust the stack", () => {
    expect(errorOf("[".repeat(20_000))).toContain("not valid YAML");
    expect(errorOf(file(...VALID.slice(0, 3), `pattern: 'acme${"(".repeat(30_000)}a${")".repeat(30_000)}'`))).toContain(
      "invalid pattern",
    );
  });
});
