/**
 * The result of one scan: all that a report writer gets, and all it needs. Plain data, ordered, the same for the same input
 * whatever the number of threads.
 */

import type { Finding, SuppressedFinding, Suppression } from "./finding.js";
import type { ReportPath } from "./location.js";
import type { Rule } from "./rule.js";
import type { Drift, InventoryChanges, SecretEntry } from "./secret.js";

export type ScanSource = "worktree" | "index" | "range" | "history" | "stdin";

/** Something that was left out by choice, or wanted and not (wholly) read. */
export interface PathReason extends ReportPath {
  readonly reason: string;
}

/** An exception that no longer does anything. */
export interface StaleEntry {
  readonly entry: {
    /** Path of the file that holds the exception. */
    readonly source: string;
    readonly line: number;
    readonly fingerprint?: string;
    readonly rule?: string;
    readonly path?: string;
  };
  readonly why: "expired" | "matches-nothing" | "needs-expiry";
}

export interface ScanFacts {
  readonly source: ScanSource;
  readonly repository?: { readonly head: string | null; readonly branch: string | null; readonly dirty: boolean };
  readonly files: number;
  readonly blobs: number;
  readonly bytes: number;
  /** True when `failures` is empty. */
  readonly complete: boolean;
  /** Absent with `--reproducible`. `startedAt` is ISO 8601, UTC. */
  readonly run?: { readonly startedAt: string; readonly durationMs: number };
  readonly allowlistChange?: { readonly added: number; readonly removed: number };
  /** What exceptions hide that come with the change; absent where they hide nothing. */
  readonly newlyAllowed?: readonly NewlyAllowed[];
}

/** A secret that a change hides by an exception of its own. */
export interface NewlyAllowed extends Suppression {
  readonly fingerprint: string;
  readonly ruleId: string;
  readonly path: string;
  readonly startLine: number;
}

export interface Report {
  readonly tool: {
    readonly name: "secret-scan";
    readonly version: string;
    readonly rulePack: { readonly digest: string; readonly rules: number };
  };
  readonly scan: ScanFacts;
  /** Ordered by path (UTF-8 bytes), line, column, rule. */
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly stale: readonly StaleEntry[];
  readonly skipped: readonly PathReason[];
  readonly failures: readonly PathReason[];
  /** The rules that `findings` and `suppressed` name, ordered by id: SARIF and the Markdown table describe them. */
  readonly rules: readonly Rule[];
  /** Only of `inventory`: ordered by name (UTF-8 bytes). */
  readonly secrets?: readonly SecretEntry[];
  readonly drift?: readonly Drift[];
  /** Only of `inventory` whose configuration leaves paths out: mentions of names under them, which the inventory does not count. */
  readonly uncounted?: { readonly globs: readonly string[]; readonly references: number };
  /** Only with `--base`. */
  readonly changes?: InventoryChanges;
}
