/**
 * Figures and phrases that several formats share, in English and the same in every locale.
 */

import type { Finding, FindingHistory } from "../../model/finding.js";
import type { PathReason, ScanFacts, StaleEntry } from "../../model/report.js";
import { CRITICALITIES, type SecretType } from "../../model/secret-type.js";

/** `1,234,567`. */
export function grouped(count: number): string {
  return String(Math.trunc(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** Bytes in decimal units: `999 B`, `1.2 kB`, `3.4 MB`. */
export function bytesText(bytes: number): string {
  let value = bytes;
  for (const unit of ["B", "kB", "MB", "GB"]) {
    if (value < 999.95) return unit === "B" ? `${value} B` : `${value.toFixed(1)} ${unit}`;
    value /= 1000;
  }
  return `${value.toFixed(1)} TB`;
}

/** `0.42 s`, `75 s`. */
export function durationText(milliseconds: number): string {
  return milliseconds < 10_000 ? `${(milliseconds / 1000).toFixed(2)} s` : `${grouped(milliseconds / 1000)} s`;
}

/** `path:line:column`, as editors and terminals open it. */
export function locationText(finding: Pick<Finding, "path" | "startLine" | "startColumn">): string {
  return `${finding.path}:${finding.startLine}:${finding.startColumn}`;
}

/** `2 critical, 1 low`, worst first; empty for none. */
export function criticalityCounts(findings: readonly Pick<Finding, "criticality">[]): string {
  return CRITICALITIES.map((level) => [findings.filter((finding) => finding.criticality === level).length, level] as const)
    .filter(([count]) => count > 0)
    .map(([count, level]) => `${grouped(count)} ${level}`)
    .join(", ");
}

const KINDS: Readonly<Record<SecretType, string>> = {
  "api-key": "API key",
  database: "database credential",
  password: "password",
  jwt: "JSON Web Token",
  oauth: "OAuth credential",
  "encryption-key": "encryption key",
  "private-key": "private key",
  certificate: "certificate",
  cloud: "cloud credential",
  smtp: "mail credential",
  webhook: "webhook address",
  "ci-cd": "CI/CD credential",
  "package-registry": "package registry credential",
  payment: "payment credential",
  messaging: "messaging credential",
  ai: "AI service credential",
  vcs: "version control credential",
  monitoring: "monitoring credential",
  identity: "identity credential",
  generic: "credential of no known kind",
  "sensitive-file": "sensitive file",
};

/** What it is, for people: `Stripe payment credential`, `private key`. */
export function kindText({ provider, type }: Pick<Finding, "provider" | "type">): string {
  return provider === "" ? KINDS[type] : `${provider} ${KINDS[type]}`;
}

/** What each step that kept the finding saw; of the model its answer alone, `explain` shows what it weighed. */
export function whyOf(finding: Finding): string[] {
  // a literal that stands in for a variable is told whatever the model thought of it
  const isFallback = finding.verdicts.some(({ step }) => step === "fallback");
  const said = finding.verdicts
    .filter(({ step, outcome }) => outcome !== "drop" && !(isFallback && step === "model"))
    .map(({ step, detail }) => (step === "model" ? detail.replace(/:.*$/s, "") : detail) || step);
  return said.length > 0 ? said : [`rule ${finding.ruleId} matches`];
}

/** Why an exception is called stale, as a sentence's end. */
export function staleText(stale: StaleEntry): string {
  const { fingerprint, rule, path } = stale.entry;
  const named = [fingerprint, rule && `rule ${rule}`, path && `path ${path}`].filter(Boolean).join(", ");
  const why = {
    expired: "has expired and no longer suppresses",
    "matches-nothing": isCutShort(fingerprint) ? "matches nothing: it is not the whole of a fingerprint" : "matches nothing",
    "needs-expiry": "does not suppress critical findings without `expires` or `fingerprint`",
  }[stale.why];
  return `${named === "" ? "the entry" : named} ${why}`;
}

/** Characters of a fingerprint, its version included. */
const FINGERPRINT_LENGTH = 31;

function isCutShort(fingerprint: string | undefined): boolean {
  return fingerprint?.startsWith("ss1:") === true && fingerprint.length < FINGERPRINT_LENGTH;
}

/** What was scanned, in the words of the source. */
export const SOURCE_WORDS: Readonly<Record<ScanFacts["source"], string>> = {
  worktree: "work tree",
  index: "index",
  range: "range of commits",
  history: "history",
  stdin: "standard input",
};

/** `path: reason`. */
export function reasonText({ path, reason }: PathReason): string {
  return `${path}: ${reason}`;
}

/** True for a finding that the base already had: it is counted and does not block. */
export function isKnown(finding: Finding): boolean {
  return finding.isNew === false;
}

/** Refs that are named before the rest is only counted. */
const REFS_SHOWN = 3;

/** What became of a secret of the history; refs come as they are, to be made visible. */
export function historyText({ wentIn, stillIn, reachableFrom }: FindingHistory): string {
  const stands = stillIn.length > 0 ? `still in ${someOf(stillIn)}` : "in no branch any more";
  const last = wentIn.at(-1);
  const went = last === undefined ? "" : `, taken out in ${last.slice(0, 12)}`;
  return `${stands}${went}; reachable from ${reachableFrom.length > 0 ? someOf(reachableFrom) : "no ref"}`;
}

function someOf(refs: readonly string[]): string {
  const shown = refs.slice(0, REFS_SHOWN).map((ref) => ref.replace(/^refs\/(?:heads|remotes|tags)\//, ""));
  return shown.join(", ") + (refs.length > shown.length ? ` and ${refs.length - shown.length} more` : "");
}
