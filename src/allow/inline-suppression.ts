/**
 * Exceptions in the scanned text itself: a marker in a comment on the line of the secret, or on the line above it.
 *
 * A marker that does not count is never silent: the finding's verdicts say why.
 */

import type { Suppression, Verdict } from "../model/finding.js";
import { type CommentSyntax, commentSyntax } from "./comment-syntax.js";
import type { OpenText } from "./comments.js";
import { foreignMarker, hasForeignMarker } from "./foreign-markers.js";
import { type InlineMarker, MARKER, type ReadMarker, readMarkers } from "./inline-marker.js";
import { didYouMean } from "./nearest.js";

export interface InlineRequest {
  /**
   * The line on which the secret begins, and the one above it, without their line ends. Reasons go into reports: whoever calls masks
   * the secrets on these lines.
   */
  readonly line: string;
  readonly previousLine: string | undefined;
  /** What is open where each of them begins; asked only of lines with markers. Absent: nothing. */
  readonly openBefore?: (which: "line" | "previousLine", syntax: CommentSyntax) => OpenText | undefined;
  /** Of the file, or inside an archive of the innermost entry: its language is told by the name. */
  readonly path: string;
  readonly ruleId: string;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  readonly knownRuleIds: ReadonlySet<string>;
  /** True when the markers of other scanners count as well. */
  readonly foreignMarkers: boolean;
}

export interface InlineResult {
  readonly suppression?: Suppression;
  /** Why markers do not count. */
  readonly verdicts: readonly Verdict[];
  /** Markers past their date, for the report's stale entries: on the line itself (0) or above it (-1). */
  readonly ended: readonly { readonly lineOffset: 0 | -1; readonly until: string }[];
}

/** Undefined when no marker is near. */
export function inlineSuppression(request: InlineRequest): InlineResult | undefined {
  const { line, previousLine = "" } = request;
  const foreign = request.foreignMarkers ? foreignSuppression(request) : undefined;
  if (!line.includes(MARKER) && !previousLine.includes(MARKER)) {
    return foreign === undefined ? undefined : { suppression: foreign, verdicts: [], ended: [] };
  }
  const syntax = commentSyntax(request.path);
  const near = [
    ...readMarkers(line, syntax, openOf("line", request, syntax)).map((marker) => ({ marker, lineOffset: 0 as const })),
    ...readMarkers(previousLine, syntax, openOf("previousLine", request, syntax)).map((marker) => ({
      marker,
      lineOffset: -1 as const,
    })),
  ].filter(({ marker, lineOffset }) => marker.nextLine === (lineOffset === -1));
  let suppression: Suppression | undefined;
  const verdicts: Verdict[] = [];
  const ended: { lineOffset: 0 | -1; until: string }[] = [];
  for (const { marker, lineOffset } of near) {
    const problem = problemOf(marker, request);
    if (problem !== undefined) {
      verdicts.push({ step: "inline", outcome: "pass", detail: `${markerName(marker)} does not count: ${problem}` });
    } else if (!("problem" in marker) && appliesTo(marker, request.ruleId)) {
      if (marker.until !== undefined && marker.until < request.today) {
        ended.push({ lineOffset, until: marker.until });
        const detail = `${markerName(marker)} does not count: it ended on ${marker.until}`;
        verdicts.push({ step: "inline", outcome: "pass", detail });
      } else suppression ??= suppressionOf(marker);
    }
  }
  suppression ??= foreign;
  if (suppression === undefined && verdicts.length === 0) return undefined;
  return suppression === undefined ? { verdicts, ended } : { suppression, verdicts, ended };
}

function problemOf(marker: ReadMarker, { knownRuleIds }: InlineRequest): string | undefined {
  if ("problem" in marker) return marker.problem;
  if (marker.rule === undefined || knownRuleIds.has(marker.rule)) return undefined;
  // The word itself is not shown: it is content of the file.
  return `it names an unknown rule. ${didYouMean(marker.rule, knownRuleIds, "`rules list` has them all")}`;
}

function appliesTo(marker: InlineMarker, ruleId: string): boolean {
  return marker.rule === undefined || marker.rule === ruleId;
}

function suppressionOf({ reason, until }: InlineMarker): Suppression {
  return until === undefined ? { by: "inline", reason } : { by: "inline", reason, expires: until };
}

function markerName(marker: ReadMarker): string {
  return marker.nextLine ? `${MARKER}-next-line` : MARKER;
}

function foreignSuppression(request: InlineRequest): Suppression | undefined {
  const { line, previousLine = "", path } = request;
  if (!hasForeignMarker(line) && !hasForeignMarker(previousLine)) return undefined;
  const syntax = commentSyntax(path);
  const name =
    foreignMarker(line, syntax, false, request.openBefore?.("line", syntax)) ??
    foreignMarker(previousLine, syntax, true, request.openBefore?.("previousLine", syntax));
  return name === undefined ? undefined : { by: "inline", reason: name };
}

function openOf(which: "line" | "previousLine", request: InlineRequest, syntax: CommentSyntax): OpenText | undefined {
  return request[which]?.includes(MARKER) ? request.openBefore?.(which, syntax) : undefined;
}
