import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendEdit, type Edit, removalEdits } from "../../src/allow/allowlist-edits.js";
import { appendEntries, removeEntries, replaceKey } from "../../src/allow/edit-allowlist.js";
import { readPlainForm } from "../../src/allow/fast-reader.js";
import { plainAppendEdit, plainRemovalEdits } from "../../src/allow/plain-edits.js";
import { type NewEntry, yamlScalar } from "../../src/allow/render-entry.js";
import { readYaml } from "../../src/allow/yaml-reader.js";
import { errorOf, parse } from "./helpers.js";

const FILE = ".secrets-allowlist";
const NEW: NewEntry = { fingerprint: "ss1:new", reason: "why: because", owner: "@me", expires: "2027-01-31" };

describe("appending", () => {
  test("makes the file, with the schema for editors, where there is none", async () => {
    const text = appendEntries(undefined, FILE, [NEW]);
    expect(text).toBe(
      `# yaml-language-server: $schema=https://unpkg.com/secret-scan/schemas/secrets-allowlist.schema.json
# What secret-scan finds here and does not report: why, who says so, until when.
version: 1
entries:
  - fingerprint: ss1:new
    reason: "why: because"
    owner: "@me"
    expires: "2027-01-31"
`.replace('"2027-01-31"', "2027-01-31"),
    );
    expect((await parse(text)).entries).toHaveLength(1);
  });

  const added = (indent: string, end: string): string =>
    [
      `${indent}- fingerprint: ss1:new`,
      `${indent}  reason: "why: because"`,
      `${indent}  owner: "@me"`,
      `${indent}  expires: 2027-01-31`,
      "",
    ].join(end);
  test.each([
    ["at the end", "version: 1\nentries:\n  - path: a # c\n    reason: r\n\n# bye\n", 0, "  ", "\n"],
    ["in the list's own indentation", "entries:\n- path: a\n  reason: r\n", 0, "", "\n"],
    ["in the file's line ends, after its mark", "\uFEFFentries:\r\n    - path: a\r\n      reason: r\r\n", 0, "    ", "\r\n"],
    ["to an empty list", "version: 1\nentries:\n# none yet\n", 0, "  ", "\n"],
    ["before what follows the list", "entries:\n  - path: a\n    reason: |\n      r\n# the key\nversion: 1\n", 21, "  ", "\n"],
  ])("%s, and every other byte stays", (_name, text, fromEnd, indent, end) => {
    const at = text.length - fromEnd;
    expect(appendEntries(text, FILE, [NEW])).toBe(text.slice(0, at) + added(indent, end) + text.slice(at));
  });

  test.each([
    ["entries: []", `entries:\n${added("  ", "\n")}`],
    ["entries: [] # none\n# end\n", `entries: # none\n# end\n${added("  ", "\n")}`],
    ["entries: ~\nversion: 1\n", `entries:\n${added("  ", "\n")}version: 1\n`],
    ["version: 1", `version: 1\nentries:\n${added("  ", "\n")}`],
    [
      "entries: [{ path: a, reason: r }]\n",
      'entries: [{ path: a, reason: r }, { fingerprint: "ss1:new", reason: "why: because", owner: "@me", expires: "2027-01-31" }]\n',
    ],
    ["entries:\n  - path: a\n    reason: r", `entries:\n  - path: a\n    reason: r\n${added("  ", "\n")}`],
  ])("to %j", (text, expected) => {
    expect(appendEntries(text, FILE, [NEW])).toBe(expected);
  });

  test("refuses a form that it could only spoil", async () => {
    expect(await errorOf(() => appendEntries('{"version": "1", "entries": []}', FILE, [NEW]))).toContain(
      "cannot be edited safely. Edit it by hand",
    );
  });

  test("any text comes back as it was given, in the plain form", () => {
    const text = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ unit: fc.constantFrom("'", '"', "\\", "#", ":", " ", "a", "\n", "-", "é", "1"), minLength: 1 }),
    );
    fc.assert(
      fc.property(
        text.filter((one) => one.trim() !== "" && !one.includes("\0")),
        (reason) => {
          const file = appendEntries("# mine\nentries:\n  - path: a\n    reason: r\n", FILE, [{ path: "b", reason }]);
          expect(readYaml(file, FILE).entries[1]!.fields[1]!.value).toBe(reason);
          const plain = readPlainForm(file);
          if (plain !== undefined) expect(plain.entries[1]!.reason).toBe(reason);
        },
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    ["1.5", '"1.5"'],
    ["null", '"null"'],
    ["a b", "a b"],
    ["@x", '"@x"'],
    ['say "x"', 'say "x"'],
    ['"', "'\"'"],
    ["a\tb", '"a\\tb"'],
    ["x: y", '"x: y"'],
    ["2027-01-31", "2027-01-31"],
  ])("%j is written %s", (text, expected) => {
    expect(yamlScalar(text)).toBe(expected);
  });
});

describe("removing", () => {
  const text =
    "version: 1\n# all\nentries:\n  # a's\n  - path: a # x\n    reason: r\n  - path: b\n    # inner\n    reason: >\n      long\n\n  # c's\n  - path: c\n    reason: r\n# end\n";

  test("takes the entry's own lines, and no comment around it", () => {
    expect(removeEntries(text, FILE, new Set([1]))).toBe(text.replace(/ {2}- path: b[\s\S]*?long\n/, ""));
    expect(removeEntries(text, FILE, new Set([0, 1, 2]))).toBe("version: 1\n# all\nentries:\n  # a's\n\n  # c's\n# end\n");
    expect(removeEntries(text, FILE, new Set())).toBe(text);
  });

  test("from a list in brackets", () => {
    const flow = "entries: [{ path: a, reason: r }, { path: b, reason: r }, { path: c, reason: r }]\n";
    expect(removeEntries(flow, FILE, new Set([1]))).toBe("entries: [{ path: a, reason: r }, { path: c, reason: r }]\n");
    expect(removeEntries(flow, FILE, new Set([2]))).toBe("entries: [{ path: a, reason: r }, { path: b, reason: r }]\n");
    expect(readYaml(removeEntries(flow, FILE, new Set([0, 2])), FILE).entries).toHaveLength(1);
    expect(readYaml(removeEntries(flow, FILE, new Set([0, 1, 2])), FILE).entries).toHaveLength(0);
  });

  test("what was appended comes out again, byte for byte", () => {
    const comment = fc.constantFrom("", "# note\n", "\n", "  # deep\n");
    const entry = fc
      .tuple(comment, fc.constantFrom("a", "b/**", "'c'", '"d"'), comment)
      .map(([before, path, after]) => `${before}  - path: ${path} # p\n${after}    reason: r\n`);
    fc.assert(
      fc.property(
        fc.array(entry, { minLength: 1, maxLength: 4 }),
        comment,
        fc.boolean(),
        fc.boolean(),
        (entries, end, crlf, mark) => {
          const plain = `version: 1\nentries:\n${entries.join("")}${end}`;
          const file = (mark ? "\uFEFF" : "") + (crlf ? plain.replaceAll("\n", "\r\n") : plain);
          expect(
            removeEntries(
              appendEntries(file, FILE, [NEW, { ...NEW, fingerprint: "ss1:b" }]),
              FILE,
              new Set([entries.length, entries.length + 1]),
            ),
          ).toBe(file);
        },
      ),
    );
  });
});

describe("the plain form", () => {
  const line = fc.constantFrom("", "# c", "  # c", "      # c", "version: 1", "  - path: P", "    reason: r", "    owner: o # x");
  const texts = fc
    .array(line, { maxLength: 8 })
    .map((lines) => `entries:\n  - path: first\n${lines.map((one, index) => one.replace("P", `p${index}`)).join("\n")}\n`);
  const apply = (body: string, edits: readonly Edit[]): string =>
    edits
      .toSorted((a, b) => b.start - a.start)
      .reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), body);

  test("is edited without YAML just as with it", () => {
    fc.assert(
      fc.property(texts, fc.nat(), (body, pick) => {
        const plain = readPlainForm(body);
        if (plain === undefined) return;
        const append = plainAppendEdit(body, plain, "\n", [NEW]);
        if (append !== undefined) expect(apply(body, [append])).toBe(apply(body, [appendEdit(body, "\n", [NEW])]));
        const indexes = new Set(plain.entries.map((_, index) => index).filter((index) => (pick >> index) & 1));
        expect(apply(body, plainRemovalEdits(body, plain, indexes))).toBe(apply(body, removalEdits(body, indexes)));
      }),
      { numRuns: 3000 },
    );
  });
});

describe("another key", () => {
  const key = Buffer.alloc(32, 9).toString("base64");
  const renamed = new Map([["ss1:a", "ss1:z"]]);

  test.each([
    [
      "version: 1 # one\n# c\nentries:\n  - fingerprint: 'ss1:a' # x\n    reason: r\n",
      `version: 1 # one\nkey: ${key}\n# c\nentries:\n  - fingerprint: ss1:z # x\n    reason: r\n`,
    ],
    [
      "key: old # k\nentries:\n  - fingerprint: ss1:b\n    reason: r\n",
      `key: ${key} # k\nentries:\n  - fingerprint: ss1:b\n    reason: r\n`,
    ],
    [
      "# c\nentries:\n  - reason: r\n    fingerprint: ss1:a\n",
      `# c\nkey: ${key}\nentries:\n  - reason: r\n    fingerprint: ss1:z\n`,
    ],
    ["# c\n", `# c\nkey: ${key}\n`],
  ])("goes into %j", (text, expected) => {
    expect(replaceKey(text, FILE, key, renamed)).toBe(expected);
  });
});
