/**
 * A rule file to compiled rules: the one way in, for the built-in pack when it is built and for a user's file at run time.
 *
 * It needs the YAML parser, so nothing on the way to a scan with built-in rules imports it: `await import` it where a rule file is given.
 */

import { type ErrorPlace, SecretScanError } from "../../model/error.js";
import type { RuleCore, RuleText } from "../../model/rule.js";
import { type CompiledRule, compileRule, type RuleProof } from "./compile-rule.js";
import { suggestion } from "./nearest-name.js";
import { readDefaults, readRule } from "./rule-fields.js";
import { type Cursor, fail, readItems, readMap, readYaml } from "./yaml-reader.js";

/** Something about one rule that does not stop a scan. */
export interface RuleProblem {
  readonly ruleId: string;
  readonly problem: string;
  readonly place: ErrorPlace;
}

/** The arrays are parallel. */
export interface CompiledRules {
  readonly rules: readonly RuleCore[];
  readonly texts: readonly RuleText[];
  readonly proofs: readonly RuleProof[];
  readonly warnings: readonly RuleProblem[];
}

export interface CompileOptions {
  readonly origin: RuleText["origin"];
  /** Ids of rules that are there already, with where they come from; a rule with one of them must say `replaces: true`. */
  readonly taken?: ReadonlyMap<string, string>;
}

/**
 * @param file the path as the user wrote it, for messages
 * @throws SecretScanError with file, line, column, rule and field for the first mistake
 */
export function compileRules(yamlText: string, file: string, options: CompileOptions): CompiledRules {
  const { compiled, errors } = compileEach(yamlText, file, options);
  if (errors[0] !== undefined) throw errors[0];
  return compiled;
}

/**
 * The rules that are right, and an error for each that is not: for who writes many at once.
 *
 * @throws SecretScanError when the file as a whole cannot be read
 */
export function compileEach(
  yamlText: string,
  file: string,
  { origin, taken = new Map() }: CompileOptions,
): { compiled: CompiledRules; errors: SecretScanError[] } {
  const root = readYaml(yamlText, file);
  if (root.node === null)
    throw new SecretScanError("usage", "the file holds no rules", { file }, "Write a mapping with rules:, a list");
  const top = readMap(root, ["version", "defaults", "rules"], (key) => `"${key}"`);
  checkVersion(top.get("version"));
  const defaultsAt = top.get("defaults");
  const defaults = defaultsAt === undefined ? undefined : readDefaults(defaultsAt);
  const list = top.get("rules") ?? fail(root, "no rules", "Write a mapping with rules:, a list");
  const good: CompiledRule[] = [];
  const errors: SecretScanError[] = [];
  const here = new Map<string, ErrorPlace>();
  for (const item of readItems(list)) {
    try {
      const rule = compileRule(readRule(item, defaults), origin);
      checkId(rule, here, taken);
      good.push(rule);
    } catch (error) {
      if (!(error instanceof SecretScanError)) throw error;
      errors.push(error);
    }
  }
  const compiled = {
    rules: good.map(({ core }) => core),
    texts: good.map(({ text }) => text),
    proofs: good.map(({ proof }) => proof),
    warnings: good.flatMap(unsafeWarning),
  };
  return { compiled, errors };
}

function checkVersion(version: Cursor | undefined): void {
  if (version === undefined) return;
  const value = version.node !== null && "value" in version.node ? version.node.value : undefined;
  if (value !== 1 && value !== "1") fail(version, "unknown schema version", "This program reads version 1");
}

function checkId(
  { core, proof, replaces }: CompiledRule,
  here: Map<string, ErrorPlace>,
  taken: ReadonlyMap<string, string>,
): void {
  const name = `rule "${core.id}", field "id"`;
  const before = here.get(core.id);
  if (before !== undefined)
    throw new SecretScanError("usage", `${name}: given twice, first in line ${before.line}`, proof.place, "Rename one of them");
  here.set(core.id, proof.place);
  const owner = taken.get(core.id);
  if (owner !== undefined && !replaces)
    throw new SecretScanError(
      "usage",
      `${name}: there is a rule of that name ${owner}`,
      proof.place,
      "Rename it, or write replaces: true to take its place",
    );
  if (owner === undefined && replaces)
    throw new SecretScanError(
      "usage",
      `rule "${core.id}", field "replaces": there is no rule of that name to replace`,
      proof.place,
      suggestion(core.id, [...taken.keys()]),
    );
}

function unsafeWarning({ core, proof }: CompiledRule): RuleProblem[] {
  if (core.safe) return [];
  return [
    {
      ruleId: core.id,
      problem: "the pattern is not proved free of catastrophic backtracking: it runs under a deadline",
      place: proof.place,
    },
  ];
}
