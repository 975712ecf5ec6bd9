import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fastGlob from "fast-glob";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { CHECKSUMS } from "../../src/model/rule.js";
import { CONFIDENCES, CRITICALITIES, SECRET_TYPES } from "../../src/model/secret-type.js";
import { RULE_FIELDS } from "../../src/rules/compile/rule-fields.js";

const root = new URL("../../", import.meta.url).pathname;
const schema = JSON.parse(readFileSync(`${root}schemas/rules.schema.json`, "utf8"));
const validate = new Ajv2020({ allErrors: true }).compile(schema);

describe("the schema of rule files", () => {
  test.each(fastGlob.sync("rules/**/*.yaml", { cwd: root }))("holds for %s", (file) => {
    validate(parse(readFileSync(`${root}${file}`, "utf8")));
    expect(validate.errors ?? []).toEqual([]);
  });

  test("says the same as the compiler", () => {
    const { properties } = schema.$defs.rule;
    expect(Object.keys(properties).sort()).toEqual([...RULE_FIELDS].sort());
    expect(properties.type.enum).toEqual(SECRET_TYPES);
    expect(properties.criticality.enum).toEqual(CRITICALITIES);
    expect(properties.confidence.enum).toEqual(CONFIDENCES);
    expect(properties.checksum.enum).toEqual(CHECKSUMS);
  });

  test.each([
    ["an unknown key", { rules: [{ id: "a", name: "A", patern: "x" }] }],
    ["no id", { rules: [{ name: "A" }] }],
    ["an id in capitals", { rules: [{ id: "A", name: "A" }] }],
    ["an unknown type", { rules: [{ id: "a", name: "A", type: "api_key" }] }],
    ["another version", { version: 2, rules: [] }],
    ["a list at the top", []],
  ])("refuses %s", (_, value) => {
    expect(validate(value)).toBe(false);
  });
});
