/**
 * The detector of one thread: takes the kernel's candidates of a window and returns matches.
 *
 * Owns which judge sees which candidate, and that one secret gives one match. Windows, locations and masking are `scan`'s.
 */

import type { RuleCore } from "../model/rule.js";
import {
  createPrefilter,
  HAS_PREFIX,
  MAY_BE_ENCODED,
  MAY_BE_VALUE,
  type Prefilter,
  RUN_LENGTH,
  WORD_INDEX,
} from "../prefilter/prefilter.js";
import type { PrefilterTables } from "../prefilter/tables.js";
import { ASSIGNED_WORDS, createAssignedDetector, type FileKind, fileKind, HAS_ROWS, nameTable } from "./assigned/assigned.js";
import { type ContextRules, createContextRules } from "./context-rules.js";
import { RuleTimeout } from "./deadline.js";
import { WORD_GROUPS } from "./generated/word-groups.js";
import { createLiteralRules } from "./literal-rules.js";
import { valueModel } from "./machine-made.js";
import type { Match, TextWindow, Trace } from "./match.js";
import { resolveOverlaps } from "./overlap.js";
import { createPathRules, type PathRules } from "./path-rules.js";
import { createPrefixRules } from "./prefix-rules.js";
import { createRepetition } from "./repetition.js";
import { createRuleMatcher, type RuleMatcher } from "./rule-matcher.js";
import { withoutSecretNames } from "./secret-names.js";

export interface Detector {
  /** The window that `detect` looks at: write the text at its front. */
  readonly prefilter: Prefilter;
  readonly pathRules: PathRules;
  /**
   * Matches in the first `length` bytes of the window whose candidate stands in [from, to), ordered by offset.
   * Text before `from` and behind `to` is context.
   *
   * @param encoded told of each place that may hold an encoded text, in no order: a run of machine-made characters, or the first
   *   of some escapes
   */
  detect(length: number, from: number, to: number, path: string, encoded?: EncodedListener, trace?: Trace): Match[];
  /** To be called before each blob: a rule that ran out of time in one works again in the next. */
  begin(): void;
  /** Ids of the rules that ran out of time since `begin`. */
  readonly timedOut: ReadonlySet<string>;
  ruleOf(id: string): RuleCore | undefined;
  /** What the prefilter is told. */
  tables(): PrefilterTables;
  /**
   * A window of its own with the same judges, for texts that come up while this one's is in use. It belongs to the same blob: `begin`
   * of it does nothing, `timedOut` is the same. V8 compiles the judges once for both, which one detector more would undo.
   */
  second(capacity: number): Detector;
}

export type EncodedListener = (start: number, end: number) => void;

/** The escape before a number in braces. */
const CODE_POINT = "\\u{";

/**
 * @param capacity bytes of the window
 * @param escapes starts of encodings that hold no run of token characters, for `encoded`; lower case
 * @param image of the tables that these rules and escapes give, where it was made before
 */
export function createDetector(
  rules: readonly RuleCore[],
  capacity: number,
  escapes: readonly string[] = [],
  image?: Uint8Array,
): Detector {
  const matchers: (RuleMatcher | undefined)[] = new Array(rules.length);
  const timedOut = new Set<string>();
  const matcherOf = (index: number): RuleMatcher => {
    matchers[index] ??= giveUp(createRuleMatcher(rules[index]!), timedOut);
    return matchers[index];
  };
  let indexes: ReadonlyMap<string, number> | undefined;
  const indexOf = (id: string): number | undefined => {
    indexes ??= new Map(rules.map((rule, index) => [rule.id, index]));
    return indexes.get(id);
  };
  const ruleOf = (id: string): RuleCore | undefined => rules[indexOf(id) ?? -1];
  const pathRules = createPathRules(rules);
  const prefixRules = createPrefixRules(rules, matcherOf);
  // made when a value stands near a name: few short runs have one
  let context: ContextRules | undefined;
  const contextRules = (): ContextRules => (context ??= createContextRules(rules, matcherOf));
  const literalRules = createLiteralRules(rules, matcherOf);
  const assigned = createAssignedDetector();
  const repetition = createRepetition(ASSIGNED_WORDS.length);

  const others = new Set([...literalRules.words, ...ASSIGNED_WORDS, ...escapes]);
  const names = nameTable(
    (word) => literalRules.words.includes(word) || escapes.includes(word),
    escapes.filter((start) => start === CODE_POINT && !literalRules.words.includes(start)),
  );
  for (const word of names.words) others.delete(word);
  const words = [...names.words, ...[...others].sort()];
  const literalIndex = Int16Array.from(words, (word) => literalRules.words.indexOf(word));
  const assignedIndex = Int16Array.from(words, (word) => ASSIGNED_WORDS.indexOf(word));
  const escapeLength = Uint8Array.from(words, (word) => (escapes.includes(word) ? word.length : 0));
  const tables = (): PrefilterTables => {
    const groups = new Map(WORD_GROUPS.flatMap((members, index) => members.map((word) => [word, index + 1] as const)));
    const prefixed = rules.filter(({ kind }) => kind === "prefix");
    return {
      words,
      groups: Uint8Array.from(words, (word) => groups.get(word) ?? 0),
      names: names.table(),
      prefixes: prefixed.flatMap(({ prefixes }) => prefixes),
      leastRuns: Uint8Array.from(prefixed.flatMap((rule) => rule.prefixes.map(() => rule.leastRun))),
      model: valueModel(),
      context: contextRules().table(),
    };
  };
  const source = image === undefined ? tables() : { image };

  /** A value that a name announced may hold no run, but a provider may be named beside it: then it is that provider's. */
  const judgeAssigned = (
    window: TextWindow,
    at: number,
    word: number,
    path: string,
    kind: FileKind,
    found: Match[],
    trace?: Trace,
  ): void => {
    if (trace === undefined && !HAS_ROWS[word] && repetition.isHarmless(window, at, word)) return;
    const before = found.length;
    const value = assigned.judgeWord(window, at, word, path, kind, found, trace);
    if (value !== undefined) contextRules().judgeValue(window, value.start, value.end, found, trace);
    repetition.judged(window, at, word, found.length === before);
  };

  let lastPath: string | undefined;
  let kind: FileKind = "other";

  const open = (size: number): Detector => {
    const prefilter = createPrefilter(source, size);
    const { candidates } = prefilter;
    // negative for a word: the kind is the sign bit
    const infos = new Int32Array(candidates.buffer, candidates.byteOffset, candidates.length);
    const detect: Detector["detect"] = (length, from, to, path, encoded, trace) => {
      const window: TextWindow = { bytes: prefilter.window, start: 0, end: length };
      if (path !== lastPath) {
        lastPath = path;
        kind = fileKind(path);
      }
      // the trace tells of every place
      const count = prefilter.scan(from, length, length, trace === undefined ? kind : "unknown");
      const found: Match[] = [];
      for (let i = 0; i < count * 2; i += 2) {
        const at = candidates[i]!;
        const info = infos[i + 1]!;
        if (info < 0) {
          if (at < from || at >= to) continue;
          const word = info & WORD_INDEX;
          if (literalIndex[word]! >= 0) literalRules.judgeWord(window, at, literalIndex[word]!, found, trace);
          if (assignedIndex[word]! >= 0) judgeAssigned(window, at, assignedIndex[word]!, path, kind, found, trace);
          if (escapeLength[word]! > 0) encoded?.(at, at + escapeLength[word]!);
          continue;
        }
        const end = Math.min(length, at + (info & RUN_LENGTH));
        // of a run that is longer than a look reaches each one takes the prefixes that stand in its own part
        if ((info & HAS_PREFIX) !== 0) prefixRules.judgeRun(window, { start: at, end }, { start: from, end: to }, found, trace);
        if (at < from || at >= to) continue;
        if ((info & MAY_BE_VALUE) !== 0) contextRules().judgeValue(window, at, end, found, trace);
        if ((info & MAY_BE_ENCODED) !== 0) encoded?.(at, end);
      }
      if (found.length === 0) return found;
      const wanted = found.filter(({ ruleId }) => {
        const index = indexOf(ruleId);
        return index !== undefined && pathRules.looksAt(index, path);
      });
      return withoutSecretNames(resolveOverlaps(wanted, ruleOf), window.bytes);
    };
    return {
      prefilter,
      pathRules,
      timedOut,
      begin() {},
      ruleOf,
      tables,
      detect,
      second: open,
    };
  };
  return {
    ...open(capacity),
    begin() {
      if (timedOut.size > 0) timedOut.clear();
    },
  };
}

/** A rule that runs out of time matches nothing more in this blob. */
function giveUp(matcher: RuleMatcher, timedOut: Set<string>): RuleMatcher {
  if (matcher.rule.safe) return matcher;
  const guard = <T>(run: () => T, nothing: T): T => {
    if (timedOut.has(matcher.rule.id)) return nothing;
    try {
      return run();
    } catch (error) {
      if (!(error instanceof RuleTimeout)) throw error;
      timedOut.add(error.ruleId);
      return nothing;
    }
  };
  return {
    rule: matcher.rule,
    matchAt: (window, at) => guard(() => matcher.matchAt(window, at), undefined),
    matchWhole: (window, start, end) => guard(() => matcher.matchWhole(window, start, end), undefined),
    matchAll: (window, from, to) => guard(() => matcher.matchAll(window, from, to), []),
  };
}
