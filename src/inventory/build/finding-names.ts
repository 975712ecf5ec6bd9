/**
 * Which secret a finding is a value of: by the name that is asked for on its line, by the name it is assigned to, or, where it
 * has none that tells anything, by its rule and file.
 */

import type { Finding } from "../../model/finding.js";
import { classifyName } from "../names/classify.js";
import { wordsOf } from "../names/words.js";
import type { FileReference } from "./build-inventory.js";

/** Names that could be anybody's. */
const SAYS_NOTHING =
  /^(?:(?:api|app|auth|access|secret|private|my|the|user|default|test|client)?[_\s-]?(?:password|passwd|passphrase|pass|pwd|secret|token|key|credentials?|auth|value|default|id))$/;

/** Gives each finding the name of its secret. The same value has one name wherever it stands. */
export function nameFindings(findings: readonly Finding[], references: readonly FileReference[]): Map<Finding, string> {
  const onLine = new Map<string, Set<string>>();
  for (const { path, startLine, name } of references) {
    const key = `${path}\n${startLine}`;
    onLine.set(key, (onLine.get(key) ?? new Set()).add(name));
  }
  const named = new Map<Finding, string>();
  const byFingerprint = new Map<string, string>();
  for (const finding of findings) {
    const name = ownName(finding, onLine.get(`${finding.path}\n${finding.startLine}`));
    if (name === undefined) continue;
    named.set(finding, name);
    if (!byFingerprint.has(finding.fingerprint)) byFingerprint.set(finding.fingerprint, name);
  }
  for (const finding of findings) {
    if (named.has(finding)) continue;
    const name = byFingerprint.get(finding.fingerprint) ?? `${finding.ruleId} in ${finding.path}`;
    named.set(finding, name);
    byFingerprint.set(finding.fingerprint, name);
  }
  return named;
}

function ownName({ assignedTo, type }: Finding, near: ReadonlySet<string> = new Set()): string | undefined {
  if (type === "sensitive-file") return undefined;
  if (assignedTo !== undefined && near.has(assignedTo)) return assignedTo;
  if (near.size === 1) return [...near][0];
  if (assignedTo === undefined || !/^[\w.:-]{3,120}$/.test(assignedTo)) return undefined;
  if (SAYS_NOTHING.test(wordsOf(assignedTo).join(" "))) return undefined;
  return classifyName(assignedTo) === "secret" ? assignedTo : undefined;
}
