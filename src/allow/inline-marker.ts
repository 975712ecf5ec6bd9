/**
 * The text of an inline exception: `secret-scan:allow [RULE-ID] -- REASON [until=YYYY-MM-DD]`, and `allow-next-line` alike.
 */

import type { CommentSyntax } from "./comment-syntax.js";
import { commentSpans, type OpenText } from "./comments.js";
import { isDay } from "./dates.js";

/** What every marker of ours holds: text without it needs no further look. */
export const MARKER = "secret-scan:allow";

export interface InlineMarker {
  readonly nextLine: boolean;
  /** Absent: every rule. */
  readonly rule?: string;
  readonly reason: string;
  /** `YYYY-MM-DD`; the marker ends with that day, UTC. */
  readonly until?: string;
}

/** A marker that counts, or why it does not. */
export type ReadMarker = InlineMarker | { readonly nextLine: boolean; readonly problem: string };

/** Every marker of a line, in its order. @param open what the lines above leave open */
export function readMarkers(line: string, syntax: CommentSyntax, open?: OpenText): readonly ReadMarker[] {
  if (!line.includes(MARKER)) return [];
  const spans = commentSpans(line, syntax, open);
  return [...line.matchAll(/(?<![\w-])secret-scan:allow(-next-line)?(?![\w-])/g)].map((match) => {
    const nextLine = match[1] !== undefined;
    const span = spans.find(({ start, end }) => start <= match.index && match.index < end);
    if (span === undefined) return { nextLine, problem: "it stands in no comment" };
    const text = line.slice(match.index + match[0].length, span.end);
    // A second marker in the same comment begins anew.
    return { nextLine, ...readText(text.split(MARKER, 1)[0]!) };
  });
}

function readText(text: string): Omit<InlineMarker, "nextLine"> | { readonly problem: string } {
  const parts = /^\s*(?:(\S+)\s+)?--(?:\s+(.*))?$/su.exec(text);
  if (parts === null) return { problem: "it has no reason: write `-- ` and why after it" };
  const rule = parts[1];
  const rest = parts[2] ?? "";
  const until = /(?:^|\s)until=(\S*)/.exec(rest);
  const reason = (until === null ? rest : rest.replace(until[0], "")).trim();
  if (!/[\p{L}\p{N}]/u.test(reason)) return { problem: "it has no reason: write why after `--`" };
  if (until !== null && !isDay(until[1]!)) return { problem: "its date is unreadable: write until=YYYY-MM-DD" };
  return { ...(rule === undefined ? {} : { rule }), reason, ...(until === null ? {} : { until: until[1]! }) };
}
