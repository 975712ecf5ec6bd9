/**
 * CycloneDX 1.6: the secrets of a repository as cryptographic assets, for whoever keeps inventories of software.
 */

import type { Finding } from "../model/finding.js";
import { compareFindings } from "../model/order.js";
import type { PathReason, Report } from "../model/report.js";
import type { SecretEntry } from "../model/secret.js";
import type { SecretType } from "../model/secret-type.js";
import { sha256OfPieces, uuidOf } from "./place-keys.js";
import { jsonPieces, type LazyList, lazyList } from "./text/json-pieces.js";
import { visible } from "./text/visible.js";
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

/** A CycloneDX bill of the secrets, with no value in it. */
export function writeCyclonedx(report: Report, options: WriterOptions): string {
  return [...cyclonedxPieces(report, options)].join("");
}

/** In an inventory one component a secret; in a scan one a fingerprint. No component bears a value. */
export function cyclonedxPieces(report: Report, options: WriterOptions): Iterable<string> {
  const groups = byFingerprint(report.findings);
  const parts: LazyList = report.secrets
    ? lazyList(report.secrets, (secret) => component(secretPart(secret, groups)))
    : lazyList(groups, ([fingerprint, findings]) => component(findingPart(fingerprint, findings)));
  const refs = report.secrets ? report.secrets.map(secretRef) : [...groups.keys()].map(findingRef);
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
    dependencies: lazyList([REPOSITORY, ...refs], (ref) => (ref === REPOSITORY ? { ref, dependsOn: refs } : { ref })),
  };
  const serial = uuidOf(sha256OfPieces(jsonPieces(body)));
  return jsonPieces({ bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: `urn:uuid:${serial}`, version: 1, ...body });
}

function failureProperty({ path, reason }: PathReason): { name: string; value: string } {
  return { name: "secret-scan:failure", value: visible(`${path}: ${reason}`) };
}

function headVersion({ scan }: Report): { version?: string } {
  return scan.repository?.head ? { version: scan.repository.head } : {};
}

function byFingerprint(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = groups.get(finding.fingerprint);
    if (known === undefined) groups.set(finding.fingerprint, [finding]);
    else known.push(finding);
  }
  return groups;
}

function findingRef(fingerprint: string): string {
  return `finding:${fingerprint}`;
}

function secretRef({ id }: SecretEntry): string {
  return `secret:${id}`;
}

function findingPart(fingerprint: string, findings: readonly Finding[]): Component {
  const [finding] = findings as [Finding];
  return {
    ref: findingRef(fingerprint),
    name: finding.ruleName,
    type: finding.type,
    exposed: true,
    occurrences: findings.map(findingOccurrence),
    properties: [
      ["fingerprint", fingerprint],
      ["rule", finding.ruleId],
      ["criticality", finding.criticality],
      ["rotationDays", String(finding.rotationDays)],
    ],
  };
}

function secretPart(secret: SecretEntry, groups: ReadonlyMap<string, readonly Finding[]>): Component {
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
    ...findingsOf(secret, groups).map(findingOccurrence),
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
    ref: secretRef(secret),
    name: secret.name,
    type: secret.type,
    exposed: secret.findings.length > 0,
    occurrences,
    properties: properties.filter((pair): pair is [string, string] => pair[1] !== undefined),
  };
}

/** In the report's order. */
function findingsOf(secret: SecretEntry, groups: ReadonlyMap<string, readonly Finding[]>): Finding[] {
  return [...new Set(secret.findings)].flatMap((fingerprint) => groups.get(fingerprint) ?? []).sort(compareFindings);
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
