/**
 * The findings of the last run that blocked, for `allow --last`: fingerprints and places, kept in git's own folder of the repository.
 */

import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../model/finding.js";

export interface LastFinding {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly path: string;
  readonly startLine: number;
}

/** Relative to the `.git` folder. */
const FOLDER = "secret-scan";
const NAME = "last-run.json";

/** @param gitFolder the repository's `.git`; of a linked work tree its own */
export function writeLastRun(gitFolder: string, findings: readonly Finding[]): void {
  const kept = findings.map(({ fingerprint, ruleId, path, startLine }) => ({ fingerprint, ruleId, path, startLine }));
  const folder = join(gitFolder, FOLDER);
  mkdirSync(folder, { recursive: true });
  // a `.git` that came in an archive may have links in our place: nothing is written through one
  if (lstatSync(folder).isSymbolicLink()) return;
  // one that was killed may have left a file, and in a container all have the same number
  const temporary = join(folder, `${NAME}-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  try {
    writeFileSync(temporary, `${JSON.stringify({ version: 1, findings: kept })}\n`, { mode: 0o600, flag: "wx" });
    renameSync(temporary, join(folder, NAME));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Undefined when no run has blocked yet, or what it left cannot be read: the next one writes it anew. */
export function readLastRun(gitFolder: string): readonly LastFinding[] | undefined {
  try {
    const path = join(gitFolder, FOLDER, NAME);
    // a FIFO would be waited for
    if (!lstatSync(path).isFile()) return undefined;
    const kept: unknown = JSON.parse(readFileSync(path, "utf8"));
    const { version, findings } = kept as { version?: unknown; findings?: unknown };
    return version === 1 && Array.isArray(findings) ? findings.filter(isLastFinding) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

function isLastFinding(value: unknown): value is LastFinding {
  const { fingerprint, ruleId, path, startLine } = value as Record<string, unknown>;
  return (
    typeof fingerprint === "string" && typeof ruleId === "string" && typeof path === "string" && typeof startLine === "number"
  );
}
