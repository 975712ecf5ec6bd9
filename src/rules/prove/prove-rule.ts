/**
 * The proof of one rule: its matches are found wherever credentials stand, at every offset, and its near misses are not.
 *
 * Owns what is tried and what counts as a fault; one trial is `trial.ts`. Detection is a parameter: the program's own, prefilter included.
 */

import type { RuleCore } from "../../model/rule.js";
import type { Confidence } from "../../model/secret-type.js";
import type { RuleProof } from "../compile/compile-rule.js";
import { fillTemplate } from "../compile/templates.js";
import { type CompleteChecksum, createMatchGenerator, type MatchGenerator } from "../generate/generate-match.js";
import type { GeneratedText, Shape } from "../generate/generate-text.js";
import { createRandom } from "../generate/random.js";
import { type Context, contextsOf, samplePath } from "./contexts.js";
import { nearMissesOf, type VerifyChecksum, withWrongChecksum } from "./near-misses.js";
import { canStandIn, type Detected, type Detection, type DetectText, tryIn } from "./trial.js";

export interface ProofTools {
  readonly detect: DetectText;
  readonly complete: CompleteChecksum;
  readonly verify: VerifyChecksum;
}

/** Which ends and middles of a pattern are tried in each context. */
const SHAPES: readonly Shape[] = ["mixed", "short", "long", "edges"];
/** Offsets around the blocks in which the prefilter reads. */
const OFFSETS = [1, 15, 16, 17, 47, 63, 64, 65, 127, 128, 129, 1000];
/** Of random matches some read like words, hold a run too short or the start of another rule's: one in sixteen may be missed. */
const TOLERATED = 1 / 16;

/** One sentence a fault; none when the rule is proved. */
export function proveRule(rule: RuleCore, proof: RuleProof | undefined, { detect, complete, verify }: ProofTools): string[] {
  if (rule.kind === "path" || rule.kind === "assigned") return [];
  // its near misses are the very texts that it would not come back from
  if (!rule.safe) return ["the pattern is not proved free of catastrophic backtracking"];
  const generator = createMatchGenerator(rule, createRandom(rule.id), complete);
  const first = generator.generate("mixed");
  if (first === undefined) return ["no match could be made from the pattern: look-around, entropy or checksum contradict it"];
  const faults: string[] = [];
  const misplaced = provePlaces(rule, generator, detect);
  faults.push(...misplaced);
  if (misplaced.length === 0) faults.push(...proveOffsets(rule, generator, detect));
  faults.push(...proveNearMisses(rule, first, wrongChecksums(rule, generator, verify), detect));
  faults.push(...proveLengths(rule, generator, detect));
  if (proof !== undefined) faults.push(...proveTexts(rule, proof, generator, detect));
  return faults;
}

function provePlaces(rule: RuleCore, generator: MatchGenerator, detect: DetectText): string[] {
  const outcomes = standardContexts(rule).map((context) => ({ context, tally: tryIn(rule, generator, context, SHAPES, detect) }));
  const tried = sum(outcomes.map(({ tally }) => tally.tried));
  if (tried === 0) return ["its matches fit into none of the standard contexts"];
  const missed = sum(outcomes.map(({ tally }) => tally.missed));
  const shadows = outcomes.flatMap(({ tally }) => tally.shadows);
  const bad = outcomes.filter(({ tally }) => tally.missed > tally.tried / 2);
  const reason = (bad.length > 0 ? bad : outcomes).map(({ tally }) => tally.reason).find((text) => text !== "");
  const faults: string[] = [];
  if (bad.length > 0)
    faults.push(
      `not found in ${bad.map(({ context }) => context.name).join(", ")} (${missed} of ${tried} matches missed): ${reason}`,
    );
  else if (missed > Math.max(1, tried * TOLERATED))
    faults.push(`${missed} of ${tried} generated matches are not found: ${reason}`);
  if (shadows.length > tried / 2) faults.push(`rule ${shadows[0]} takes ${shadows.length} of its ${tried} matches`);
  return faults;
}

/** All contexts with the first context word; one each with the others. */
function standardContexts(rule: RuleCore): readonly Context[] {
  const [first = "service", ...others] = rule.context;
  return [
    ...contextsOf(rule, first),
    ...others.map((word) => contextsOf(rule, word)).map((contexts, index) => contexts[index % contexts.length]!),
  ];
}

function proveOffsets(rule: RuleCore, generator: MatchGenerator, detect: DetectText): string[] {
  const contexts = contextsOf(rule, rule.context[0] ?? "service");
  const match = generator.generate("mixed");
  const context = match && contexts.find((candidate) => canStandIn(rule, match, candidate));
  if (context === undefined) return [];
  const outcomes = OFFSETS.map((offset) =>
    tryIn(rule, generator, { ...context, before: `${" ".repeat(offset - 1)}\n${context.before}` }, ["mixed"], detect),
  );
  const missed = sum(outcomes.map((tally) => tally.missed));
  if (missed <= Math.max(1, OFFSETS.length * TOLERATED)) return [];
  return [`not found at ${missed} of ${OFFSETS.length} offsets: ${outcomes.find((tally) => tally.reason !== "")?.reason}`];
}

/** Tries until a match has a checksum at all: of a pattern's shapes only the format's own one has. */
const CHECKSUM_TRIES = 12;
const WRONG_CHECKSUMS = 2;

function wrongChecksums(rule: RuleCore, generator: MatchGenerator, verify: VerifyChecksum): GeneratedText[] {
  const wrong: GeneratedText[] = [];
  for (let tries = 0; rule.checksum !== undefined && tries < CHECKSUM_TRIES && wrong.length < WRONG_CHECKSUMS; tries++) {
    const right = generator.generate(SHAPES[tries % SHAPES.length]!);
    const changed = right && withWrongChecksum(rule, right, verify);
    if (changed !== undefined) wrong.push(changed);
  }
  return wrong;
}

function proveNearMisses(rule: RuleCore, match: GeneratedText, wrong: readonly GeneratedText[], detect: DetectText): string[] {
  const context = contextFor(rule, match);
  if (context === undefined) return [];
  const place = (text: string): readonly Detected[] => ownIn(rule, context, text, detect);
  const faults = nearMissesOf(rule, match).flatMap(({ name, text }) => (place(text).length > 0 ? [`matches ${name}`] : []));
  const nameless = rule.kind === "context" ? contextsOf(rule, NO_NAME).find(({ fits }) => fits.test(match.text)) : undefined;
  if (
    nameless !== undefined &&
    !saysOneOf(rule.context, nameless, match.text) &&
    ownIn(rule, nameless, match.text, detect).length > 0
  )
    faults.push("matches where none of its context words stands");
  // what is wrong in a key's armour is a key still: changed, or cut short
  const most: Confidence = rule.checksum === "pem" ? "medium" : "low";
  if (wrong.some(({ text }) => place(text).some(({ confidence }) => confidence !== "low" && confidence !== most)))
    faults.push(`a wrong checksum does not lower the confidence to ${most}`);
  return faults;
}

/** Of a shape with a shortest and a longest match, these are the ones that can be short by one and too long by one. */
function proveLengths(rule: RuleCore, generator: MatchGenerator, detect: DetectText): string[] {
  if (rule.minLength === rule.maxLength) return [];
  return (["short", "long"] as const).flatMap((shape) => {
    const match = generator.generate(shape);
    const context = match && contextFor(rule, match);
    const misses = match === undefined ? [] : nearMissesOf(rule, match);
    const wanted = shape === "short" ? "one character short" : "one character too long";
    const miss = misses.find(({ name }) => name === wanted);
    return context !== undefined && miss !== undefined && ownIn(rule, context, miss.text, detect).length > 0
      ? [`matches ${wanted}, of its ${shape}est`]
      : [];
  });
}

function contextFor(rule: RuleCore, match: GeneratedText): Context | undefined {
  return contextsOf(rule, rule.context[0] ?? "service").find(({ fits }) => fits.test(match.text));
}

function ownIn(rule: RuleCore, { before, after, path }: Context, text: string, detect: DetectText): readonly Detected[] {
  return detect(before + text + after, path).found.filter(({ ruleId }) => ruleId === rule.id);
}

/** Names a value and says nothing of whose it is. */
const NO_NAME = "value";

function saysOneOf(words: readonly string[], { before, after, path }: Context, match: string): boolean {
  const text = `${path} ${before}${match}${after}`.toLowerCase().replaceAll(/[_ -]/g, "");
  return words.some((word) => text.includes(word));
}

function proveTexts(rule: RuleCore, proof: RuleProof, generator: MatchGenerator, detect: DetectText): string[] {
  const path = rule.paths[0] === undefined ? "example.txt" : samplePath(rule.paths[0]);
  const fill = (template: string): string => fillTemplate(template, generator.generate("mixed")?.text ?? "");
  const finds = (text: string): Detection["found"] =>
    detect(toBytes(text), path).found.filter(({ ruleId }) => ruleId === rule.id);
  const faults: string[] = [];
  proof.examples.forEach((example, index) => {
    // a generated match may happen to read like words: three tries
    if ([1, 2, 3].every(() => finds(fill(example)).length === 0)) faults.push(`example ${index + 1} does not match`);
  });
  proof.negatives.forEach((negative, index) => {
    if (finds(fill(negative)).length > 0) faults.push(`negative ${index + 1} matches`);
  });
  return faults;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

/** UTF-8, one character a byte. */
function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
