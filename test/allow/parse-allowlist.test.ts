import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findDuplicate } from "../../src/allow/check-entry.js";
import type { AllowlistEntry } from "../../src/allow/entry.js";
import { readPlainForm } from "../../src/allow/fast-reader.js";
import type { RawAllowlist, RawField } from "../../src/allow/raw-allowlist.js";
import { readYaml } from "../../src/allow/yaml-reader.js";
import { allowlist, errorOf, parse } from "./helpers.js";

describe("a file that is fine", () => {
  test("every key of an entry", async () => {
    const text = `# ours
version: 1
key: ${Buffer.alloc(32, 7).toString("base64")}
entries:
  # the vendor's own
  - fingerprint: ss1:abc
    rule: acme-token
    path: "src/**"
    value: '^x{3}$'
    reason: published in the vendor's documentation # really
    owner: "@platform"
    expires: 2027-06-30
`;
    const { key, entries } = await parse(text);
    expect(key).toBe(Buffer.alloc(32, 7).toString("base64"));
    expect(entries).toEqual([
      {
        source: ".secrets-allowlist",
        line: 6,
        fingerprint: "ss1:abc",
        rule: "acme-token",
        path: "src/**",
        value: "^x{3}$",
        reason: "published in the vendor's documentation",
        owner: "@platform",
        expires: "2027-06-30",
        expired: false,
      },
    ]);
  });

  test.each([
    ["nothing", ""],
    ["a comment", "# nothing yet\n"],
    ["no entries", "version: 1\nentries:\n"],
    ["an empty list", "version: 1\nentries: []\n"],
    ["a mark of the byte order", "\uFEFFversion: 1\n"],
  ])("%s is an empty list", async (_name, text) => {
    expect((await parse(text)).entries).toEqual([]);
  });

  test("a byte order mark and CRLF change nothing", async () => {
    const text = allowlist("fingerprint: ss1:a", "path: a/*.pem, owner: me");
    expect(await parse(`\uFEFF${text.replaceAll("\n", "\r\n")}`)).toEqual(await parse(text));
  });

  test("all of YAML's ways to write a text", async () => {
    const text = `entries: [{ fingerprint: ss1:a, reason: "two\\nlines" }, { path: a.txt, reason: |
 long
 }]`;
    await expect(parse(text)).rejects.toThrow();
    const block = "entries:\n- path: >-\n    a/\n    b.txt\n  reason: |\n    long\n    text\n";
    expect((await parse(block)).entries[0]).toMatchObject({ path: "a/ b.txt", reason: "long\ntext\n", line: 2 });
  });

  test("the last day still counts, the day after it has expired", async () => {
    const { entries } = await parse(allowlist("path: a, expires: 2026-06-15", "path: b, expires: 2026-06-14"));
    expect(entries.map((entry) => entry.expired)).toEqual([false, true]);
  });
});

describe("bad input names its place and a remedy", () => {
  const at = (entry: string): string => `version: 1\nentries:\n  - ${entry}\n`;
  test.each([
    ["unknown key", at("path: a\n    reson: x"), '.secrets-allowlist:4:5: unknown key "reson". Did you mean "reason"?'],
    ["unknown key at the top", "versoin: 1\n", '.secrets-allowlist:1:1: unknown key "versoin". Did you mean "version"?'],
    ["unknown version", "version: 2\n", '.secrets-allowlist:1:10: unknown version "2"'],
    ["no reason", at("path: a"), ".secrets-allowlist:3:5: the entry has no reason"],
    ["empty reason", at('path: a\n    reason: ""'), '.secrets-allowlist:4:13: "reason" is empty'],
    ["no condition", at("reason: because"), ".secrets-allowlist:3:5: the entry names nothing"],
    ["unknown rule", at("rule: acme-tokn\n    reason: x"), '3:11: unknown rule "acme-tokn". Did you mean "acme-token"?'],
    ["unreadable date", at("path: a\n    reason: x\n    expires: 2027-02-30"), '5:14: unreadable date "2027-02-30"'],
    ["another date form", at("path: a\n    reason: x\n    expires: 30.6.2027"), '5:14: unreadable date "30.6.2027"'],
    ["given twice", `${at("path: a\n    reason: x")}  - reason: y\n    path: a\n`, "5:5: the entry stands on line 3 already"],
    ["a key twice", at("path: a\n    path: b\n    reason: x"), "4:5: the same key is given twice"],
    ["invalid glob", at("path: 'a/[b'\n    reason: x"), "3:11: invalid glob: a [ is not closed"],
    ["glob from the file system's root", at("path: /etc\n    reason: x"), "3:11: invalid glob: paths are relative"],
    ["invalid expression", at("value: '('\n    reason: x"), "3:12: invalid regular expression: Unterminated group"],
    ["catastrophic expression", at("value: '(a+)+$'\n    reason: x"), "3:12: the regular expression could take time"],
    ["another tool's fingerprint", at("fingerprint: a.txt:rule:1\n    reason: x"), "3:18: not a fingerprint"],
    ["everything, by path", at('path: "**"\n    reason: x'), "3:5: the entry would hide everything"],
    ["everything, by every path", at("path: '{**/*,*}'\n    reason: x"), "3:5: the entry would hide everything"],
    ["everything, by value", at("value: .\n    reason: x"), "3:5: the entry would hide everything"],
    ["everything, by both", at("value: ''''\n    reason: x").replace("''''", "'[^]'"), "3:5: the entry would hide everything"],
    ["everything, by alternatives", at("value: 'aa|[^a]|a'\n    reason: x"), "3:5: the entry would hide everything"],
    ["tab", "version: 1\nentries:\n\t- path: a\n", "3:1: a tab is used as indentation. YAML indents with spaces only"],
    ["merge conflict", `${at("path: a")}<<<<<<< HEAD\n=======\n>>>>>>> x\n`, "4:1: an unfinished merge. Resolve"],
    ["a list", "- path: a\n", "1:1: the file must be a mapping"],
    ["a text", "hello\n", "1:1: the file must be a mapping"],
    ["entries that are no list", "entries: x\n", '1:10: "entries" must be a list'],
    ["an entry that is a text", "entries:\n  - abc\n", "2:5: an entry must be a mapping"],
    ["a list as reason", "entries:\n  - path: a\n    reason: [x]\n", '3:13: "reason" must be one text'],
    ["two documents", "version: 1\n---\nversion: 1\n", "a second YAML document"],
    ["a tag", "version: !!js/function 1\n", "not valid YAML"],
    ["broken quotes", 'entries:\n  - path: "a\n', "not valid YAML"],
    ["a key of another length", "key: YWJj\n", "1:6: the key is not 32 bytes in base64"],
  ])("%s", async (_name, text, expected) => {
    expect(await errorOf(() => parse(text))).toContain(expected);
  });

  test("aliases without end cost nothing", async () => {
    let bomb = "a0: &a0 [x]\n";
    for (let level = 1; level < 60; level++) bomb += `a${level}: &a${level} [${`*a${level - 1},`.repeat(10)}]\n`;
    expect(await errorOf(() => parse(`version: 1\n${bomb}`))).toContain("2:9: YAML anchors and aliases are not read here");
  });

  test("nesting without end is refused", async () => {
    expect(await errorOf(() => parse(`entries: ${"[".repeat(50_000)}`))).toMatch(/nested too deeply|not valid YAML/);
  });
});

describe("the fast reader", () => {
  const texts = (fields: readonly RawField[]) => Object.fromEntries(fields.map(({ key, value }) => [key, value]));
  const withoutPlaces = (raw: RawAllowlist) => ({
    top: texts(raw.fields),
    entries: raw.entries.map(({ line, fields }) => ({ source: "", line, ...texts(fields), expired: false })),
  });
  const scalar = fc.oneof(
    fc.constantFrom(
      "ss1:abc",
      "a b",
      "x # c",
      '"q"',
      "'s'",
      "a: b",
      "a:",
      "~",
      "null",
      "",
      "- x",
      "#c",
      "a#b",
      "it's",
      "«ü»",
      '"a\\n"',
      "*a",
      "[a]",
    ),
    fc.string({ maxLength: 8 }),
  );
  const line = fc.oneof(
    fc.tuple(
      fc.constantFrom("", "  ", "    ", "      "),
      fc.constantFrom("", "- ", "-   "),
      fc.constantFrom("path", "reason", "owner"),
      scalar,
    ),
    fc.constantFrom(
      ["", "", "entries", ""],
      ["", "", "version", "1"],
      ["", "", "#", "x"],
      ["", "", "", ""],
      ["---", "", "", ""],
      ["\t", "", "", ""],
    ),
  );
  const file = fc
    .array(line, { maxLength: 8 })
    .map((lines) =>
      lines.map(([indent, dash, key, value]) => (key === "" ? indent : `${indent}${dash}${key}: ${value}`)).join("\n"),
    );

  test("reads what YAML reads, or leaves it to YAML", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          file.map((text) => `entries:\n  - path: a\n${text}`),
          file,
        ),
        (text) => {
          const plain = readPlainForm(text);
          if (plain !== undefined) expect(plain).toEqual(withoutPlaces(readYaml(text, "f")));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("is enough for what `allow` writes", () => {
    const text = allowlist('fingerprint: ss1:a, reason: "why: really?", owner: "@me"', "path: 'a/**'");
    expect(readPlainForm(text)?.entries).toHaveLength(2);
  });
});

test("of entries given twice the first is named, wherever they stand, and texts that only run into each other are not the same", () => {
  const entry = (line: number, texts: Partial<AllowlistEntry>): AllowlistEntry => ({
    ...{ source: "f", line, reason: "x", expired: false },
    ...texts,
  });
  const apart = [
    entry(1, { path: "ab" }),
    entry(2, { path: "a", value: "b" }),
    entry(3, { value: "ab" }),
    entry(4, { rule: "ab" }),
    entry(5, { fingerprint: "ab" }),
    entry(6, { path: "a", value: "bc" }),
  ];
  expect(findDuplicate(apart)).toBeUndefined();
  expect(findDuplicate([...apart, entry(7, { value: "ab" }), entry(8, { path: "ab" })])).toEqual({ index: 6, line: 3 });
  const many = Array.from({ length: 200 }, (_, index) => entry(index + 1, { path: "a" }));
  expect(findDuplicate(many)).toEqual({ index: 1, line: 1 });
});
