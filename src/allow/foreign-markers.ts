/**
 * The inline markers of other scanners, for repositories that come from there. They count only when the configuration says so: they
 * give no reason and never end.
 */

import type { CommentSyntax } from "./comment-syntax.js";
import { commentSpans, type OpenText } from "./comments.js";

interface ForeignMarker {
  /** What the suppression is listed as. */
  readonly name: string;
  readonly pattern: RegExp;
  /** True for a marker on the line above what it is for. */
  readonly nextLine?: true;
}

const MARKERS: readonly ForeignMarker[] = [
  { name: "gitleaks:allow", pattern: /gitleaks:allow\b/ },
  { name: "betterleaks:allow", pattern: /betterleaks:allow\b/ },
  { name: "pragma: allowlist secret", pattern: /pragma:\s?(?:allowlist|whitelist) secret\b/ },
  { name: "pragma: allowlist nextline secret", pattern: /pragma:\s?(?:allowlist|whitelist) nextline secret\b/, nextLine: true },
  { name: "trufflehog:ignore", pattern: /trufflehog:ignore\b/ },
  { name: "kingfisher:ignore", pattern: /kingfisher:ignore\b/ },
  { name: "noseyparker", pattern: /noseyparker(?:[:-](?:ignore|allow))?\b/ },
  { name: "ggignore", pattern: /\bggignore\b/ },
  { name: "nosec", pattern: /\bnosec\b/i },
  { name: "secretlint-disable-line", pattern: /secretlint-disable-line\b/ },
  { name: "secretlint-disable-next-line", pattern: /secretlint-disable-next-line\b/, nextLine: true },
];

/** Name of the first marker in a comment of the line, of those that are for the line itself or for the next one. */
export function foreignMarker(line: string, syntax: CommentSyntax, nextLine: boolean, open?: OpenText): string | undefined {
  const present = MARKERS.filter((marker) => (marker.nextLine ?? false) === nextLine && marker.pattern.test(line));
  if (present.length === 0) return undefined;
  const comments = commentSpans(line, syntax, open).map(({ start, end }) => line.slice(start, end));
  return present.find(({ pattern }) => comments.some((comment) => pattern.test(comment)))?.name;
}

/** Whether the line has any, in a comment or not. */
export function hasForeignMarker(line: string): boolean {
  return MARKERS.some(({ pattern }) => pattern.test(line));
}
