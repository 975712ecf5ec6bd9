/**
 * References in a short notation, so that a table of cases can be read: `LINE:COLUMN ROLE NAME [KIND] [optional] [FALLBACK] [hint]`.
 */

import { findReferencesInBytes } from "../../src/inventory/references/find-in-bytes.js";

/** `kind` is left out where it is `code`; `required` and `none` are not said. */
export function notesOf(path: string, text: string): string[] {
  return findReferencesInBytes(path, Buffer.from(text)).map(
    ({ startLine, startColumn, role, name, kind, required, fallback, hint }) =>
      [
        `${startLine}:${startColumn}`,
        role,
        name,
        kind === "code" ? "" : kind,
        role === "used" && !required ? "optional" : "",
        fallback === "none" ? "" : fallback,
        hint ? "hint" : "",
      ]
        .filter((part) => part !== "")
        .join(" "),
  );
}

/** A text whose margin is that of its first line. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, "").split("\n");
  const margin = /^ */.exec(lines[0] ?? "")?.[0].length ?? 0;
  return lines.map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length))).join("\n");
}
