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

/**
 * What GitLab's schema of a secret detection report demands, restated from its documentation and read beside the original of
 * 15.0.7 (which is in no package): every bound of a field that we write. GitLab takes further fields, and so does this.
 */
export function gitlabValidator(): ValidateFunction {
  const text = { type: "string", minLength: 1 };
  const link = { type: "string", pattern: "^(https?|ftp)://.+" };
  const time = { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}$" };
  const object = (required: readonly string[], properties: object): object => ({ type: "object", required, properties });
  const listOf = (items: object, least = 0): object => ({ type: "array", minItems: least, items });
  const scanner = object(["id", "name", "version", "vendor"], {
    id: text,
    name: text,
    version: text,
    url: { type: "string", pattern: "^https?://.+" },
    vendor: object(["name"], { name: text }),
  });
  const detail = {
    ...object(["type", "name", "value"], { name: text, description: { type: "string" } }),
    oneOf: [
      { properties: { type: { enum: ["text", "markdown", "code"] }, value: { type: "string" } } },
      { properties: { type: { const: "value" }, value: { type: ["number", "string", "boolean"] } } },
      { properties: { type: { const: "commit" }, value: text } },
    ],
  };
  const place = { file: { type: "string" }, start_line: { type: "number" }, end_line: { type: "number" } };
  const signature = object(["algorithm", "value"], { algorithm: { type: "string" }, value: { type: "string" } });
  const vulnerability = object(["id", "identifiers", "location"], {
    id: { type: "string", format: "uuid" },
    name: { type: "string", maxLength: 255 },
    description: { type: "string", maxLength: 1_048_576 },
    severity: { enum: ["Info", "Unknown", "Low", "Medium", "High", "Critical"] },
    solution: { type: "string", maxLength: 7000 },
    identifiers: listOf(object(["type", "name", "value"], { type: text, name: text, value: text, url: link }), 1),
    links: listOf(object(["url"], { name: { type: "string" }, url: link })),
    details: { type: "object", additionalProperties: detail },
    tracking: object(["type", "items"], {
      type: { const: "source" },
      items: listOf(object(["signatures"], { ...place, signatures: listOf(signature, 1) })),
    }),
    location: object(["commit"], {
      ...place,
      commit: object(["sha"], { sha: text, author: { type: "string" }, date: { type: "string" }, message: { type: "string" } }),
    }),
  });
  const ajv = new Ajv({ allErrors: true, strictTypes: false });
  addFormats.default(ajv);
  return ajv.compile(
    object(["version", "scan", "vulnerabilities"], {
      version: { type: "string", pattern: "^[0-9]+\\.[0-9]+\\.[0-9]+$" },
      schema: { type: "string", pattern: "^https?://.+" },
      scan: object(["analyzer", "scanner", "type", "start_time", "end_time", "status"], {
        analyzer: scanner,
        scanner,
        type: { const: "secret_detection" },
        start_time: time,
        end_time: time,
        status: { enum: ["success", "failure"] },
        messages: listOf(object(["level", "value"], { level: { enum: ["info", "warn", "fatal"] }, value: text })),
      }),
      vulnerabilities: listOf(vulnerability),
    }),
  );
}
