/**
 * The files that are lists of paths, one a line: `.secretlintignore` and ripsecrets' `.secretsignore` (as `.gitignore`), trufflehog's
 * `--exclude-paths` (regular expressions).
 */

import ignore from "ignore";
import { type Claims, createClaimCollector } from "./claim.js";
import { fromForeignPattern, literalPattern } from "./foreign-pattern.js";

/** A predicate for patterns of `.gitignore`; a later `!` takes a path out again. */
export function gitignoreMatcher(patterns: readonly string[]): (path: string) => boolean {
  const matcher = ignore({ allowRelativePaths: true }).add([...patterns]);
  return (path) => matcher.ignores(path);
}

/** The whole list is one exception, since a line with `!` only makes sense with those before it. */
export function readIgnoreList(text: string, file: string): Claims {
  const rows = rowsOf(text);
  if (rows.length === 0) return createClaimCollector();
  const path = gitignoreMatcher(rows.map(({ row }) => row));
  return { claims: [{ origin: `${file}:${rows[0]!.line}`, path }], lost: [] };
}

/** Paths as in `.gitignore`, then under `[secrets]` the secrets themselves; these stay in memory. */
export function readRipsecretsIgnore(text: string, file: string): Claims {
  const rows = rowsOf(text);
  const section = rows.findIndex(({ row }) => row === "[secrets]");
  const paths = section < 0 ? rows : rows.slice(0, section);
  const secrets = section < 0 ? [] : rows.slice(section + 1);
  const claims = secrets.map(({ row, line }) => ({ origin: `${file}:${line}`, value: literalPattern(row, false) }));
  if (paths.length === 0) return { claims, lost: [] };
  const path = gitignoreMatcher(paths.map(({ row }) => row));
  return { claims: [{ origin: `${file}:${paths[0]!.line}`, path }, ...claims], lost: [] };
}

/** Regular expressions on paths, one a line. */
export function readTrufflehogPaths(text: string, file: string): Claims {
  const collector = createClaimCollector();
  for (const { row, line } of rowsOf(text)) {
    const source = fromForeignPattern(row);
    const origin = `${file}:${line}`;
    if (source === undefined) {
      collector.lost.push({ origin, what: "a path", why: "its expression is not one that JavaScript knows" });
    } else {
      collector.claims.push({ origin, path: (path) => new RegExp(source, "u").test(path) });
    }
  }
  return collector;
}

function rowsOf(text: string): { row: string; line: number }[] {
  return text.split(/\r?\n/).flatMap((row, index) => {
    const trimmed = row.trim();
    return trimmed === "" || trimmed.startsWith("#") ? [] : [{ row: trimmed, line: index + 1 }];
  });
}
