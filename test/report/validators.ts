/**
 * Validators of the formats that have a schema: ours from `schemas/`, the others' from npm packages.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv } from "ajv";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import AjvDraft04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import { expect } from "vitest";

const require = createRequire(import.meta.url);

function readJson(path: string): object {
  return JSON.parse(readFileSync(path, "utf8"));
}

export function ownReportValidator(): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(readJson(new URL("../../schemas/secrets-scan.schema.json", import.meta.url).pathname));
}

export function sarifValidator(): ValidateFunction {
  const ajv = new AjvDraft04.default({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(readJson(require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json")));
}

export function expectValid(validate: ValidateFunction, value: unknown): void {
  expect(validate(value) ? [] : validate.errors).toEqual([]);
}

export function cyclonedxValidator(): ValidateFunction {
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  ajv.addFormat("iri-reference", true).addFormat("idn-email", true);
  const schema = (name: string): object =>
    readJson(
      new URL(`../../node_modules/@cyclonedx/cyclonedx-library/res/schema/${name}.SNAPSHOT.schema.json`, import.meta.url)
        .pathname,
    );
  for (const name of ["spdx", "jsf-0.82"])
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  return ajv.compile(schema("bom-1.6"));
}

/** GitLab's schema is in no package: the fields that it requires, with their bounds, as its documentation gives them. */
export function gitlabValidator(): ValidateFunction {
  const text = { type: "string", minLength: 1 };
  const time = { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d$" };
  const scanner = {
    type: "object",
    required: ["id", "name", "version", "vendor"],
    properties: {
      id: text,
      name: text,
      version: text,
      vendor: { type: "object", required: ["name"], properties: { name: text } },
    },
  };
  const vulnerability = {
    type: "object",
    required: ["id", "identifiers", "location"],
    properties: {
      id: { type: "string", format: "uuid" },
      name: { type: "string", maxLength: 255 },
      severity: { enum: ["Info", "Unknown", "Low", "Medium", "High", "Critical"] },
      solution: { type: "string", maxLength: 7000 },
      identifiers: {
        type: "array",
        minItems: 1,
        items: { type: "object", required: ["type", "name", "value"], properties: { type: text, name: text, value: text } },
      },
      links: {
        type: "array",
        items: { type: "object", required: ["url"], properties: { url: { type: "string", format: "uri" } } },
      },
      location: {
        type: "object",
        required: ["commit"],
        properties: {
          file: text,
          start_line: { type: "integer" },
          end_line: { type: "integer" },
          commit: { type: "object", required: ["sha"], properties: { sha: text } },
        },
      },
    },
  };
  const ajv = new Ajv({ allErrors: true });
  addFormats.default(ajv);
  return ajv.compile({
    type: "object",
    required: ["version", "scan", "vulnerabilities"],
    properties: {
      version: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+$" },
      scan: {
        type: "object",
        required: ["analyzer", "scanner", "type", "start_time", "end_time", "status"],
        properties: {
          analyzer: scanner,
          scanner,
          type: { const: "secret_detection" },
          start_time: time,
          end_time: time,
          status: { enum: ["success", "failure"] },
        },
      },
      vulnerabilities: { type: "array", items: vulnerability },
    },
  });
}
