/**
 * `secret-scan explain RULE-ID|FINGERPRINT|PATH:LINE[:COLUMN]`: why something was, or was not, reported.
 *
 * Owns what is asked for and how a verdict is written; what a scan made of a line is `explain-place.ts`.
 */

import { didYouMean } from "../../allow/nearest.js";
import { SecretScanError } from "../../model/error.js";
import { createStyle } from "../../report/text/style.js";
import { describeRule } from "../../rules/describe/describe-rule.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { explainPlace } from "../explain/explain-place.js";
import { findingText, reportedIn } from "../explain/explanation-text.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { loadRuleSet, type RuleSet } from "../rule-set.js";
import { resolveSettings, type Settings } from "../settings.js";
import { scanPaths } from "./scan.js";

/** @throws SecretScanError `usage` for a subject that names nothing */
export async function explainCommand(subject: string, given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  const rules = await loadRuleSet(settings, io);
  await io.stdout.write(await explanationOf(subject, rules, settings, io));
  return EXIT.clean;
}

async function explanationOf(subject: string, rules: RuleSet, settings: Settings, io: Io): Promise<string> {
  if (subject.startsWith("ss1:")) return explainFingerprint(subject, rules, settings, io);
  if (rules.knownIds.has(subject)) return explainRule(subject, rules);
  const text = await explainPlace(subject, rules, settings, io);
  if (text !== undefined) return text;
  throw new SecretScanError(
    "usage",
    `"${subject}" is no rule, no fingerprint and no PATH:LINE`,
    {},
    didYouMean(subject, rules.knownIds, "`secret-scan rules list` shows the rules"),
  );
}

async function explainRule(id: string, rules: RuleSet): Promise<string> {
  const { cores, texts } = await rules.book();
  return describeRule({ ...cores.find((rule) => rule.id === id)!, ...texts().get(id)! });
}

/** Of the whole work tree, whatever folder it is asked in. */
async function explainFingerprint(fingerprint: string, rules: RuleSet, settings: Settings, io: Io): Promise<string> {
  const { root } = rootOf(io.cwd);
  const report = await scanPaths([root], { ...settings, minConfidence: "low", progress: false }, io, undefined, rules);
  const found = reportedIn(report).filter(({ finding }) => finding.fingerprint === fingerprint);
  if (found.length === 0) {
    throw new SecretScanError(
      "usage",
      `no finding of the work tree has the fingerprint ${fingerprint}`,
      {},
      "`secret-scan --min-confidence low` shows what there is",
    );
  }
  const style = createStyle(settings.color);
  return found.map((one) => findingText(one, one.finding.path, settings.minConfidence, style)).join("\n");
}
