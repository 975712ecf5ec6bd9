/**
 * The records of our own JSON, field by field in the order of the documented interface. What a finding holds for other readers
 * (code frame, verdicts, rotation) stays out; `why` carries the verdicts' words.
 */

import type { Finding, FindingHistory, PairedPlace, SuppressedFinding } from "../model/finding.js";
import type { Location } from "../model/location.js";
import type { PathReason, Report, ScanFacts, StaleEntry } from "../model/report.js";
import { whyOf } from "./text/words.js";

/** JSON leaves a property out whose value is `undefined`; so optional fields are simply named. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** Version of the report's form; it changes only when a reader would break. */
export const SCHEMA_VERSION = 1;

/** Name, version and the rules' digest. */
export function toolRecord({ tool }: Report): JsonRecord {
  const { name, version, rulePack } = tool;
  return { name, version, rulePack: { digest: rulePack.digest, rules: rulePack.rules } };
}

/** What was scanned; fields that do not apply are left out. */
export function scanRecord(scan: ScanFacts): JsonRecord {
  const { source, repository, files, blobs, bytes, complete, run, allowlistChange, newlyAllowed } = scan;
  return {
    source,
    repository: repository && { head: repository.head, branch: repository.branch, dirty: repository.dirty },
    files,
    blobs,
    bytes,
    complete,
    run: run && { startedAt: run.startedAt, durationMs: run.durationMs },
    allowlistChange: allowlistChange && { added: allowlistChange.added, removed: allowlistChange.removed },
    newlyAllowed: newlyAllowed?.map(({ fingerprint, ruleId, path, startLine, by, reason, owner }) => ({
      fingerprint,
      ruleId,
      path,
      startLine,
      by,
      reason,
      owner,
    })),
  };
}

/** A finding as the contract has it: masked, without verdicts and frame. */
export function findingRecord(finding: Finding): JsonRecord {
  const { revokeUrl, documentationUrl, steps } = finding.remediation;
  return {
    fingerprint: finding.fingerprint,
    ruleId: finding.ruleId,
    ruleName: finding.ruleName,
    provider: finding.provider,
    type: finding.type,
    criticality: finding.criticality,
    confidence: finding.confidence,
    path: finding.path,
    pathEncoded: finding.pathEncoded,
    ...spanRecord(finding),
    masked: finding.masked,
    pairedWith: finding.pairedWith && pairRecord(finding.pairedWith),
    isNew: finding.isNew,
    commit: finding.commit,
    author: finding.author,
    date: finding.date,
    alsoIn: placesOf(finding),
    history: finding.history && historyRecord(finding.history),
    decodedFrom: finding.decodedFrom,
    remediation: { revokeUrl, documentationUrl, steps },
    why: whyOf(finding),
  };
}

/** A partner that would be a finding by itself is a place too, for readers that know no pairs. */
function placesOf({ path, startLine, alsoIn = [], pairedWith: partner }: Finding): JsonRecord[] | undefined {
  const places: JsonRecord[] = alsoIn.map((place) => ({ path: place.path, startLine: place.startLine, commit: place.commit }));
  if (partner?.ruleId !== undefined && partner.startLine !== startLine) places.push({ path, startLine: partner.startLine });
  return places.length === 0 ? undefined : places;
}

/** A hidden finding with what hid it; a baseline gives no reason. */
export function suppressedRecord({ finding, by, reason, owner, expires }: SuppressedFinding): JsonRecord {
  const { fingerprint, ruleId, path, pathEncoded } = finding;
  return { fingerprint, ruleId, path, pathEncoded, ...spanRecord(finding), by, reason, owner, expires };
}

/** An exception that no longer does anything, and why. */
export function staleRecord({ entry, why }: StaleEntry): JsonRecord {
  const { source, line, fingerprint, rule, path } = entry;
  return { entry: { source, line, fingerprint, rule, path }, why };
}

/** A path that was skipped or not read, with its reason. */
export function reasonRecord({ path, pathEncoded, reason }: PathReason): JsonRecord {
  return { path, pathEncoded, reason };
}

function historyRecord({ cameIn, wentIn, stillIn, reachableFrom }: FindingHistory): JsonRecord {
  return { cameIn, wentIn, stillIn, reachableFrom };
}

function pairRecord({ what, ruleId, fingerprint, masked, ...place }: PairedPlace): JsonRecord {
  return { what, ruleId, fingerprint, ...spanRecord(place), masked };
}

function spanRecord({ startLine, startColumn, endLine, endColumn }: Location): JsonRecord {
  return { startLine, startColumn, endLine, endColumn };
}
