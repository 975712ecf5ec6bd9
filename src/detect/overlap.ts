/**
 * One secret, one match: of several rules that matched the same bytes the most specific stays and names the others.
 */

import type { RuleCore } from "../model/rule.js";
import { atLeastAsConfident, CONFIDENCES, type Confidence } from "../model/secret-type.js";
import { isStructure } from "./checksums/verify.js";
import type { Match } from "./match.js";

/**
 * Drops every match whose secret overlaps a more specific one's. Order of the result: by offset, then rule id.
 *
 * @param ruleOf undefined for the rules that are code (assigned secrets): they are the least specific
 */
export function resolveOverlaps(matches: readonly Match[], ruleOf: (id: string) => RuleCore | undefined): Match[] {
  const kept = overlapping(matches).flatMap((group) => (group.length === 1 ? group : mostSpecific(group, ruleOf)));
  return kept.sort((a, b) => a.start - b.start || (a.ruleId < b.ruleId ? -1 : 1));
}

/** Matches in groups that do not touch each other: a window may hold tens of thousands, a group a handful. */
function overlapping(matches: readonly Match[]): Match[][] {
  const groups: Match[][] = [];
  let end = -1;
  for (const match of [...matches].sort((a, b) => a.start - b.start)) {
    if (match.start < end) groups.at(-1)!.push(match);
    else groups.push([match]);
    end = Math.max(end, match.end);
  }
  return groups;
}

function mostSpecific(group: readonly Match[], ruleOf: (id: string) => RuleCore | undefined): Match[] {
  const ranked = [...group].sort((a, b) => compareSpecificity(a, b, ruleOf));
  const kept: Match[] = [];
  for (const match of ranked) {
    const at = kept.findIndex((other) => match.start < other.end && other.start < match.end);
    if (at < 0) kept.push(match);
    else kept[at] = absorb(kept[at]!, match, ruleOf(kept[at]!.ruleId)?.confidence);
  }
  return kept;
}

/**
 * The winner says who else matched, and takes a higher confidence over unless one of its own checks lowered it; never a higher one than
 * its rule has: of a public key nothing else that matches makes a secret.
 *
 * @param most the confidence of the winner's rule
 */
function absorb(winner: Match, other: Match, most: Confidence = "high"): Match {
  const detail = `${other.ruleId} matched as well and is less specific`;
  if (winner.ruleId === other.ruleId || winner.verdicts.some((verdict) => verdict.detail === detail)) return winner;
  const verdicts = [...winner.verdicts, { step: "overlap", outcome: "pass", detail } as const];
  const lowered = winner.verdicts.some((verdict) => verdict.outcome === "lower");
  const offered = atLeastAsConfident(other.confidence, most) ? most : other.confidence;
  const confidence = !lowered && atLeastAsConfident(offered, winner.confidence) ? offered : winner.confidence;
  return { ...winner, verdicts, confidence };
}

function compareSpecificity(a: Match, b: Match, ruleOf: (id: string) => RuleCore | undefined): number {
  return (
    rank(b, ruleOf) - rank(a, ruleOf) ||
    longestPrefix(b, ruleOf) - longestPrefix(a, ruleOf) ||
    Number(isOfUrl(b)) - Number(isOfUrl(a)) ||
    CONFIDENCES.indexOf(a.confidence) - CONFIDENCES.indexOf(b.confidence) ||
    b.end - b.start - (a.end - a.start) ||
    a.start - b.start ||
    (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0)
  );
}

function rank(match: Match, ruleOf: (id: string) => RuleCore | undefined): number {
  const rule = ruleOf(match.ruleId);
  if (rule === undefined || rule.kind === "assigned") return 0;
  if (match.verdicts.some((verdict) => verdict.step === "checksum" && verdict.outcome === "raise")) return 4;
  // a wrong structure says that the value is something else, a wrong sum that it is mistyped
  if (match.verdicts.some((verdict) => verdict.step === "checksum" && verdict.outcome === "lower"))
    return rule.checksum !== undefined && isStructure(rule.checksum) ? -1 : 0.5;
  if (rule.kind === "prefix") return 3;
  return rule.kind === "literal" ? 2 : 1;
}

/** `password: postgres://user:…@host/db`: the password of a URL says more than the name that the whole URL stands under. */
function isOfUrl({ ruleId }: Match): boolean {
  return ruleId === "database-url-password" || ruleId === "url-credentials";
}

function longestPrefix(match: Match, ruleOf: (id: string) => RuleCore | undefined): number {
  return Math.max(0, ...(ruleOf(match.ruleId)?.prefixes ?? []).map((prefix) => prefix.length));
}
