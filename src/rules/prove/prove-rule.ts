/**
 * The proof of one rule: its matches are found wherever credentials stand, at every offset, and its near misses are not.
 *
 * Owns what is tried and what counts as a fault. Detection is a parameter: the program's own, prefilter included.
 */

import type { RuleCore } from "../../model/rule.js";
import type { Confidence } from "../../model/secret-type.js";
import type { RuleProof } from "../compile/compile-rule.js";
import { fillTemplate } from "../compile/templates.js";
import { type CompleteChecksum, createMatchGenerator, type MatchGenerator } from "../generate/generate-match.js";
import type { GeneratedText, Shape } from "../generate/generate-text.js";
import { createRandom } from "../generate/random.js";
import { type Context, contextsOf, samplePath } from "./contexts.js";
import { nearMissesOf, withWrongChecksum } from "./near-misses.js";

/** A secret that detection found; offsets in the text, one character a byte. */
export interface Detected {
  readonly ruleId: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
}

export interface Detection {
  readonly found: readonly Detected[];
  /** Why candidates were dropped, for the message; never holds a secret. */
  readonly dropped: readonly { readonly ruleId: string; readonly reason: string }[];
}

/** Runs all rules over a text (latin1, one character a byte) as if it were the file `path`, at the lowest confidence. */
export type DetectText = (text: string, path: string) => Detection;

export interface ProofTools {
  readonly detect: DetectText;
  readonly complete: CompleteChecksum;
}

/** Which ends and middles of a pattern are tried in each context. */
const SHAPES: readonly Shape[] = ["mixed", "short", "long", "edges"];
/** Offsets around the blocks in which the prefilter reads. */
const OFFSETS = [1, 15, 16, 17, 47, 63, 64, 65, 127, 128, 129, 1000];
/** Of random matches some read like words or hold a run too short: one in eight may be missed. */
const TOLERATED = 1 / 8;

/** One sentence a fault; none when the rule is proved. */
export function proveRule(rule: RuleCore, proof: RuleProof | undefined, { detect, complete }: ProofTools): string[] {
  if (rule.kind === "path" || rule.kind === "assigned") return [];
  const generator = createMatchGenerator(rule, createRandom(rule.id), complete);
  const first = generator.generate("mixed");
  if (first === undefined) return ["no match could be made from the pattern: look-around, entropy or checksum contradict it"];
  const faults = rule.safe ? [] : ["the pattern is not proved free of catastrophic backtracking"];
  faults.push(...provePlaces(rule, generator, detect));
  faults.push(...proveOffsets(rule, generator, detect));
  faults.push(...proveNearMisses(rule, first, detect, complete));
  if (proof !== undefined) faults.push(...proveTexts(rule, proof, generator, detect));
  return faults;
}

function provePlaces(rule: RuleCore, generator: MatchGenerator, detect: DetectText): string[] {
  const faults: string[] = [];
  const words = rule.kind === "context" ? rule.context : ["service"];
  let tried = 0;
  let missed = 0;
  let reason = "";
  const contexts = words.flatMap((word, index) =>
    index === 0 ? contextsOf(rule, word) : contextsOf(rule, word).slice(index % 9, (index % 9) + 1),
  );
  for (const context of contexts) {
    let triedHere = 0;
    let missedHere = 0;
    let reasonHere = "";
    for (const shape of SHAPES) {
      const match = generator.generate(shape);
      if (match === undefined || !canStandIn(rule, match, context)) continue;
      const fault = faultOf(rule, match, context.before, context.after, context.path, detect);
      triedHere++;
      if (fault === undefined) continue;
      missedHere++;
      reasonHere = fault;
    }
    tried += triedHere;
    missed += missedHere;
    reason ||= reasonHere;
    if (missedHere > triedHere / 2) faults.push(`not found in ${context.name} (${missedHere} of ${triedHere}): ${reasonHere}`);
  }
  if (faults.length === 0 && missed > Math.max(1, tried * TOLERATED))
    faults.push(`${missed} of ${tried} generated matches are not found: ${reason}`);
  if (tried === 0) faults.push("its matches fit into none of the standard contexts");
  return faults;
}

function proveOffsets(rule: RuleCore, generator: MatchGenerator, detect: DetectText): string[] {
  const [context] = contextsOf(rule, rule.context[0] ?? "service");
  if (context === undefined) return [];
  let missed = 0;
  let reason = "";
  for (const offset of OFFSETS) {
    const match = generator.generate("mixed");
    if (match === undefined || !canStandIn(rule, match, context)) continue;
    const fault = faultOf(rule, match, `${" ".repeat(offset - 1)}\n${context.before}`, context.after, context.path, detect);
    if (fault !== undefined) missed++;
    reason ||= fault ?? "";
  }
  return missed > Math.max(1, OFFSETS.length * TOLERATED)
    ? [`not found at ${missed} of ${OFFSETS.length} offsets: ${reason}`]
    : [];
}

function proveNearMisses(rule: RuleCore, match: GeneratedText, detect: DetectText, complete: CompleteChecksum): string[] {
  const [context] = contextsOf(rule, rule.context[0] ?? "service");
  if (context === undefined || !context.fits.test(match.text)) return [];
  const place = (text: string): readonly Detected[] =>
    detect(context.before + text + context.after, context.path).found.filter(({ ruleId }) => ruleId === rule.id);
  const faults = nearMissesOf(rule, match).flatMap(({ name, text }) => (place(text).length > 0 ? [`matches ${name}`] : []));
  const wrong = withWrongChecksum(rule, match, complete);
  if (wrong !== undefined && place(wrong.text).some(({ confidence }) => confidence !== "low"))
    faults.push("a wrong checksum does not lower the confidence to low");
  return faults;
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

/** Undefined when the rule found exactly the secret. */
function faultOf(
  rule: RuleCore,
  match: GeneratedText,
  before: string,
  after: string,
  path: string,
  detect: DetectText,
): string | undefined {
  const start = before.length + match.start;
  const end = before.length + match.end;
  const { found, dropped } = detect(before + match.text + after, path);
  const own = found.find((detected) => detected.ruleId === rule.id);
  if (own !== undefined && own.start === start && own.end === end) {
    if (rule.checksum !== undefined && own.confidence === "low" && rule.confidence !== "low")
      return "the checksum of a generated match is called wrong";
    return undefined;
  }
  if (own !== undefined) return `found ${own.end - own.start} bytes in place of ${end - start}`;
  const taken = found.find((detected) => detected.start < end && start < detected.end);
  if (taken !== undefined) return `rule ${taken.ruleId} takes it`;
  return dropped.find(({ ruleId }) => ruleId === rule.id)?.reason ?? "no candidate of the prefilter leads to it";
}

/** False when the pattern itself would match on into what follows, or the text cannot stand there unescaped. */
function canStandIn(rule: RuleCore, match: GeneratedText, context: Context): boolean {
  if (!context.fits.test(match.text)) return false;
  const sticky = new RegExp(`(?:${rule.pattern})`, rule.ignoreCase ? "siy" : "sy");
  const whole = sticky.exec(match.text + context.after);
  return whole !== null && whole[0].length === match.text.length;
}

/** UTF-8, one character a byte. */
function toBytes(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
