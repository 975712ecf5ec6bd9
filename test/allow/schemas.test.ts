import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parse as parseYaml } from "yaml";
import { renderBaseline } from "../../src/allow/baseline-text.js";
import { appendEntries } from "../../src/allow/edit-allowlist.js";
import { allowlist } from "./helpers.js";

function validator(name: string): (value: unknown) => boolean {
  const ajv = new Ajv2020({ allowUnionTypes: true });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(new URL(`../../schemas/${name}`, import.meta.url), "utf8")));
  return (value) => validate(value) === true;
}

describe("the schema of the allowlist", () => {
  const isValid = validator("secrets-allowlist.schema.json");
  test.each([
    [
      "what we write",
      appendEntries(undefined, "f", [{ fingerprint: "ss1:a", reason: "r", owner: "@me", expires: "2027-01-31" }]),
    ],
    ["an empty file", "# nothing\n"],
    ["every key", `version: 1\nkey: ${Buffer.alloc(32, 7).toString("base64")}\nnested: [packages/*]\nentries:\n`],
    ["conditions together", allowlist("rule: acme, path: a/**, value: x{3}")],
  ])("takes %s", (_name, text) => {
    expect(isValid(parseYaml(text))).toBe(true);
  });

  test.each([
    ["an unknown key", allowlist("path: a, reson: b")],
    ["no reason", "entries:\n  - path: a\n"],
    ["no condition", "entries:\n  - reason: a\n"],
    ["an unreadable date", allowlist("path: a, expires: 2027-02-30")],
    ["an invalid expression", allowlist("value: '('")],
    ["another version", "version: 2\n"],
    ["a short key", "key: YWJj\n"],
    ["an absolute path", allowlist("path: /a")],
  ])("refuses %s", (_name, text) => {
    expect(isValid(parseYaml(text))).toBe(false);
  });
});

describe("the schema of the baseline", () => {
  const isValid = validator("secrets-baseline.schema.json");
  test("takes what we write and refuses values", () => {
    const rows = [{ fingerprint: "ss1:a", rule: "r", path: "p", line: 1 }];
    expect(isValid(JSON.parse(renderBaseline(rows)))).toBe(true);
    expect(isValid(JSON.parse(renderBaseline([])))).toBe(true);
    expect(isValid({ version: 1, findings: [{ ...rows[0], secret: "x" }] })).toBe(false);
  });
});
