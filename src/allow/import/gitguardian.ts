/**
 * `.gitguardian.yaml` of ggshield, version 2 and the older one: ignored paths, matches and detectors; keys with `_` or `-`.
 */

import type { Claims } from "./claim.js";
import { createClaimCollector, originOf } from "./claim.js";
import { literalPattern } from "./foreign-pattern.js";
import { gitignoreMatcher } from "./path-lists.js";
import { isObject, type Json, parseYaml } from "./yaml.js";

/** @throws SecretScanError `usage` where the file is not YAML */
export function readGitguardian(text: string, file: string): Claims {
  const collector = createClaimCollector();
  const root = withUnderscores(parseYaml(text, file));
  const secret = isObject(root["secret"]) ? withUnderscores(root["secret"]) : {};
  for (const pattern of texts(secret["ignored_paths"], root["paths_ignore"])) {
    collector.claims.push({ origin: originOf(text, file, pattern), path: gitignoreMatcher([pattern]) });
  }
  for (const entry of [secret["ignored_matches"], root["matches_ignore"]].flat()) {
    const match = isObject(entry) ? entry["match"] : entry;
    if (typeof match !== "string" || match === "") continue;
    const note = isObject(entry) && typeof entry["name"] === "string" ? entry["name"] : undefined;
    const origin = originOf(text, file, match);
    if (/^[0-9a-f]{64}$/.test(match)) {
      collector.lost.push({ origin, what: "a match", why: "it is a hash that only ggshield can compute" });
    } else {
      collector.claims.push({ origin, note, value: `^(?:${literalPattern(match, false)})$` });
    }
  }
  for (const detector of texts(secret["ignored_detectors"], root["banlisted_detectors"])) {
    const why = "its rules are not ours; see `--exclude-rule`";
    collector.lost.push({ origin: originOf(text, file, detector), what: `the detector "${detector}"`, why });
  }
  return collector;
}

function withUnderscores(object: Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key.replaceAll("-", "_"), value]));
}

function texts(...values: readonly unknown[]): string[] {
  return values.flat().filter((value): value is string => typeof value === "string");
}
