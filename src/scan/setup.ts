/**
 * What a thread needs to become a scanner. Structured-clonable and small: the built-in rules are not sent, each thread has them
 * in its own bundle.
 */

import type { SecretOverride } from "../inventory/config/secret-override.js";
import type { RuleCore } from "../model/rule.js";
import type { Confidence } from "../model/secret-type.js";
import { loadBuiltInPack } from "../rules/built-in-pack.js";
import { mergePacks } from "../rules/merge-packs.js";
import { type BlobScanner, createBlobScanner } from "./blob-scanner.js";
import type { ExceptionOptions } from "./exception-judge.js";

export const DEFAULT_DECODE_DEPTH = 3;
export const DEFAULT_ARCHIVE_DEPTH = 3;

export interface ScannerSetup {
  /** Rules from files of the user; one with the id of a built-in rule takes its place. */
  readonly userRules: readonly RuleCore[];
  /** Ids; empty: all. */
  readonly only: readonly string[];
  readonly excluded: readonly string[];
  readonly minConfidence: Confidence;
  /** Findings are made from this confidence on: those below `minConfidence` are matched with the exceptions, and not reported. */
  readonly matchedConfidence?: Confidence;
  /** 32 bytes; undefined: the public default. */
  readonly fingerprintKey: Uint8Array | undefined;
  readonly exceptions: ExceptionOptions;
  readonly maxDecodeDepth: number;
  readonly maxArchiveDepth: number;
  /** Asks for references to secrets as well; what the configuration says of names. */
  readonly references?: readonly SecretOverride[];
}

/** The rules that a setup asks for, built-in and the user's, ordered by id. */
export function selectRules(setup: Pick<ScannerSetup, "userRules" | "only" | "excluded">): readonly RuleCore[] {
  if (isWholePack(setup)) return loadBuiltInPack().rules;
  const { userRules, only, excluded } = setup;
  return mergePacks(loadBuiltInPack(), userRules).rules.filter(
    ({ id }) => (only.length === 0 || only.includes(id)) && !excluded.includes(id),
  );
}

/** True where those are the built-in ones, all of them. */
export function isWholePack({ userRules, only, excluded }: Pick<ScannerSetup, "userRules" | "only" | "excluded">): boolean {
  return userRules.length + only.length + excluded.length === 0;
}

let isMade = false;

/** True once there was something to scan in this thread. */
export function hasScanner(): boolean {
  return isMade;
}

export function createScanner(setup: ScannerSetup): BlobScanner {
  isMade = true;
  return createBlobScanner({ ...setup, rules: selectRules(setup), isWholePack: isWholePack(setup) });
}
