/**
 * CycloneDX 1.6: the secrets of a repository as cryptographic assets, for whoever keeps inventories of software.
 */

import type { Finding } from "../model/finding.js";
import type { PathReason, Report } from "../model/report.js";
import type { SecretEntry } from "../model/secret.js";
import type { SecretType } from "../model/secret-type.js";
import { sha256, uuidOf } from "./place-keys.js";
import { jsonText, visible } from "./text/visible.js";
import { reportTime, type WriterOptions } from "./writer.js";

type MaterialType = "password" | "private-key" | "secret-key" | "credential" | "token" | "other";

const MATERIALS: Partial<Readonly<Record<SecretType, MaterialType>>> = {
  password: "password",
  database: "password",
  smtp: "password",
  "private-key": "private-key",
  "encryption-key": "secret-key",
  jwt: "secret-key",
  generic: "credential",
  cloud: "credential",
  identity: "credential",
  certificate: "other",
  "sensitive-file": "other",
};

const REPOSITORY = "repository";

interface Component {
  readonly ref: string;
  readonly name: string;
  readonly type: SecretType;
  /** A value that stands in a repository counts as known to others. */
  readonly exposed: boolean;
  readonly occurrences: readonly { location: string; line: number; additionalContext?: string }[];
  readonly properties: readonly (readonly [string, string])[];
}

/** In an inventory one component a secret; in a scan one a fingerprint. No component bears a value. */
export function writeCyclonedx(report: Report, options: WriterOptions): string {
  const parts = (
    report.secrets ? report.secrets.map((secret) => secretPart(secret, report.findings)) : byFingerprint(report.findings)
  ).map(component);
  const { name, version } = report.tool;
  const body = {
    metadata: {
      timestamp: reportTime(report, options),
      tools: { components: [{ type: "application", name, version }] },
      component: { type: "application", "bom-ref": REPOSITORY, name: REPOSITORY, ...headVersion(report) },
      // a list of what was found must not pass for whole where it is not
      ...(report.failures.length === 0 ? {} : { properties: report.failures.map(failureProperty) }),
    },
    components: parts,
    dependencies: [
      { ref: REPOSITORY, dependsOn: parts.map((part) => part["bom-ref"]) },
      ...parts.map((part) => ({ ref: part["bom-ref"] })),
    ],
  };
  const serial = uuidOf(sha256(JSON.stringify(body)));
  return jsonText({ bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: `urn:uuid:${serial}`, version: 1, ...body });
}

function failureProperty({ path, reason }: PathReason): { name: string; value: string } {
  return { name: "secret-scan:failure", value: visible(`${path}: ${reason}`) };
}

function headVersion({ scan }: Report): { version?: string } {
  return scan.repository?.head ? { version: scan.repository.head } : {};
}

function byFingerprint(findings: readonly Finding[]): Component[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.fingerprint, [...(groups.get(finding.fingerprint) ?? []), finding]);
  return [...groups].map(([fingerprint, [first, ...rest]]) => {
    const finding = first as Finding;
    return {
      ref: `finding:${fingerprint}`,
      name: finding.ruleName,
      type: finding.type,
      exposed: true,
      occurrences: [finding, ...rest].map(findingOccurrence),
      properties: [
        ["fingerprint", fingerprint],
        ["rule", finding.ruleId],
        ["criticality", finding.criticality],
        ["rotationDays", String(finding.rotationDays)],
      ],
    };
  });
}

function secretPart(secret: SecretEntry, findings: readonly Finding[]): Component {
  const own = new Set(secret.findings);
  const occurrences = [
    ...secret.declaredIn.map(({ path, startLine, kind }) => ({
      location: path,
      line: startLine,
      additionalContext: `declared (${kind})`,
    })),
    ...secret.usedIn.map(({ path, startLine, kind }) => ({
      location: path,
      line: startLine,
      additionalContext: `used (${kind})`,
    })),
    ...findings.filter(({ fingerprint }) => own.has(fingerprint)).map(findingOccurrence),
  ];
  const { intervalDays, lastRotated, nextDue } = secret.rotation;
  const properties: [string, string | undefined][] = [
    ["criticality", secret.criticality],
    ["status", secret.status],
    ["rotationDays", String(intervalDays)],
    ["lastRotated", lastRotated],
    ["nextDue", nextDue],
    ...secret.owners.map((owner): [string, string] => ["owner", owner]),
    ...secret.findings.map((fingerprint): [string, string] => ["fingerprint", fingerprint]),
  ];
  return {
    ref: `secret:${secret.id}`,
    name: secret.name,
    type: secret.type,
    exposed: secret.findings.length > 0,
    occurrences,
    properties: properties.filter((pair): pair is [string, string] => pair[1] !== undefined),
  };
}

function findingOccurrence({ path, startLine }: Finding): { location: string; line: number; additionalContext: string } {
  return { location: path, line: startLine, additionalContext: "finding" };
}

function component({ ref, name, type, exposed, occurrences, properties }: Component) {
  return {
    type: "cryptographic-asset",
    "bom-ref": ref,
    name: visible(name),
    cryptoProperties: {
      assetType: "related-crypto-material",
      relatedCryptoMaterialProperties: { type: MATERIALS[type] ?? "token", state: exposed ? "compromised" : "active" },
    },
    ...(occurrences.length > 0
      ? { evidence: { occurrences: distinct(occurrences).map((place) => ({ ...place, location: visible(place.location) })) } }
      : {}),
    properties: [["type", type] as const, ...properties].map(([key, value]) => ({
      name: `secret-scan:${key}`,
      value: visible(value),
    })),
  };
}

/** The schema wants each occurrence once; two secrets may stand on one line. */
function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
