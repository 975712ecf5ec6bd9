/**
 * Judges the places of assigned secrets: passwords, keys and tokens without a shape of their own.
 *
 * Owns the order of steps (draw, filter, measure, decide) and what is said of them. The kernel's words are `words.ts`.
 */

import type { Verdict } from "../../model/finding.js";
import type { Span } from "../../model/location.js";
import { latin1 } from "../bytes.js";
import { isMachineMade } from "../machine-made.js";
import type { Match, TextWindow, Trace } from "../match.js";
import { encodedReason } from "../non-secret/encoded.js";
import { nonSecretReason } from "../non-secret/placeholder.js";
import type { Candidate } from "./candidate.js";
import { documentationReason } from "./documentation.js";
import { drawValue, isEnvironmentName, isOfWords } from "./draw.js";
import { explained, OF_WORDS, STANDS_IN, traceName, verdictsOf } from "./explanation.js";
import { candidateFeatures } from "./features.js";
import { type FileKind, fileKind } from "./file-kind.js";
import { furtherCandidates } from "./further.js";
import { levelOf, score } from "./model.js";
import { inOnePiece } from "./pieces.js";
import { ruleOf } from "./rule-choice.js";
import { surroundingsReason } from "./surroundings.js";

export { isOfNoLiteral } from "./explanation.js";
export { type FileKind, fileKind } from "./file-kind.js";
export { nameTable } from "./name-table.js";
export { ASSIGNED_WORDS, HAS_ROWS } from "./words.js";

export interface AssignedDetector {
  /**
   * Judges the place of a word candidate; pushes at most one match, but one for each row of a table and element of a list. `wordIndex` is the index in `ASSIGNED_WORDS`.
   *
   * @returns the value that a name announces there and that is beyond no doubt harmless, whether it was pushed or not: a provider beside
   *   it may still make it a secret
   */
  judgeWord(
    window: TextWindow,
    wordStart: number,
    wordIndex: number,
    path: string,
    kind: FileKind,
    out: Match[],
    trace?: Trace,
  ): Span | undefined;
}

export function createAssignedDetector(): AssignedDetector {
  // the last value: a name within it is part of a text
  let drawn: Span = { start: 0, end: 0 };

  return {
    judgeWord(window, wordStart, wordIndex, path, kind, out, trace) {
      const candidate = drawValue(window, wordStart, wordIndex, kind);
      for (const further of furtherCandidates(window, wordStart, wordIndex, candidate, kind)) {
        const match = further === undefined ? undefined : judge(window, further, path, trace)?.match;
        if (match !== undefined) out.push(match);
      }
      if (candidate === undefined) {
        if (trace !== undefined && !(wordStart >= drawn.start && wordStart < drawn.end))
          traceName(window, wordStart, wordIndex, trace);
        return undefined;
      }
      drawn = { start: candidate.valueStart, end: candidate.valueEnd };
      if (isOfWords(window.bytes, candidate, wordIndex, kind)) {
        trace?.(ruleOfNamed(window, candidate), candidate.valueStart, candidate.valueEnd, OF_WORDS);
        return randomLetters(window, candidate);
      }
      const judged = judge(window, candidate, path, trace);
      if (judged?.match !== undefined) out.push(judged.match);
      return judged === undefined ? undefined : drawn;
    },
  };
}

function ruleOfNamed({ bytes }: TextWindow, candidate: Candidate): string {
  return ruleOf(candidate, latin1(bytes, candidate.nameStart, candidate.nameEnd));
}

/** Letters that are no words: no secret by their name, but a provider's, it may be. */
function randomLetters({ bytes }: TextWindow, { valueStart, valueEnd }: Candidate): Span | undefined {
  return isMachineMade(bytes, valueStart, valueEnd, false) ? { start: valueStart, end: valueEnd } : undefined;
}

/** Values that a template fills, masks and known examples are dropped before anything is measured; the rest is the model's. */
export function dropReason(window: TextWindow, candidate: Candidate, path: string): string | undefined {
  const { valueStart, valueEnd, form } = candidate;
  const reason = nonSecretReason(window.bytes, valueStart, valueEnd);
  // people take `changeme` and `aaaa` for passwords, machines never take what repeats for a key
  if (
    reason === "a sequence or a repetition"
      ? valueEnd - valueStart >= KEY_LENGTH
      : reason !== "a placeholder" && reason !== undefined
  )
    return reason;
  const value = latin1(window.bytes, valueStart, valueEnd);
  if (form !== "url" && form !== "bearer") {
    const encoded = encodedReason(value);
    if (encoded !== undefined) return encoded;
  }
  return surroundingsReason(window, candidate, value, path);
}

/** Undefined for a value that was dropped before the model saw it, no match where the model said no. */
function judge(written: TextWindow, drawn: Candidate, path: string, trace?: Trace): { readonly match?: Match } | undefined {
  const { nameStart, nameEnd, valueStart, valueEnd, joints } = drawn;
  const { window, candidate } = inOnePiece(written, drawn);
  const name = latin1(written.bytes, nameStart, nameEnd);
  const ruleId = ruleOf(candidate, name);
  const drop = (verdict: Verdict): undefined => {
    trace?.(ruleId, valueStart, valueEnd, verdict);
    return undefined;
  };
  const reason = dropReason(window, candidate, path);
  if (reason !== undefined) return drop({ step: "non-secret", outcome: "drop", detail: reason });
  const row = candidateFeatures(window, candidate, path);
  const probability = score(row);
  const level = levelOf(probability);
  const named = standsInForVariable(window, candidate, name) && level !== "high" ? "medium" : level;
  const shown =
    named === undefined || named === "low" || isKey(window, candidate)
      ? undefined
      : documentationReason(written, drawn, latin1(window.bytes, candidate.valueStart, candidate.valueEnd), path, fileKind(path));
  const confidence = shown === undefined ? named : "low";
  if (confidence === undefined) {
    if (trace !== undefined) drop({ step: "model", outcome: "drop", detail: explained(probability, row) });
    return {};
  }
  const match: Match = {
    ruleId,
    start: valueStart,
    end: valueEnd,
    matchStart: Math.min(nameStart, valueStart),
    matchEnd: valueEnd,
    confidence,
    ...(joints === undefined ? {} : { joints }),
    verdicts: [
      ...verdictsOf(drawn, nameOf(written, drawn), level, explained(probability, row)),
      ...(named === level ? [] : [STANDS_IN]),
      ...(shown === undefined ? [] : [{ step: "context", outcome: "lower", detail: shown } as const]),
    ],
    ...(candidate.form === "url" ||
    candidate.form === "basic" ||
    candidate.form === "bearer" ||
    candidate.form === "sql" ||
    candidate.form === "call"
      ? {}
      : { assignedTo: nameOf(written, drawn) }),
  };
  return { match };
}

/** `JWT_SECRET` of `process.env.JWT_SECRET`, `password` of `--password`: the inventory groups by it. */
function nameOf({ bytes }: TextWindow, { nameStart, nameEnd }: Candidate): string {
  const name = Buffer.from(bytes.buffer, bytes.byteOffset + nameStart, nameEnd - nameStart).toString("utf8");
  return name.replace(/^(?:(?:process|import\.meta|Deno|Bun)\.env\.|[-.$]+)/, "");
}

/** Shorter values may be passwords. */
const KEY_LENGTH = 16;
/** A message has blanks. */
const BLANK = 0x20;

/** The name ends in what it holds: `SECRET_SCAN_LEVEL` holds a level. */
const SECRET_VARIABLE =
  /(?:passw(?:or)?d|passphrase|pwd|secret|jwt|token|(?:api|secret|private|access|auth|signing|encryption|jwt)_?key)["'\])]*$/i;

/** What a service gives out, and knows no made-up one of: it signs nothing. */
const OF_A_SERVICE = /(?:token|(?:api|access)_?key)["'\])]*$/i;
const MADE_UP = /(?:^|[^a-z])(?:fake|dummy|mock|demo|none|null|undefined)(?:[^a-z]|$)/i;
/** `change-me` asks for it and works until then. */
const TO_CHANGE = /change/i;

function isMadeUp(bytes: Uint8Array, start: number, end: number): boolean {
  const value = latin1(bytes, start, end);
  return MADE_UP.test(value) || (nonSecretReason(bytes, start, end) === "a placeholder" && !TO_CHANGE.test(value));
}

/** What machines make is no example of a password, wherever it stands: real keys are pasted into documentation. */
function isKey({ bytes }: TextWindow, { valueStart, valueEnd }: Candidate): boolean {
  return valueEnd - valueStart >= KEY_LENGTH && isMachineMade(bytes, valueStart, valueEnd, true);
}

/** True for a literal behind `process.env.JWT_SECRET ||`: however weak, it is what signs where nobody sets the variable. */
function standsInForVariable({ bytes }: TextWindow, { form, valueStart, valueEnd }: Candidate, name: string): boolean {
  if (form !== "fallback" || !SECRET_VARIABLE.test(name) || !isEnvironmentName(name)) return false;
  if (OF_A_SERVICE.test(name) && isMadeUp(bytes, valueStart, valueEnd)) return false;
  return !bytes.subarray(valueStart, valueEnd).includes(BLANK);
}
