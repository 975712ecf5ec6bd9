/**
 * Inventories for tests.
 */

import type { Report } from "../../src/model/report.js";
import { SECRET_STATUSES, type SecretEntry } from "../../src/model/secret.js";
import { CRITICALITIES, SECRET_TYPES } from "../../src/model/secret-type.js";
import { aFinding, aReport, HOSTILE } from "./report-builder.js";

export function aSecret(overrides: Partial<SecretEntry> = {}): SecretEntry {
  return {
    id: "example-key",
    name: "EXAMPLE_KEY",
    type: "api-key",
    criticality: "critical",
    owners: ["@platform"],
    status: "ok",
    rotation: { intervalDays: 90, lastRotated: "2026-10-01", nextDue: "2026-12-30", source: "config" },
    declaredIn: [{ path: ".env.example", startLine: 3, kind: "dotenv-example" }],
    usedIn: [{ path: "src/app.ts", startLine: 12, kind: "code", required: true, fallback: "none" }],
    findings: [],
    ...overrides,
  };
}

/** `count` different secrets, each with `places` uses. */
export function manySecrets(count: number, places: number): SecretEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const usedIn = Array.from({ length: places }, (_unused, place) => ({
      path: `packages/p${(index + place) % 40}/src/file-${place}.ts`,
      startLine: place + 1,
      kind: "code" as const,
      required: place % 2 === 0,
      fallback: "none" as const,
    }));
    const type = SECRET_TYPES[index % SECRET_TYPES.length] as (typeof SECRET_TYPES)[number];
    const criticality = CRITICALITIES[index % 4] as (typeof CRITICALITIES)[number];
    const status = SECRET_STATUSES[index % 6] as (typeof SECRET_STATUSES)[number];
    const name = `SERVICE_${String(index).padStart(5, "0")}_KEY`;
    return aSecret({ id: name.toLowerCase().replaceAll("_", "-"), name, type, criticality, status, usedIn });
  });
}

/** An inventory whose every name tries to break out. */
export function hostileInventory(): Report {
  const secrets = HOSTILE.map((name, index) =>
    aSecret({
      id: `hostile-${index}`,
      name,
      owners: [name],
      description: name,
      declaredIn: [{ path: name, startLine: 1, kind: "ci" }],
      usedIn: [{ path: `dir/${name}`, startLine: 2, kind: "code", required: false, fallback: "literal" }],
      findings: index === 0 ? [aFinding().fingerprint] : [],
    }),
  );
  const findings = HOSTILE.map((path, index) =>
    aFinding({ path, startLine: index + 1, endLine: index + 1, ruleName: path, masked: path }),
  );
  return aReport(findings, {
    secrets,
    drift: HOSTILE.map((name) => ({ kind: "similar-name", names: [name, "X"], detail: name })),
    changes: {
      base: "main|`",
      added: secrets.slice(0, 2),
      removed: secrets.slice(2, 3),
      changed: HOSTILE.map((name) => ({ id: "x", name, criticality: "high", what: [name] })),
    },
    failures: HOSTILE.map((path) => ({ path, reason: path })),
  });
}
