/**
 * Which secrets stand in a base version of a file: what is in it is not new. Bases are read only when there is a finding.
 */

import type { ObjectReader } from "../../sources/git/objects.js";
import { isZeroOid } from "../../sources/git/raw-diff.js";
import type { RawFinding } from "../raw-finding.js";
import type { KnownFindings } from "./known-findings.js";
import type { ObjectScanner } from "./object-scanner.js";

/** One version of a file, to be judged as if it had the path of the finding: then the same rules look at both. */
export interface BaseVersion {
  readonly id: string;
  /** As reports show it. */
  readonly path: string;
}

/** What one parent holds in place of a path. */
export interface ParentState {
  /** The very blob that is judged: nothing in it is new. */
  readonly isSame: boolean;
  /** Undefined where the parent has no such file, under no old name either. */
  readonly base: BaseVersion | undefined;
  /** Whether the parent has this path; for rules on names. */
  readonly hasPath: boolean;
}

export interface BaseFingerprints {
  /** Reads the base versions, each once. One that cannot be read makes its secrets count as new. */
  load(versions: readonly BaseVersion[]): Promise<void>;
  /** False when any parent has the finding's secret, or for a rule on names the path. Bases must be loaded. */
  isNew(finding: RawFinding, parents: readonly ParentState[]): boolean;
  /** True for a loaded version that has the secret. */
  holds(version: BaseVersion, fingerprint: string): boolean;
}

/** @param findings what is known already; undefined: nothing */
export function createBaseFingerprints(reader: ObjectReader, scanner: ObjectScanner, findings?: KnownFindings): BaseFingerprints {
  const known = new Map<string, ReadonlySet<string>>();
  const key = ({ id, path }: BaseVersion): string => `${id} ${path}`;
  const note = (version: BaseVersion, found: readonly RawFinding[]): void => {
    known.set(key(version), new Set(found.map(({ fingerprint }) => fingerprint)));
  };
  const holds = (version: BaseVersion, fingerprint: string): boolean => known.get(key(version))?.has(fingerprint) === true;
  return {
    holds,
    async load(versions) {
      const wanted = new Map<string, BaseVersion>();
      for (const version of versions) {
        if (isZeroOid(version.id) || known.has(key(version))) continue;
        const found = findings?.of(version.id, version.path);
        if (found === undefined) wanted.set(key(version), version);
        else note(version, found);
      }
      if (wanted.size === 0) return;
      await reader.read([[...wanted.values()]], (object, version) => {
        if ("missing" in object || object.type !== "blob") return;
        note(version, scanner.scan(object, version.path).findings);
      });
    },
    isNew(finding, parents) {
      if (scanner.isNameRule(finding.ruleId)) return !parents.some(({ hasPath }) => hasPath);
      return !parents.some(({ isSame, base }) => isSame || (base !== undefined && holds(base, finding.fingerprint)));
    },
  };
}
