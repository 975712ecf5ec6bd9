/**
 * The fields that a rule may have in YAML and how each is read; `schemas/rules.schema.json` says the same to editors.
 *
 * Owns single fields. How they fit together is `compile-rule.ts`.
 */

import { CHECKSUMS, type Checksum } from "../../model/rule.js";
import {
  CONFIDENCES,
  type Confidence,
  CRITICALITIES,
  type Criticality,
  SECRET_TYPES,
  type SecretType,
} from "../../model/secret-type.js";
import {
  type Cursor,
  fail,
  readBoolean,
  readInteger,
  readMap,
  readNumber,
  readOneOf,
  readString,
  readStrings,
} from "./yaml-reader.js";

export interface PairSource {
  readonly rule?: string;
  /** Where it stands, for errors. */
  readonly pattern?: Cursor;
  readonly what?: string;
  readonly within?: number;
}

export interface RemediationSource {
  readonly revokeUrl?: string;
  readonly documentationUrl?: string;
  readonly steps?: readonly string[];
}

/** A rule as written, single values checked; nothing is defaulted yet. */
export interface RuleSource {
  readonly id?: string;
  readonly name?: string;
  readonly provider?: string;
  readonly type?: SecretType;
  readonly criticality?: Criticality;
  readonly rotation?: number;
  readonly prefixes?: readonly string[];
  readonly literals?: readonly string[];
  readonly context?: readonly string[];
  readonly pattern?: string;
  readonly ignoreCase?: boolean;
  readonly entropy?: number;
  readonly randomness?: boolean;
  readonly checksum?: Checksum;
  readonly confidence?: Confidence;
  readonly publicPrefix?: number;
  readonly pair?: PairSource;
  readonly path?: readonly string[];
  readonly notPath?: readonly string[];
  readonly examples?: readonly string[];
  readonly negatives?: readonly string[];
  readonly remediation?: RemediationSource;
  readonly references?: readonly string[];
  /** True for a rule that code finds (`detect/assigned`): it has no pattern. Built-in rules only. */
  readonly assigned?: boolean;
  /** True when the rule takes the place of the built-in one with its id. */
  readonly replaces?: boolean;
}

const READERS: { readonly [Field in keyof Required<RuleSource>]: (cursor: Cursor) => NonNullable<RuleSource[Field]> } = {
  id: readId,
  name: readString,
  provider: readString,
  type: (cursor) => readOneOf(cursor, SECRET_TYPES),
  criticality: (cursor) => readOneOf(cursor, CRITICALITIES),
  rotation: (cursor) => readInteger(cursor, 1, 3660),
  prefixes: readStrings,
  literals: readStrings,
  context: readStrings,
  pattern: readString,
  ignoreCase: readBoolean,
  entropy: (cursor) => readNumber(cursor, 0, 8),
  randomness: readBoolean,
  checksum: (cursor) => readOneOf(cursor, CHECKSUMS),
  confidence: (cursor) => readOneOf(cursor, CONFIDENCES),
  publicPrefix: (cursor) => readInteger(cursor, 0, 64),
  pair: readPair,
  path: readStrings,
  notPath: readStrings,
  examples: readStrings,
  negatives: readStrings,
  remediation: readRemediation,
  references: readUrls,
  assigned: readBoolean,
  replaces: readBoolean,
};

/** In the order in which documentation lists them. */
export const RULE_FIELDS: readonly string[] = Object.keys(READERS);

/** Fields that make no sense for several rules at once. */
const SINGLE_FIELDS = ["id", "replaces"];

/** What was written, and where each field stands. */
export interface ReadRule {
  readonly source: RuleSource;
  readonly at: ReadonlyMap<string, Cursor>;
  readonly self: Cursor;
}

/** What a file's rules share, under `defaults`. */
export function readDefaults(cursor: Cursor): ReadRule {
  const known = RULE_FIELDS.filter((field) => !SINGLE_FIELDS.includes(field));
  const at = readMap(cursor, known, (key) => `defaults, field "${key}"`);
  return { source: readFields(at), at, self: cursor };
}

/** @param defaults of the file; the rule's own fields stand above them */
export function readRule(cursor: Cursor, defaults: ReadRule | undefined): ReadRule {
  const label = labelOf(cursor);
  const at = readMap({ ...cursor, name: label }, RULE_FIELDS, (key) => `${label}, field "${key}"`);
  const source = readFields(at);
  if (defaults === undefined) return { source, at, self: { ...cursor, name: label } };
  return {
    source: { ...defaults.source, ...source },
    at: new Map([...defaults.at, ...at]),
    self: { ...cursor, name: label },
  };
}

function readFields(at: ReadonlyMap<string, Cursor>): RuleSource {
  const source: Record<string, unknown> = {};
  for (const [field, cursor] of at) source[field] = READERS[field as keyof RuleSource](cursor);
  return source as RuleSource;
}

/** `rule "acme-token"`, or `a rule` where the id is missing or no text: the id itself is read later. */
function labelOf({ node }: Cursor): string {
  const id = node !== null && "get" in node && typeof node.get === "function" ? (node.get("id") as unknown) : undefined;
  return typeof id === "string" ? `rule "${id}"` : "a rule";
}

function readId(cursor: Cursor): string {
  const id = readString(cursor);
  return /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id) && id.length <= 80
    ? id
    : fail(cursor, `"${id}" is not an id`, "Write lower-case letters and digits joined by single dashes");
}

function readUrls(cursor: Cursor): string[] {
  const urls = readStrings(cursor);
  for (const url of urls) checkUrl(cursor, url);
  return urls;
}

function checkUrl(cursor: Cursor, url: string): string {
  return /^https:\/\/[^\s<>"]+$/.test(url) && URL.canParse(url) ? url : fail(cursor, `"${url}" is not an https URL`);
}

function readPair(cursor: Cursor): PairSource {
  const at = readMap(cursor, ["rule", "pattern", "what", "within"], (key) => `${cursor.name.replace(/"$/, "")}.${key}"`);
  const [rule, pattern, what, within] = ["rule", "pattern", "what", "within"].map((key) => at.get(key));
  if ((rule === undefined) === (pattern === undefined)) fail(cursor, "needs one of rule and pattern");
  if (pattern !== undefined && what === undefined) fail(cursor, "a pattern needs what: how reports call it");
  return {
    ...(rule === undefined ? {} : { rule: readId(rule) }),
    ...(pattern === undefined ? {} : { pattern }),
    ...(what === undefined ? {} : { what: readString(what) }),
    ...(within === undefined ? {} : { within: readInteger(within, 1, 20) }),
  };
}

function readRemediation(cursor: Cursor): RemediationSource {
  const at = readMap(cursor, ["revokeUrl", "documentationUrl", "steps"], (key) => `${cursor.name.replace(/"$/, "")}.${key}"`);
  const url = (key: string): string | undefined => {
    const found = at.get(key);
    return found === undefined ? undefined : checkUrl(found, readString(found));
  };
  const revokeUrl = url("revokeUrl");
  const documentationUrl = url("documentationUrl");
  const steps = at.get("steps");
  return {
    ...(revokeUrl === undefined ? {} : { revokeUrl }),
    ...(documentationUrl === undefined ? {} : { documentationUrl }),
    ...(steps === undefined ? {} : { steps: readStrings(steps) }),
  };
}
