/**
 * What the threads are told, from settings, rules and exceptions.
 */

import { compileAllowlist } from "../allow/compiled-allowlist.js";
import type { Allowlist } from "../allow/entry.js";
import { fingerprintKey } from "../scan/exceptions.js";
import type { ScannerSetup } from "../scan/setup.js";
import type { Io } from "./io.js";
import type { RuleSet } from "./rule-set.js";
import type { Settings } from "./settings.js";

/** @param inline whether markers in the scanned text may make exceptions */
export function scannerSetup(settings: Settings, rules: RuleSet, allowlist: Allowlist, io: Io, inline = true): ScannerSetup {
  return {
    userRules: rules.userRules,
    only: settings.only,
    excluded: settings.excludeRules,
    minConfidence: settings.minConfidence,
    fingerprintKey: fingerprintKey(allowlist),
    maxDecodeDepth: settings.maxDecodeDepth,
    maxArchiveDepth: settings.maxArchiveDepth,
    exceptions: {
      allowlist: compileAllowlist(allowlist.entries),
      inline,
      foreignMarkers: settings.foreignMarkers,
      today: io.now().toISOString().slice(0, 10),
    },
  };
}
