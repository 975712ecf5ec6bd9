/**
 * Applies an allowlist to findings, one at a time, in whatever thread made them.
 *
 * Owns which entries hold and which of them hides. Who comes first among inline, allowlist and baseline is decided by `scan`, which
 * should ask for every finding, hidden by something else or not: an entry that matches is not stale.
 */

import type { Suppression, Verdict } from "../model/finding.js";
import type { Criticality } from "../model/secret-type.js";
import { type CompiledAllowlist, createEntryTable } from "./compiled-allowlist.js";
import { createEntryIndex, type Findable } from "./entry-index.js";
import { compileGlob } from "./glob.js";

export interface Suppressible extends Findable {
  readonly ruleId: string;
  readonly criticality: Criticality;
}

/** What the allowlist has to say about one finding. Indexes count the entries of the compiled list from 0. */
export interface AllowlistMatch {
  /** The first entry that hides the finding, and how; both absent when none does. */
  readonly entryIndex?: number;
  readonly suppression?: Suppression;
  /** Every entry, not expired, all of whose conditions hold: collect them for `staleEntries`. */
  readonly used: readonly number[];
  /** Those of `used` that would hide the finding, were it not critical and they without an end. */
  readonly needsExpiry: readonly number[];
  /** Why entries that match do not hide it. */
  readonly verdicts: readonly Verdict[];
}

export interface SuppressionMatcher {
  /** Undefined when no entry has anything to do with the finding. */
  match(finding: Suppressible): AllowlistMatch | undefined;
}

/** Costs nothing until the first `match`. */
export function createSuppressionMatcher(compiled: CompiledAllowlist): SuppressionMatcher {
  const table = createEntryTable(compiled);
  const globs = new Map<string, (path: string) => boolean>();
  const expressions = new Map<string, RegExp>();
  const index = createEntryIndex(compiled.index);

  const holds = (entry: number, finding: Suppressible): boolean => {
    const fingerprint = table.cell(entry, "fingerprint");
    if (fingerprint !== undefined && fingerprint !== finding.fingerprint) return false;
    const rule = table.cell(entry, "rule");
    if (rule !== undefined && rule !== finding.ruleId) return false;
    const folder = table.cell(entry, "folder");
    if (folder !== undefined && !finding.path.startsWith(folder)) return false;
    const path = table.cell(entry, "path");
    if (path !== undefined) {
      const matches = remember(globs, path, compileGlob);
      if (!matches(folder === undefined ? finding.path : finding.path.slice(folder.length))) return false;
    }
    const value = table.cell(entry, "value");
    if (value === undefined) return true;
    return finding.secret !== undefined && remember(expressions, value, compileExpression).test(finding.secret);
  };

  return {
    match(finding) {
      if (table.count === 0) return undefined;
      const used: number[] = [];
      const needsExpiry: number[] = [];
      const verdicts: Verdict[] = [];
      let entryIndex: number | undefined;
      for (const entry of index.candidates(finding)) {
        if (!holds(entry, finding)) continue;
        const where = `${table.cell(entry, "source")}:${table.line(entry)}`;
        const expires = table.cell(entry, "expires");
        if (table.isExpired(entry)) {
          verdicts.push(passed(`the entry at ${where} ended on ${expires}`));
          continue;
        }
        used.push(entry);
        if (finding.criticality === "critical" && expires === undefined && table.cell(entry, "fingerprint") === undefined) {
          needsExpiry.push(entry);
          verdicts.push(passed(`the entry at ${where} needs an expiry date, or a fingerprint, to hide a critical finding`));
        } else entryIndex ??= entry;
      }
      if (used.length === 0 && verdicts.length === 0) return undefined;
      const result = { used, needsExpiry, verdicts };
      return entryIndex === undefined ? result : { entryIndex, suppression: suppressionOf(entryIndex), ...result };
    },
  };

  function suppressionOf(entry: number): Suppression {
    const owner = table.cell(entry, "owner");
    const expires = table.cell(entry, "expires");
    return {
      by: "allowlist",
      reason: table.cell(entry, "reason")!,
      ...(owner === undefined ? {} : { owner }),
      ...(expires === undefined ? {} : { expires }),
    };
  }
}

function passed(detail: string): Verdict {
  return { step: "allowlist", outcome: "pass", detail };
}

function compileExpression(source: string): RegExp {
  return new RegExp(source, "u");
}

function remember<Value>(cache: Map<string, Value>, key: string, make: (key: string) => Value): Value {
  let value = cache.get(key);
  if (value === undefined) {
    value = make(key);
    cache.set(key, value);
  }
  return value;
}
