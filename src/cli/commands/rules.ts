/**
 * `secret-scan rules list|show|check`: the rule pack, or one's own.
 */

import { didYouMean } from "../../allow/nearest.js";
import { completeChecksum, verifyChecksum } from "../../detect/checksums/verify.js";
import { SecretScanError } from "../../model/error.js";
import type { Rule, RuleCore } from "../../model/rule.js";
import type { RuleProof } from "../../rules/compile/compile-rule.js";
import { describeRule } from "../../rules/describe/describe-rule.js";
import { listRules } from "../../rules/describe/list-rules.js";
import { proveRules } from "../../rules/prove/prove-rules.js";
import { createDetectText } from "../../scan/prove/detect-text.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { loadRuleSet, type RuleSet } from "../rule-set.js";
import { resolveSettings } from "../settings.js";

const ACTIONS = ["list", "show", "check"] as const;
const WIDTH = 80;

/** @param words the action, then ids (`show`) or files (`check`) */
export async function rulesCommand(words: readonly string[], given: GivenOptions, io: Io): Promise<number> {
  const [typed = "", ...names] = words;
  const action = ACTIONS.find((candidate) => candidate === typed);
  if (action === undefined) {
    throw new SecretScanError(
      "usage",
      `rules: unknown action "${typed}"`,
      {},
      didYouMean(typed, ACTIONS, `Known: ${ACTIONS.join(", ")}`),
    );
  }
  const settings = resolveSettings(given, io);
  if (action === "check") return check(await loadRuleSet({ ...settings, ruleFiles: [...settings.ruleFiles, ...names] }, io), io);
  const rules = await loadRuleSet(settings, io);
  const all = await rulesOf(rules);
  if (action === "list") {
    if (names.length > 0)
      throw new SecretScanError("usage", `rules list: "${names[0]}" is too much`, {}, "`rules show ID` shows one rule");
    await io.stdout.write(listRules(all, io.stdout.columns ?? WIDTH));
    return EXIT.clean;
  }
  if (names.length === 0)
    throw new SecretScanError("usage", "rules show: no rule is named", {}, "Write `secret-scan rules show ID`");
  for (const name of names) {
    const rule = all.find(({ id }) => id === name);
    if (rule === undefined) {
      throw new SecretScanError(
        "usage",
        `no rule "${name}"`,
        {},
        didYouMean(name, rules.knownIds, "`secret-scan rules list` shows them"),
      );
    }
    await io.stdout.write(describeRule(rule));
  }
  return EXIT.clean;
}

/** The user's files when some are named, else the built-in pack. Exit 1 when a rule does not prove itself. */
async function check(set: RuleSet, io: Io): Promise<number> {
  const { cores } = await set.book();
  const own = new Set(set.userRules.map(({ id }) => id));
  const chosen: readonly RuleCore[] = own.size > 0 ? cores.filter(({ id }) => own.has(id)) : cores;
  const proofs: ReadonlyMap<string, RuleProof> =
    own.size > 0 ? set.userProofs : (await import("../../rules/built-in-proof.js")).loadBuiltInProofs();
  const problems = proveRules(chosen, proofs, {
    detect: createDetectText(cores),
    complete: completeChecksum,
    verify: verifyChecksum,
  });
  for (const { ruleId, problem, place } of problems) {
    await io.stdout.write(`${place.file ?? "?"}:${place.line ?? 1}: rule "${ruleId}": ${problem}\n`);
  }
  const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
  await io.stdout.write(`${count(chosen.length, "rule")} checked, ${count(problems.length, "problem")}\n`);
  return problems.length > 0 ? EXIT.findings : EXIT.clean;
}

async function rulesOf(set: RuleSet): Promise<Rule[]> {
  const { cores, texts } = await set.book();
  const byId = texts();
  return cores.map((core) => ({ ...core, ...byId.get(core.id)! }));
}
