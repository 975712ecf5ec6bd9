/**
 * `secretlint-disable` comments of one source file: what they take out, as ranges of its lines.
 */

import { commentSyntax } from "../comment-syntax.js";
import { commentSpans } from "../comments.js";
import { type Claims, createClaimCollector } from "./claim.js";

/** A disabling that is not ended reaches to the end of the file. One with a rule's name is taken as one for all, since it names theirs. */
export function readSecretlintComments(text: string, file: string): Claims {
  const collector = createClaimCollector();
  const syntax = commentSyntax(file);
  const claim = (from: number, to: number, at: number): void =>
    void collector.claims.push({ origin: `${file}:${at}`, path: (path) => path === file, lines: { from, to } });
  const rows = text.split(/\r\n|\r|\n/);
  let open: number | undefined;
  rows.forEach((row, index) => {
    if (!row.includes("secretlint-")) return;
    const line = index + 1;
    const comment = commentSpans(row, syntax)
      .map(({ start, end }) => row.slice(start, end))
      .join(" ");
    const directive = /secretlint-(disable-next-line|disable-line|disable|enable)\b/.exec(comment)?.[1];
    if (directive === "disable-line") claim(line, line, line);
    else if (directive === "disable-next-line") claim(line + 1, line + 1, line);
    else if (directive === "disable") open ??= line;
    else if (directive === "enable" && open !== undefined) {
      claim(open, line, open);
      open = undefined;
    }
  });
  if (open !== undefined) claim(open, rows.length, open);
  return collector;
}
