/**
 * One secret's entry from all that speaks of it.
 */

import { createHash } from "node:crypto";
import type { Finding } from "../../model/finding.js";
import { compareBytes } from "../../model/order.js";
import type { Declaration, Rotation, SecretEntry, SecretStatus, Usage } from "../../model/secret.js";
import { CRITICALITIES, type Criticality, type SecretType, TYPE_DEFAULTS } from "../../model/secret-type.js";
import { typeOfName } from "../names/type-of-name.js";
import type { FileReference, InventoryInput, SecretParts } from "./build-inventory.js";
import { addDays, dayOf } from "./dates.js";

/** Types of rules that say less than a name does. */
const VAGUE: ReadonlySet<SecretType> = new Set(["generic", "password", "api-key", "sensitive-file"]);

/** One secret's entry; of several statuses the first holds. */
export function buildEntry(parts: SecretParts, input: InventoryInput): SecretEntry {
  const { name, references, findings, override } = parts;
  const type = override.type ?? typeOf(name, findings);
  // a vague rule knows less of the secret than its name does
  const telling = findings.filter((finding) => finding.type === type);
  const declaredIn = declarations(parts, input.configFile);
  const usedIn = sorted(references.filter(({ role }) => role === "used").map((reference) => usage(reference, override.required)));
  const rotation = rotationOf(parts, type, telling);
  const paths = [...usedIn, ...declaredIn, ...findings].map(({ path }) => path).filter((path) => path !== input.configFile);
  return {
    id: idOf(name),
    name,
    type,
    criticality: override.criticality ?? criticalityOf(type, findings, telling.length > 0),
    ...ownersOf(paths, parts, input),
    status: statusOf({ declaredIn, usedIn, findings, rotation, today: input.today }),
    rotation,
    declaredIn,
    usedIn,
    findings: [...new Set(findings.map(({ fingerprint }) => fingerprint))].sort(compareBytes),
    ...(override.description === undefined ? {} : { description: override.description }),
    ...(override.deprecated ? { deprecated: true } : {}),
  };
}

/** A rule that knows its provider stands above the name, the name above a vague rule. */
function typeOf(name: string, findings: readonly Finding[]): SecretType {
  const ofRules = findings.map(({ type }) => type);
  const sure = ofRules.find((type) => !VAGUE.has(type));
  if (sure) return sure;
  const ofName = typeOfName(name);
  return ofName === "generic" ? (ofRules[0] ?? ofName) : ofName;
}

/** What the type says, the same everywhere; the worst of that and the findings where the type is vague or only the name's. */
function criticalityOf(type: SecretType, findings: readonly Finding[], isOfRule: boolean): Criticality {
  const ofType = TYPE_DEFAULTS[type].criticality;
  if (isOfRule && !VAGUE.has(type)) return ofType;
  const levels = new Set([...findings.map(({ criticality }) => criticality), isOfRule ? undefined : ofType]);
  return CRITICALITIES.find((level) => levels.has(level)) ?? ofType;
}

/** Being named in the configuration is a declaration too. */
function declarations({ references, override, name }: SecretParts, configFile: string): Declaration[] {
  const own = override.name === name ? [{ path: configFile, startLine: override.line ?? 1, kind: "app-config" as const }] : [];
  return sorted([...references.filter(({ role }) => role === "declared").map(declaration), ...own]);
}

function declaration({ path, pathEncoded, startLine, kind }: FileReference): Declaration {
  return { path, ...(pathEncoded ? { pathEncoded } : {}), startLine, kind };
}

/** The configuration may know better than the code whether a value is needed. */
function usage(reference: FileReference, required: boolean | undefined): Usage {
  return { ...declaration(reference), required: required ?? reference.required, fallback: reference.fallback };
}

/** By place, each once. */
function sorted<T extends Declaration>(places: readonly T[]): T[] {
  const distinct = new Map(places.map((place) => [JSON.stringify(place), place]));
  return [...distinct.values()].sort(
    (a, b) => compareBytes(a.path, b.path) || a.startLine - b.startLine || compareBytes(a.kind, b.kind),
  );
}

function rotationOf({ override, findings }: SecretParts, type: SecretType, telling: readonly Finding[]): Rotation {
  const intervalDays =
    override.rotation?.intervalDays ??
    (telling.length > 0
      ? telling.reduce((least, { rotationDays }) => Math.min(least, rotationDays), Number.POSITIVE_INFINITY)
      : TYPE_DEFAULTS[type].rotationDays);
  const known = override.rotation?.lastRotated
    ? { lastRotated: override.rotation.lastRotated, source: "config" }
    : lastChange(findings);
  return known
    ? { intervalDays, lastRotated: known.lastRotated, nextDue: addDays(known.lastRotated, intervalDays), source: known.source }
    : { intervalDays };
}

/** Of several values the one that was left alone longest. */
function lastChange(findings: readonly Finding[]): { lastRotated: string; source: string } | undefined {
  const dated = findings.flatMap(({ commit, date }) => {
    const day = date === undefined ? undefined : dayOf(date);
    return commit !== undefined && day !== undefined ? [{ lastRotated: day, source: `commit:${commit}` }] : [];
  });
  return dated.sort((a, b) => compareBytes(a.lastRotated, b.lastRotated))[0];
}

function ownersOf(
  paths: readonly string[],
  { override }: SecretParts,
  { owners, guessOwners }: InventoryInput,
): { owners: readonly string[]; ownersGuessed?: true } {
  if (override.owners) return { owners: override.owners };
  const declared = ranked(paths.flatMap((path) => owners(path)));
  if (declared.length > 0 || !guessOwners) return { owners: declared };
  const guessed = ranked(paths.flatMap((path) => guessOwners(path)));
  return guessed.length > 0 ? { owners: guessed, ownersGuessed: true } : { owners: [] };
}

/** Those who own most of the places first. */
function ranked(owners: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || compareBytes(a, b)).map(([owner]) => owner);
}

interface StatusFacts {
  readonly declaredIn: readonly Declaration[];
  readonly usedIn: readonly Usage[];
  readonly findings: readonly Finding[];
  readonly rotation: Rotation;
  readonly today: string;
}

function statusOf({ declaredIn, usedIn, findings, rotation, today }: StatusFacts): SecretStatus {
  if (findings.some((finding) => !isFallback(finding, usedIn))) return "hard-coded";
  if (usedIn.some(({ fallback }) => fallback === "literal")) return "fallback";
  if (rotation.nextDue !== undefined && rotation.nextDue < today) return "overdue";
  if (usedIn.length > 0 && declaredIn.length === 0) return "undeclared";
  return usedIn.length === 0 && declaredIn.length > 0 ? "unused" : "ok";
}

/** A word that stands in for a missing value is a fallback, found or not; a provider's own token is hard-coded wherever it stands. */
function isFallback({ path, startLine, provider }: Finding, usedIn: readonly Usage[]): boolean {
  return provider === "" && usedIn.some((use) => use.fallback === "literal" && use.path === path && use.startLine === startLine);
}

/** Lower case with `-`; a hash where that alone would not tell two names apart. */
function idOf(name: string): string {
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  if (slug !== "" && slug.toUpperCase().replaceAll("-", "_") === name) return slug;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return slug === "" ? hash : `${slug.slice(0, 80)}-${hash}`;
}
