/**
 * From what the threads gathered to the report: the texts of rules are added, the exceptions counted, everything put in order.
 */

import type { Finding, PairedPlace, SuppressedFinding } from "../model/finding.js";
import type { ReportPath } from "../model/location.js";
import { compareBytes, compareFindings } from "../model/order.js";
import type { PathReason, Report, ScanFacts, StaleEntry } from "../model/report.js";
import type { Rule, RuleCore, RuleText } from "../model/rule.js";
import type { FileFindings } from "./batch.js";
import type { RawFinding } from "./raw-finding.js";

/** The rules of a run, texts included; asked for only when there is a finding. */
export interface RuleBook {
  readonly version: string;
  readonly digest: string;
  readonly cores: readonly RuleCore[];
  texts(): ReadonlyMap<string, RuleText>;
  /** One rule's, which costs less than all of them. */
  text(id: string): RuleText | undefined;
}

export interface Gathered {
  readonly facts: Omit<ScanFacts, "complete">;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly stale: readonly StaleEntry[];
  readonly skipped: readonly PathReason[];
  readonly failures: readonly PathReason[];
}

/** Orders what was gathered and adds the rules' texts. */
export function assembleReport(book: RuleBook, gathered: Gathered): Report {
  const named = new Set([...gathered.findings, ...gathered.suppressed.map(({ finding }) => finding)].map(({ ruleId }) => ruleId));
  const failures = inOrder(gathered.failures);
  return {
    tool: { name: "secret-scan", version: book.version, rulePack: packFacts(book) },
    scan: { ...gathered.facts, complete: failures.length === 0 },
    findings: [...gathered.findings].sort(compareFindings),
    suppressed: [...gathered.suppressed].sort((a, b) => compareFindings(a.finding, b.finding)),
    stale: gathered.stale,
    skipped: inOrder(gathered.skipped),
    failures,
    rules: [...named].sort().map((id) => ruleOf(book, id)),
  };
}

/** Rules are counted where a format says how many there are: a hook with nothing to look at does not even load them. */
function packFacts(book: RuleBook): Report["tool"]["rulePack"] {
  return {
    digest: book.digest,
    get rules() {
      return book.cores.length;
    },
  };
}

/** Fields of a finding that not every one has, and that come as they are. */
const OPTIONAL = ["frame", "assignedTo", "isNew", "commit", "author", "date", "alsoIn", "history", "decodedFrom"] as const;

type OptionalFields = { -readonly [Field in (typeof OPTIONAL)[number]]?: Finding[Field] };

/**
 * A finding with its rule's texts. Field by field: an object made by spreading has a hidden class of its own, which costs more
 * memory than all that the finding holds.
 */
export function toFinding(book: RuleBook, place: ReportPath, raw: RawFinding): Finding {
  const rule = ruleOf(book, raw.ruleId);
  const finding: Finding = {
    fingerprint: raw.fingerprint,
    ruleId: raw.ruleId,
    ruleName: rule.name,
    provider: rule.provider,
    type: rule.type,
    criticality: rule.criticality,
    confidence: raw.confidence,
    path: place.path,
    startLine: raw.startLine,
    startColumn: raw.startColumn,
    endLine: raw.endLine,
    endColumn: raw.endColumn,
    masked: raw.masked,
    verdicts: raw.verdicts,
    rotationDays: rule.rotationDays,
    remediation: rule.remediation,
    ...(raw.pairedWith === undefined ? {} : { pairedWith: named(book, raw.pairedWith) }),
    ...(place.pathEncoded === undefined ? {} : { pathEncoded: place.pathEncoded }),
  };
  for (const field of OPTIONAL) copyField(raw, finding, field);
  return finding;
}

/** Threads know no names of rules. */
function named(book: RuleBook, partner: PairedPlace): PairedPlace {
  return partner.what === "" && partner.ruleId !== undefined ? { ...partner, what: ruleOf(book, partner.ruleId).name } : partner;
}

function copyField<Field extends keyof OptionalFields>(from: OptionalFields, to: OptionalFields, field: Field): void {
  if (from[field] !== undefined) to[field] = from[field];
}

/** Every raw finding with its place. */
export function* eachFinding(found: readonly FileFindings[]): Generator<{ place: ReportPath; raw: RawFinding }> {
  for (const place of found) for (const raw of place.findings) yield { place, raw };
}

const known = new WeakMap<RuleBook, Map<string, Rule>>();

function ruleOf(book: RuleBook, id: string): Rule {
  const rules = known.get(book) ?? new Map<string, Rule>();
  known.set(book, rules);
  let rule = rules.get(id);
  if (rule === undefined) {
    const core = book.cores.find((candidate) => candidate.id === id);
    const text = book.text(id);
    if (core === undefined || text === undefined) throw new Error(`rule ${id} has no text`);
    rule = { ...core, ...text };
    rules.set(id, rule);
  }
  return rule;
}

function inOrder(reasons: readonly PathReason[]): PathReason[] {
  return [...reasons].sort((a, b) => compareBytes(a.path, b.path) || compareBytes(a.reason, b.reason));
}
