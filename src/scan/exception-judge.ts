/**
 * What the exceptions say of a finding: inline markers first, then the allowlist. The baseline needs no secret and is applied where
 * the report is made.
 */

import type { CompiledAllowlist } from "../allow/compiled-allowlist.js";
import { type InlineResult, inlineSuppression } from "../allow/inline-suppression.js";
import { hasMarker, lineEndsBetween, linesAt } from "../allow/lines-at.js";
import { createOpenTexts } from "../allow/open-texts.js";
import { createSuppressionMatcher } from "../allow/suppression-matcher.js";
import type { Span } from "../model/location.js";
import type { RuleCore } from "../model/rule.js";
import { loadBuiltInPack } from "../rules/built-in-pack.js";
import type { RawFinding } from "./raw-finding.js";
import { sharedVerdicts } from "./shared-verdicts.js";

/** Structured-clonable. */
export interface ExceptionOptions {
  readonly allowlist: CompiledAllowlist;
  /** False where the text comes from somebody who may not make exceptions: a push at a server. */
  readonly inline: boolean;
  /** Whether the markers of other scanners count as well. */
  readonly foreignMarkers: boolean;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
}

/** A finding's secret and the text around its place; absent for a rule on names. */
export interface SecretPlace {
  readonly secret: Uint8Array;
  /** The window that holds the place, or the encoded text that the secret came out of. */
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly at: number;
  /** The whole of what it was told by: a marker counts on its first and last line as well. */
  readonly whole: Span;
}

export interface ExceptionJudge {
  /** To be called when the window has new text. */
  look(bytes: Uint8Array, length: number): void;
  judge(finding: RawFinding, rule: RuleCore, path: string, place?: SecretPlace): RawFinding;
}

/** What the markers near a secret say; `lineOffset` counts from the line that it begins on. */
interface NearbyMarkers extends Omit<InlineResult, "ended"> {
  readonly ended: readonly { readonly lineOffset: number; readonly until: string }[];
}

/** Says of each finding what hides it, inline first, then allowlist, then baseline. */
export function createExceptionJudge(options: ExceptionOptions, rules: readonly RuleCore[]): ExceptionJudge {
  const matcher = createSuppressionMatcher(options.allowlist);
  const openTexts = createOpenTexts();
  let known: ReadonlySet<string> | undefined;
  // A rule that this run leaves out is known all the same.
  const knownRuleIds = (): ReadonlySet<string> => {
    known ??= new Set([...loadBuiltInPack().rules, ...rules].map(({ id }) => id));
    return known;
  };
  /** The lines of the secret's start, of the whole's start and of its end, until one has a marker that counts. */
  const inlineNear = ({ bytes, length, at, whole }: SecretPlace, ruleId: string, path: string): NearbyMarkers | undefined => {
    let near: NearbyMarkers | undefined;
    for (const offset of [at, whole.start, whole.end - 1]) {
      const distance = lineEndsBetween(bytes, at, offset);
      if (offset !== at && distance === 0) continue;
      const { line, previousLine, lineStart, previousStart } = linesAt(bytes, length, offset);
      const found = inlineSuppression({
        line,
        previousLine,
        openBefore: (which, syntax) => openTexts.before(bytes, which === "line" ? lineStart : previousStart, syntax),
        path,
        ruleId,
        today: options.today,
        knownRuleIds: knownRuleIds(),
        foreignMarkers: options.foreignMarkers,
      });
      if (found === undefined) continue;
      const ended = found.ended.map((marker) => ({ ...marker, lineOffset: marker.lineOffset + distance }));
      near = { ...found, verdicts: [...(near?.verdicts ?? []), ...found.verdicts], ended: [...(near?.ended ?? []), ...ended] };
      if (found.suppression !== undefined) break;
    }
    return near;
  };
  const wantsMarkers = options.inline || options.foreignMarkers;
  let marked = false;
  return {
    look(bytes, length) {
      openTexts.forget();
      marked = wantsMarkers && (options.foreignMarkers || hasMarker(bytes, length));
    },
    judge(finding, rule, path, place) {
      const secret = place === undefined ? undefined : Buffer.from(place.secret).toString("utf8");
      const inline = place === undefined || !marked ? undefined : inlineNear(place, rule.id, path);
      const listed = matcher.match({
        ruleId: rule.id,
        criticality: rule.criticality,
        fingerprint: finding.fingerprint,
        path,
        secret,
      });
      if (inline === undefined && listed === undefined) return finding;
      const suppression = inline?.suppression ?? listed?.suppression;
      const ended = inline?.ended.map(({ lineOffset, until }) => ({ line: finding.startLine + lineOffset, until }));
      return {
        ...finding,
        verdicts: sharedVerdicts([...finding.verdicts, ...(inline?.verdicts ?? []), ...(listed?.verdicts ?? [])]),
        ...(listed === undefined ? {} : { entries: { used: listed.used, needsExpiry: listed.needsExpiry } }),
        ...(ended === undefined || ended.length === 0 ? {} : { endedMarkers: ended }),
        ...(suppression === undefined ? {} : { suppression: withoutSecret(suppression, secret) }),
      };
    },
  };
}

/** A reason is copied into reports: nobody should write the secret there, but somebody will. */
function withoutSecret<Value extends { readonly reason?: string }>(suppression: Value, secret: string | undefined): Value {
  if (secret === undefined || secret === "" || !suppression.reason?.includes(secret)) return suppression;
  return { ...suppression, reason: suppression.reason.replaceAll(secret, "********") };
}
