/**
 * Holds what another tool left out against what is found today. Each finding that is meant gets an entry of its own, by fingerprint, so
 * that nothing else is hidden than what was hidden before.
 */

import type { NewEntry } from "../render-entry.js";
import type { Claim, Lost } from "./claim.js";
import { LINES_ABOVE } from "./value-digests.js";

/** A finding of today, as `allow import` needs it. */
export interface ImportFinding {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly provider: string;
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  /** The `value` expressions of claims that the secret matches. */
  readonly values: ReadonlySet<string>;
  /** Of the secret, see `value-digests.ts`; empty where no claim has one. */
  readonly digests: ReadonlySet<string>;
  /** True when an entry of the allowlist hides it already. */
  readonly allowed: boolean;
}

export interface ImportOptions {
  readonly owner?: string | undefined;
  /** Stands above an end that the other tool's file gives. */
  readonly expires?: string | undefined;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

export interface ImportResult {
  /** In the order of the claims, each fingerprint once. */
  readonly entries: readonly NewEntry[];
  readonly lost: readonly Lost[];
  /** Findings that were meant and are hidden already. */
  readonly allowed: number;
}

const LONGEST_NOTE = 160;
/** Words of rule names that tell no kind of secret from another. */
const COMMON = new Set(
  `a access account api app assigned auth authorization base64 basic bearer bot client coded command connection
  credential credentials database detector entropy fallback generic hard hex high id json jwt key keys keyword
  line live nameless oauth of password passwords pat personal secret secrets sql string test token tokens uri
  url v1 v2 web`.split(/\s+/),
);

/** Holds what another scanner's file claims against what is found today; a claim that meets nothing is told with its reason. */
export function matchClaims(claims: readonly Claim[], findings: readonly ImportFinding[], options: ImportOptions): ImportResult {
  const entries = new Map<string, NewEntry>();
  const lost: Lost[] = [];
  const allowed = new Set<ImportFinding>();
  for (const claim of claims) {
    const what = describe(claim);
    if (claim.expires !== undefined && claim.expires < options.today) {
      lost.push({ origin: claim.origin, what, why: `it ended on ${claim.expires}` });
      continue;
    }
    const placed = findings.filter((finding) => isMeant(claim, finding));
    const meant = placed.filter((finding) => isSameKind(claim.rule, finding));
    if (meant.length === 0) lost.push({ origin: claim.origin, what, why: whyNone(claim, placed, findings) });
    for (const finding of meant) {
      if (finding.allowed) allowed.add(finding);
      else if (!entries.has(finding.fingerprint)) entries.set(finding.fingerprint, entryOf(claim, finding, options));
    }
  }
  return { entries: [...entries.values()], lost, allowed: allowed.size };
}

function isMeant({ path, lines, digest, value }: Claim, finding: ImportFinding): boolean {
  if (path !== undefined && !path(finding.path)) return false;
  const isThere = lines !== undefined && isWithin(lines, finding);
  const isSame = digest !== undefined && finding.digests.has(digest);
  if ((lines !== undefined || digest !== undefined) && !isThere && !isSame) return false;
  return value === undefined || finding.values.has(value);
}

/** Other tools take the armour of a key for its place, ours is the body's. */
function isWithin({ from, to }: NonNullable<Claim["lines"]>, { startLine, endLine }: ImportFinding): boolean {
  const [above, below] = startLine === endLine ? [0, 0] : [LINES_ABOVE, 1];
  return endLine + below >= from && startLine - above <= to;
}

/** Two names are of one kind when they share a telling word, or one of them has none. */
function isSameKind(rule: string | undefined, { ruleId, provider }: ImportFinding): boolean {
  if (rule === undefined) return true;
  const theirs = tellingWords(rule);
  const ours = tellingWords(`${ruleId} ${provider}`);
  return theirs.size === 0 || ours.size === 0 || [...theirs].some((word) => ours.has(word));
}

function tellingWords(name: string): Set<string> {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return new Set(words.filter((word) => word.length > 1 && !COMMON.has(word)));
}

function whyNone({ lines, path, digest }: Claim, placed: readonly ImportFinding[], findings: readonly ImportFinding[]): string {
  if (placed.length > 0) return `what stands there today is another kind of secret (${placed[0]!.ruleId})`;
  if (lines === undefined && digest !== undefined) return "no secret of today has this digest";
  if (lines === undefined) return "nothing that it means is found today";
  const near = findings.filter((finding) => path?.(finding.path) ?? false).length;
  const rest = near === 0 ? "" : `; the file has ${near === 1 ? "a finding" : `${near} findings`} elsewhere`;
  return `nothing is found on that line today${rest}`;
}

function describe({ lines, path, value, rule, digest }: Claim): string {
  const kind = rule === undefined ? "" : ` of the rule "${rule}"`;
  if (lines !== undefined) return `a place${kind}`;
  if (digest !== undefined) return `a digest${kind}`;
  if (path !== undefined && value !== undefined) return `a path with an expression${kind}`;
  return path === undefined ? `an expression${kind}` : `a path${kind}`;
}

function entryOf({ origin, note, expires }: Claim, { fingerprint }: ImportFinding, options: ImportOptions): NewEntry {
  const words = note?.replaceAll(/\s+/g, " ").trim().slice(0, LONGEST_NOTE);
  const reason = words === undefined || words === "" ? `imported from ${origin}` : `imported from ${origin}: ${words}`;
  return { fingerprint, reason, owner: options.owner, expires: options.expires ?? expires };
}
