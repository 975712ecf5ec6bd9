/**
 * Inventories of small repositories given as files.
 */

import { buildInventory, type Inventory, type InventoryInput } from "../../src/inventory/build/build-inventory.js";
import { createNameChoice } from "../../src/inventory/config/overrides.js";
import { findReferences } from "../../src/inventory/references/find-references.js";
import type { Finding } from "../../src/model/finding.js";

export type Files = Readonly<Record<string, string>>;

/** Reads the references of the files and builds the inventory. */
export function inventoryOf(files: Files, input: Partial<InventoryInput> = {}): Inventory {
  const choose = createNameChoice(input.overrides ?? []);
  const references = Object.entries(files).flatMap(([path, text]) =>
    findReferences(path, text, choose).map((reference) => ({ ...reference, path })),
  );
  return buildInventory({
    references,
    findings: [],
    overrides: [],
    configFile: ".secret-scan.yaml",
    owners: () => [],
    today: "2026-11-24",
    ...input,
  });
}

export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    fingerprint: "ss1:one",
    ruleId: "example-api-key",
    ruleName: "Example API key",
    provider: "Example",
    type: "payment",
    criticality: "critical",
    confidence: "high",
    path: "src/config.ts",
    startLine: 1,
    startColumn: 1,
    endLine: 1,
    endColumn: 9,
    masked: "exa_****",
    verdicts: [],
    rotationDays: 90,
    remediation: { steps: ["Revoke it."] },
    ...overrides,
  };
}
