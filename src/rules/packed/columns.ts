/**
 * Rules as columns of text: the form in which the built-in pack is shipped.
 *
 * A column is one string, so that loading thousands of rules costs a few `split`s instead of parsing a tree. Owns the form; it is made by
 * the build and read by the same version of this file, so it needs no version of its own.
 */

import type { Checksum, RuleCore, RuleKind } from "../../model/rule.js";
import type { Confidence, Criticality, SecretType } from "../../model/secret-type.js";

/** One entry a rule, joined by `ROW`; lists within an entry are joined by `ITEM`. */
export type RuleColumns = { readonly [Field in keyof Required<RuleCore>]: string };

const ROW = "\n";
const ITEM = "\t";

export function toColumns(rules: readonly RuleCore[]): RuleColumns {
  const column = (value: (rule: RuleCore) => string): string => rules.map((rule) => checked(value(rule))).join(ROW);
  const list = (value: (rule: RuleCore) => readonly string[]): string =>
    column((rule) => value(rule).map(checkedItem).join(ITEM));
  return {
    id: column((rule) => rule.id),
    kind: column((rule) => rule.kind),
    type: column((rule) => rule.type),
    criticality: column((rule) => rule.criticality),
    pattern: column((rule) => rule.pattern),
    ignoreCase: column((rule) => flag(rule.ignoreCase)),
    minLength: column((rule) => String(rule.minLength)),
    maxLength: column((rule) => String(rule.maxLength)),
    prefixes: list((rule) => rule.prefixes),
    literals: list((rule) => rule.literals),
    context: list((rule) => rule.context),
    paths: list((rule) => rule.paths),
    notPaths: list((rule) => rule.notPaths),
    entropy: column((rule) => String(rule.entropy)),
    randomness: column((rule) => flag(rule.randomness)),
    checksum: column((rule) => rule.checksum ?? ""),
    confidence: column((rule) => rule.confidence),
    publicPrefix: column((rule) => String(rule.publicPrefix)),
    safe: column((rule) => flag(rule.safe)),
  };
}

export function fromColumns(columns: RuleColumns): RuleCore[] {
  if (columns.id === "") return [];
  const kinds = columns.kind.split(ROW) as RuleKind[];
  const types = columns.type.split(ROW) as SecretType[];
  const criticalities = columns.criticality.split(ROW) as Criticality[];
  const patterns = columns.pattern.split(ROW);
  const ignoreCase = columns.ignoreCase.split(ROW);
  const minLengths = columns.minLength.split(ROW);
  const maxLengths = columns.maxLength.split(ROW);
  const prefixes = columns.prefixes.split(ROW);
  const literals = columns.literals.split(ROW);
  const contexts = columns.context.split(ROW);
  const paths = columns.paths.split(ROW);
  const notPaths = columns.notPaths.split(ROW);
  const entropies = columns.entropy.split(ROW);
  const randomness = columns.randomness.split(ROW);
  const checksums = columns.checksum.split(ROW);
  const confidences = columns.confidence.split(ROW) as Confidence[];
  const publicPrefixes = columns.publicPrefix.split(ROW);
  const safe = columns.safe.split(ROW);
  return columns.id.split(ROW).map((id, row) => {
    const core: RuleCore = {
      id,
      kind: kinds[row]!,
      type: types[row]!,
      criticality: criticalities[row]!,
      pattern: patterns[row]!,
      ignoreCase: ignoreCase[row] === "1",
      minLength: Number(minLengths[row]),
      maxLength: Number(maxLengths[row]),
      prefixes: items(prefixes[row]!),
      literals: items(literals[row]!),
      context: items(contexts[row]!),
      paths: items(paths[row]!),
      notPaths: items(notPaths[row]!),
      entropy: Number(entropies[row]),
      randomness: randomness[row] === "1",
      confidence: confidences[row]!,
      publicPrefix: Number(publicPrefixes[row]),
      safe: safe[row] === "1",
    };
    return checksums[row] === "" ? core : { ...core, checksum: checksums[row] as Checksum };
  });
}

const NO_ITEMS: readonly string[] = [];

function items(entry: string): readonly string[] {
  return entry === "" ? NO_ITEMS : entry.split(ITEM);
}

function flag(value: boolean): string {
  return value ? "1" : "0";
}

function checked(entry: string): string {
  if (entry.includes(ROW)) throw new Error("a line break in a rule's field");
  return entry;
}

function checkedItem(item: string): string {
  if (item.includes(ITEM)) throw new Error("a tab in a rule's list");
  return item;
}
