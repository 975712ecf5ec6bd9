/**
 * Rules as columns of text: the form in which the built-in pack is shipped.
 *
 * Loading thousands of rules must cost next to nothing at start, so there is no tree to parse: short fields are one character a rule,
 * three columns are split, rare fields are listed for the rules that have them. Owns the form; it is made by the build and read by the
 * same version of this file, so it needs no version of its own.
 */

import { CHECKSUMS, type RuleCore, type RuleKind } from "../../model/rule.js";
import { CONFIDENCES, CRITICALITIES, SECRET_TYPES } from "../../model/secret-type.js";
import { prefixLiterals } from "./prefix-literals.js";

export interface RuleColumns {
  /** One entry a rule, joined by `ROW`. */
  readonly id: string;
  readonly pattern: string;
  /** Prefixes, literals or context words, whichever the kind has, joined by `ITEM`. */
  readonly anchors: string;
  /** `SHORT_FIELDS.length` characters a rule. */
  readonly short: string;
  /** Rules with `path` or `notPath`: index, then the globs, `!` before those of `notPath`; joined by `ITEM` and `ROW`. */
  readonly paths: string;
  /** Rules with `pair`: index, lines, rule id, pattern and what it is called, `""` for those not given; joined by `ITEM` and `ROW`. */
  readonly pairs: string;
}

const ROW = "\n";
const ITEM = "\t";
const KINDS: readonly RuleKind[] = ["prefix", "literal", "context", "path", "assigned"];
/** Numbers are written as a character so far above this: the control characters below would be escaped. */
const ZERO = 0x23;
const ENTROPY_SCALE = 100;
/** `prefixed`: a `literal` rule whose literals are the beginnings of its prefixes, which are written in their place. */
const FLAGS = { ignoreCase: 1, randomness: 2, safe: 4, prefixed: 8 } as const;

/** Each a number below 60,000 (where characters are whole). */
const SHORT_FIELDS: readonly ((rule: RuleCore) => number)[] = [
  (rule) => KINDS.indexOf(rule.kind),
  (rule) => SECRET_TYPES.indexOf(rule.type),
  (rule) => CRITICALITIES.indexOf(rule.criticality),
  (rule) => CONFIDENCES.indexOf(rule.confidence),
  flagsOf,
  (rule) => rule.minLength,
  (rule) => rule.maxLength,
  (rule) => Math.round(rule.entropy * ENTROPY_SCALE),
  (rule) => rule.publicPrefix,
  (rule) => rule.signs,
  (rule) => (rule.checksum === undefined ? 0 : CHECKSUMS.indexOf(rule.checksum) + 1),
  (rule) => rule.leastRun,
];

function pairRow({ pair }: RuleCore, row: number): string[] {
  if (pair === undefined) return [];
  const { within, ruleId = "", pattern = "", what = "" } = pair;
  return [joined([String(row), String(within), ruleId, pattern, what], ITEM)];
}

/** A column a field, so that names of fields stand there once. */
export function toColumns(rules: readonly RuleCore[]): RuleColumns {
  const globs = rules.flatMap(({ paths, notPaths }, row) =>
    paths.length + notPaths.length === 0 ? [] : [joined([String(row), ...paths, ...notPaths.map((glob) => `!${glob}`)], ITEM)],
  );
  return {
    id: joined(
      rules.map(({ id }) => id),
      ROW,
    ),
    pattern: joined(
      rules.map(({ pattern }) => pattern),
      ROW,
    ),
    anchors: joined(
      rules.map(({ prefixes, literals, context }) => joined(prefixes.length > 0 ? prefixes : [...literals, ...context], ITEM)),
      ROW,
    ),
    short: rules.map((rule) => String.fromCharCode(...SHORT_FIELDS.map((field) => ZERO + field(rule)))).join(""),
    paths: joined(globs, ROW),
    pairs: joined(rules.flatMap(pairRow), ROW),
  };
}

const NONE: readonly string[] = [];

/** The way back. */
export function fromColumns(columns: RuleColumns): RuleCore[] {
  if (columns.id === "") return [];
  const ids = columns.id.split(ROW);
  const patterns = columns.pattern.split(ROW);
  const anchors = columns.anchors.split(ROW);
  const globs = globsByRow(columns.paths);
  const rules: { -readonly [Field in keyof RuleCore]: RuleCore[Field] }[] = [];
  for (let row = 0; row < ids.length; row++)
    rules.push(fromRow(ids[row]!, patterns[row]!, anchors[row]!, columns.short, row * SHORT_FIELDS.length));
  for (const [row, ofRow] of globs) Object.assign(rules[row]!, ofRow);
  if (columns.pairs !== "")
    for (const entry of columns.pairs.split(ROW)) {
      const [row, within, ruleId, pattern, what] = entry.split(ITEM) as [string, string, string, string, string];
      const named = { within: Number(within), ...(what === "" ? {} : { what }) };
      rules[Number(row)]!.pair = pattern === "" ? { ruleId, ...named } : { pattern, ...named };
    }
  return rules;
}

/**
 * Runs once a rule before the program is warm: it is written for the interpreter, without closures. The order is that of `SHORT_FIELDS`.
 * All rules have the same fields in one order, so that V8 compiles what reads them once.
 */
function fromRow(id: string, pattern: string, anchors: string, short: string, at: number): RuleCore {
  const kind = KINDS[short.charCodeAt(at) - ZERO]!;
  const flags = short.charCodeAt(at + 4) - ZERO;
  const checksum = short.charCodeAt(at + 10) - ZERO;
  const words = anchors === "" ? NONE : anchors.includes(ITEM) ? anchors.split(ITEM) : [anchors];
  return {
    id,
    kind,
    type: SECRET_TYPES[short.charCodeAt(at + 1) - ZERO]!,
    criticality: CRITICALITIES[short.charCodeAt(at + 2) - ZERO]!,
    pattern,
    ignoreCase: (flags & FLAGS.ignoreCase) !== 0,
    minLength: short.charCodeAt(at + 5) - ZERO,
    maxLength: short.charCodeAt(at + 6) - ZERO,
    signs: short.charCodeAt(at + 9) - ZERO,
    leastRun: short.charCodeAt(at + 11) - ZERO,
    prefixes: kind === "prefix" || (flags & FLAGS.prefixed) !== 0 ? words : NONE,
    literals: kind !== "literal" ? NONE : (flags & FLAGS.prefixed) !== 0 ? prefixLiterals(words) : words,
    context: kind === "context" ? words : NONE,
    paths: NONE,
    notPaths: NONE,
    entropy: (short.charCodeAt(at + 7) - ZERO) / ENTROPY_SCALE,
    randomness: (flags & FLAGS.randomness) !== 0,
    confidence: CONFIDENCES[short.charCodeAt(at + 3) - ZERO]!,
    publicPrefix: short.charCodeAt(at + 8) - ZERO,
    safe: (flags & FLAGS.safe) !== 0,
    checksum: checksum === 0 ? undefined : CHECKSUMS[checksum - 1]!,
    pair: undefined,
  };
}

function globsByRow(paths: string): [row: number, globs: Pick<RuleCore, "paths" | "notPaths">][] {
  if (paths === "") return [];
  return paths.split(ROW).map((entry) => {
    const [row, ...globs] = entry.split(ITEM);
    const isNot = (glob: string): boolean => glob.startsWith("!");
    return [
      Number(row),
      { paths: globs.filter((glob) => !isNot(glob)), notPaths: globs.filter(isNot).map((glob) => glob.slice(1)) },
    ];
  });
}

function flagsOf({ kind, ignoreCase, randomness, safe, prefixes }: RuleCore): number {
  const isPrefixed = kind === "literal" && prefixes.length > 0;
  return (
    (ignoreCase ? FLAGS.ignoreCase : 0) |
    (randomness ? FLAGS.randomness : 0) |
    (safe ? FLAGS.safe : 0) |
    (isPrefixed ? FLAGS.prefixed : 0)
  );
}

/** @throws when an entry holds the separator: the compiler has let something through */
function joined(entries: readonly string[], separator: string): string {
  if (entries.some((entry) => entry.includes(separator))) throw new Error("a separator in a field of a rule");
  return entries.join(separator);
}
