/**
 * Makes one finding of a secret and the credential that belongs to it: a key id beside its secret is no second one.
 */

import type { Detector } from "../detect/detector.js";
import type { PairedPlace } from "../model/finding.js";
import type { RawFinding } from "./raw-finding.js";

/** Findings by the line that they begin on: a look at the text may give tens of thousands. */
type ByLine = ReadonlyMap<number, readonly RawFinding[]>;

/** More findings than this on a line are data: who belongs to whom cannot be told, and each would look at all others. */
const CROWDED = 256;

/**
 * Findings in their order, those that were paired off left out. An exception for a secret is one for what belongs to it: a key id alone
 * opens nothing.
 *
 * @param findings of one stretch of text, by place; `pairedWith` is a text that no rule needs to know
 */
export function pairFindings(findings: readonly RawFinding[], detector: Detector): readonly RawFinding[] {
  const wanting = findings.filter(
    ({ ruleId, pairedWith }) => pairedWith !== undefined || detector.ruleOf(ruleId)?.pair?.ruleId !== undefined,
  );
  if (wanting.length === 0) return findings;
  const byLine = groupByLine(findings);
  const taken = new Set<RawFinding>();
  const changed = new Map<RawFinding, RawFinding>();
  for (const finding of wanting) {
    const { pairedWith } = finding;
    if (pairedWith !== undefined) {
      const line = byLine.get(pairedWith.startLine) ?? [];
      const isCrowded = line.length > CROWDED;
      const known = isCrowded ? [] : line.filter((other) => other !== finding && touches(other, pairedWith));
      // a public id that has a rule of its own is told of once; a credential that is a finding by itself is no partner
      if (!isCrowded && known.every(({ confidence }) => confidence === "low")) for (const other of known) taken.add(other);
      else changed.set(finding, withoutPartner(finding));
      continue;
    }
    const partner = credentialOf(finding, byLine, taken, detector);
    if (partner === undefined) continue;
    taken.add(partner);
    changed.set(finding, withPartner(finding, partner, detector.ruleOf(finding.ruleId)?.pair?.what ?? ""));
  }
  if (taken.size + changed.size === 0) return findings;
  return findings.filter((finding) => !taken.has(finding)).map((finding) => changed.get(finding) ?? finding);
}

function groupByLine(findings: readonly RawFinding[]): ByLine {
  const byLine = new Map<number, RawFinding[]>();
  for (const finding of findings) {
    const line = byLine.get(finding.startLine);
    if (line === undefined) byLine.set(finding.startLine, [finding]);
    else line.push(finding);
  }
  return byLine;
}

/** The nearest finding of the rule that the secret's rule names, the ones before it first. */
function credentialOf(
  secret: RawFinding,
  byLine: ByLine,
  taken: ReadonlySet<RawFinding>,
  detector: Detector,
): RawFinding | undefined {
  const pair = detector.ruleOf(secret.ruleId)!.pair!;
  for (let distance = 0; distance <= pair.within; distance++) {
    for (const line of distance === 0 ? [secret.startLine] : [secret.startLine - distance, secret.startLine + distance]) {
      const there = byLine.get(line) ?? [];
      if (there.length > CROWDED) continue;
      const partner = there.find((other) => other.ruleId === pair.ruleId && !taken.has(other));
      if (partner !== undefined) return partner;
    }
  }
  return undefined;
}

/** Do the two overlap? Partners lie within a line. */
function touches({ startColumn, endColumn, startLine, endLine }: RawFinding, place: PairedPlace): boolean {
  return startColumn < place.endColumn && (endLine > startLine || endColumn > place.startColumn);
}

function withoutPartner({ pairedWith: _, ...finding }: RawFinding): RawFinding {
  return finding;
}

/** The exceptions that its partner met count as used: they would be called stale. */
function withPartner(finding: RawFinding, partner: RawFinding, what: string): RawFinding {
  const { ruleId, fingerprint, startLine, startColumn, endLine, endColumn, masked, entries } = partner;
  const pairedWith = { what, startLine, startColumn, endLine, endColumn, masked, ruleId, fingerprint };
  if (entries === undefined) return { ...finding, pairedWith };
  const used = [...(finding.entries?.used ?? []), ...entries.used];
  return { ...finding, pairedWith, entries: { needsExpiry: finding.entries?.needsExpiry ?? [], used } };
}
