/**
 * The schema of `.secret-scan.yaml` and the program say the same of a file; so does the example of its documentation.
 */

import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseConfiguration } from "../../src/cli/configuration.js";
import { REFUSALS } from "../../src/inventory/policy.js";
import { CRITICALITIES, SECRET_TYPES } from "../../src/model/secret-type.js";

function textOf(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

const schema = JSON.parse(textOf("schemas/secret-scan.schema.json"));
const ajv = new Ajv2020({ allowUnionTypes: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

const example = /```yaml\n([\s\S]*?)```/.exec(textOf("docs/configuration.md"))?.[1] ?? "";

test.each([
  ["the documentation's example", example],
  ["nothing", "# nothing\n"],
  ["empty keys", "secrets:\npolicy:\nexclude:\n"],
  ["one owner", "secrets: [{ name: A, owners: '@a' }]\n"],
  ["nobody", "secrets: [{ name: A, owners: [] }]\n"],
  ["a policy of nothing", "policy: { refuse: [] }\n"],
])("both take %s", async (_name, text) => {
  expect(validate(parse(text)) ? [] : validate.errors).toEqual([]);
  await parseConfiguration(text, "f");
});

test.each([
  ["an unknown key", "secretz: []\n"],
  ["another version", "version: 2\n"],
  ["an entry without a name", "secrets: [{ owners: [a] }]\n"],
  ["an empty name", "secrets: [{ name: '' }]\n"],
  ["a number for a name", "secrets: [{ name: 3 }]\n"],
  ["an unknown key of an entry", "secrets: [{ name: A, owner: a }]\n"],
  ["an unknown type", "secrets: [{ name: A, type: keys }]\n"],
  ["an unknown criticality", "secrets: [{ name: A, criticality: urgent }]\n"],
  ["no days", "secrets: [{ name: A, rotation: { intervalDays: 0 } }]\n"],
  ["no such day", "secrets: [{ name: A, rotation: { lastRotated: 2026-02-30 } }]\n"],
  ["an unknown key of a rotation", "secrets: [{ name: A, rotation: { days: 3 } }]\n"],
  ["a mapping for a list", "secrets: { name: A }\n"],
  ["an unknown refusal", "policy: { refuse: [all] }\n"],
  ["a text for a list", "policy: { refuse: overdue }\n"],
  ["an unknown key of the policy", "policy: { strict: true }\n"],
  ["a text for globs", "exclude: a\n"],
  ["a text for a truth", "foreignMarkers: 'yes'\n"],
  ["a list", "- a\n"],
])("both refuse %s", async (_name, text) => {
  expect(validate(parse(text))).toBe(false);
  await expect(parseConfiguration(text, "f")).rejects.toMatchObject({ code: "usage", place: { file: "f" } });
});

test("it knows the same words", () => {
  expect(schema.$defs.type.enum).toEqual([...SECRET_TYPES]);
  expect(schema.$defs.criticality.enum).toEqual([...CRITICALITIES]);
  expect(schema.$defs.policy.properties.refuse.items.enum).toEqual([...REFUSALS]);
});
