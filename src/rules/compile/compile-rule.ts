/**
 * One rule as written to one rule as the program uses it: defaults filled in, fields checked against each other.
 */

import type { ErrorPlace } from "../../model/error.js";
import type { Remediation, RuleCore, RuleText } from "../../model/rule.js";
import { TYPE_DEFAULTS } from "../../model/secret-type.js";
import { defaultSteps } from "../packed/text-rows.js";
import { anchorsOf } from "./anchors.js";
import { compilePair } from "./pair.js";
import { type PatternFacts, readPattern } from "./pattern-facts.js";
import { publicPrefixOf } from "./public-prefix.js";
import type { ReadRule, RuleSource } from "./rule-fields.js";
import { stepsWithoutProvider } from "./steps-without-provider.js";
import { checkTemplates } from "./templates.js";
import { type Cursor, fail } from "./yaml-reader.js";

/** What only `rules check` needs of a rule. */
export interface RuleProof {
  readonly id: string;
  /** Texts with `{match}` where a generated match goes; or plain texts that hold a match. */
  readonly examples: readonly string[];
  readonly negatives: readonly string[];
  readonly place: ErrorPlace;
}

export interface CompiledRule {
  readonly core: RuleCore;
  readonly text: RuleText;
  readonly proof: RuleProof;
  readonly replaces: boolean;
}

/** Fields that say something about a content. */
const CONTENT_FIELDS = [
  "prefixes",
  "literals",
  "context",
  "ignoreCase",
  "entropy",
  "randomness",
  "checksum",
  "publicPrefix",
  "pair",
  "examples",
  "negatives",
];

/** @throws SecretScanError */
export function compileRule(rule: ReadRule, origin: RuleText["origin"]): CompiledRule {
  const { source, at, self } = rule;
  const id = source.id ?? missing(self, "id");
  const name = source.name ?? missing(self, "name");
  const type = source.type ?? missing(self, "type");
  // of the built-in rules the type says it; who writes a rule has to think about it
  if (origin === "user" && source.criticality === undefined) missing(self, "criticality");
  const head = { id, type, criticality: source.criticality ?? TYPE_DEFAULTS[type].criticality } as const;
  if (origin === "built-in" && source.replaces === true) fail(at.get("replaces")!, "only a user's rule replaces another");
  if (origin === "user" && source.assigned !== undefined) fail(at.get("assigned")!, "only for built-in rules");
  checkTemplates(rule, origin);
  const core = source.pattern === undefined ? namedCore(rule, head) : contentCore(rule, head, origin);
  const text: RuleText = {
    id,
    name,
    provider: source.provider ?? "",
    rotationDays: source.rotation ?? TYPE_DEFAULTS[type].rotationDays,
    remediation: remediationOf({ ...source, name, type }, core.kind === "path"),
    references: source.references ?? [],
    origin,
  };
  const place = self.reader.placeOf((at.get("id") ?? self).node);
  return {
    core,
    text,
    proof: { id, examples: source.examples ?? [], negatives: source.negatives ?? [], place },
    replaces: source.replaces ?? false,
  };
}

function missing(rule: Cursor, field: string): never {
  return fail({ ...rule, name: `${rule.name}, field "${field}"` }, "missing");
}

type Head = Pick<RuleCore, "id" | "type" | "criticality">;

/** A rule without a pattern: on file names, or found by code. */
function namedCore(rule: ReadRule, head: Head): RuleCore {
  const { source, at, self } = rule;
  const assigned = source.assigned ?? false;
  if (source.path === undefined && !assigned)
    fail(
      { ...self, name: `${self.name}, field "pattern"` },
      "missing",
      "A rule on content has a pattern, a rule on file names has path and no pattern",
    );
  const senseless = CONTENT_FIELDS.find((field) => at.has(field));
  if (senseless !== undefined) fail(at.get(senseless)!, "makes no sense without a pattern");
  return {
    ...head,
    kind: assigned ? "assigned" : "path",
    pattern: "",
    ignoreCase: false,
    minLength: 0,
    maxLength: 0,
    signs: 0,
    leastRun: 0,
    prefixes: [],
    literals: [],
    context: [],
    paths: source.path ?? [],
    notPaths: source.notPath ?? [],
    entropy: 0,
    randomness: false,
    confidence: source.confidence ?? (assigned ? "medium" : "high"),
    publicPrefix: 0,
    safe: true,
  };
}

function contentCore(rule: ReadRule, head: Head, origin: RuleText["origin"]): RuleCore {
  const { source, at } = rule;
  const ignoreCase = source.ignoreCase ?? false;
  const facts: PatternFacts = readPattern(at.get("pattern")!, source.pattern!, ignoreCase, origin);
  const anchors = anchorsOf(rule, facts, origin);
  return {
    ...head,
    kind: anchors.kind,
    pattern: facts.source,
    ignoreCase,
    minLength: facts.minLength,
    maxLength: facts.maxLength,
    signs: facts.signs,
    leastRun: facts.leastRun,
    prefixes: anchors.prefixes,
    literals: anchors.literals,
    context: anchors.context,
    paths: source.path ?? [],
    notPaths: source.notPath ?? [],
    entropy: source.entropy ?? 0,
    randomness: source.randomness ?? false,
    ...(source.checksum === undefined ? {} : { checksum: source.checksum }),
    confidence: source.confidence ?? (anchors.kind === "context" ? "medium" : "high"),
    publicPrefix: publicPrefixOf(rule, facts, anchors.prefixes),
    safe: facts.safe,
    ...(source.pair === undefined ? {} : { pair: compilePair(source.pair, origin) }),
  };
}

type Described = RuleSource & Required<Pick<RuleSource, "name" | "type">>;

function remediationOf({ remediation = {}, provider = "", name, type }: Described, isFile: boolean): Remediation {
  const { revokeUrl, documentationUrl, steps } = remediation;
  const isNobodys = provider === "" && revokeUrl === undefined && !isFile;
  return {
    ...(revokeUrl === undefined ? {} : { revokeUrl }),
    ...(documentationUrl === undefined ? {} : { documentationUrl }),
    steps: steps ?? (isNobodys ? stepsWithoutProvider(name, type) : defaultSteps(name, revokeUrl, isFile)),
  };
}
