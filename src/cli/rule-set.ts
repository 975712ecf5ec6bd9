/**
 * The rules of a run: the built-in pack, the user's files, and what the options leave of them.
 */

import { resolve } from "node:path";
import { didYouMean } from "../allow/nearest.js";
import { readExceptionFile } from "../allow/text-file.js";
import { SecretScanError } from "../model/error.js";
import type { RuleCore, RulePack, RuleText } from "../model/rule.js";
import { loadBuiltInPack } from "../rules/built-in-pack.js";
import type { RuleProof } from "../rules/compile/compile-rule.js";
import { mergePacks } from "../rules/merge-packs.js";
import type { RuleBook } from "../scan/assemble.js";
import type { Io } from "./io.js";
import type { Settings } from "./settings.js";

export interface RuleSet {
  readonly userRules: readonly RuleCore[];
  /** Examples and negatives of the user's rules, by id. */
  readonly userProofs: ReadonlyMap<string, RuleProof>;
  readonly knownIds: ReadonlySet<string>;
  /** Its texts are read when they are asked for: only a finding needs them. */
  book(): Promise<RuleBook>;
}

/** @throws SecretScanError `usage` for a rule file that is broken and a rule id that is not known */
export async function loadRuleSet(settings: Pick<Settings, "ruleFiles" | "only" | "excludeRules">, io: Io): Promise<RuleSet> {
  const builtIn = loadBuiltInPack();
  const user = await readUserRules(settings.ruleFiles, builtIn, io);
  const pack = mergePacks(builtIn, user.rules);
  let ids: ReadonlySet<string> | undefined;
  const knownIds = (): ReadonlySet<string> => (ids ??= new Set(pack.rules.map(({ id }) => id)));
  const asked = [
    ...settings.only.map((id) => ["--only", id] as const),
    ...settings.excludeRules.map((id) => ["--exclude-rule", id] as const),
  ];
  for (const [option, id] of asked) {
    if (!knownIds().has(id))
      throw new SecretScanError(
        "usage",
        `${option}: no rule "${id}"`,
        {},
        didYouMean(id, knownIds(), "`secret-scan rules list` shows them"),
      );
  }
  return {
    userRules: user.rules,
    userProofs: user.proofs,
    get knownIds() {
      return knownIds();
    },
    async book() {
      const { builtInTextOf, loadBuiltInText } = await import("../rules/built-in-text.js");
      let texts: ReadonlyMap<string, RuleText> | undefined;
      return {
        version: io.version,
        digest: pack.digest,
        get cores() {
          return pack.rules;
        },
        texts: () => (texts ??= new Map([...loadBuiltInText(), ...user.texts.map((text) => [text.id, text] as const)])),
        text: (id) => user.texts.find((text) => text.id === id) ?? builtInTextOf(id),
      };
    },
  };
}

interface UserRules {
  readonly rules: readonly RuleCore[];
  readonly texts: readonly RuleText[];
  readonly proofs: ReadonlyMap<string, RuleProof>;
}

async function readUserRules(files: readonly string[], builtIn: RulePack, io: Io): Promise<UserRules> {
  const rules: RuleCore[] = [];
  const texts: RuleText[] = [];
  const proofs = new Map<string, RuleProof>();
  if (files.length === 0) return { rules, texts, proofs };
  const { compileRules } = await import("../rules/compile/compile-rules.js");
  const taken = new Map(builtIn.rules.map(({ id }) => [id, "in the built-in pack"]));
  for (const file of files) {
    const compiled = compileRules(await readRuleFile(resolve(io.cwd, file), file), file, { origin: "user", taken });
    for (const { id } of compiled.rules) taken.set(id, `in ${file}`);
    for (const { ruleId, problem, place } of compiled.warnings)
      await io.stderr.write(`secret-scan: warning: ${file}:${place.line ?? 1}: rule ${ruleId}: ${problem}\n`);
    rules.push(...compiled.rules);
    texts.push(...compiled.texts);
    for (const proof of compiled.proofs) proofs.set(proof.id, proof);
  }
  return { rules, texts, proofs };
}

/** Its text, without a look into what is no file: a FIFO would be waited for. */
async function readRuleFile(path: string, file: string): Promise<string> {
  const text = file === "" ? undefined : await readExceptionFile(path, file);
  if (text !== undefined) return text;
  throw new SecretScanError("usage", "no such rule file", { file }, "Check the path of the rule file");
}
