/**
 * A candidate as the model sees it: one number for each named feature, always in the same order.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { contextFeatures } from "./context-features.js";
import { nameFeatures, nameWords } from "./name-features.js";
import { valueFeatures } from "./value-features.js";

/** Numbers in the order of `FEATURE_NAMES`. */
export type FeatureRow = readonly number[];

/** Merging the groups into one object would cost V8 a dictionary of a hundred keys for each candidate, so values are joined instead. */
export function candidateFeatures(window: TextWindow, candidate: Candidate, path: string): FeatureRow {
  return featureGroups(window, candidate, path).flatMap((group) => Object.values(group));
}

function featureGroups(window: TextWindow, candidate: Candidate, path: string): readonly object[] {
  const { bytes } = window;
  const name = candidate.form === "run" ? "" : latin1(bytes, candidate.nameStart, candidate.nameEnd);
  const value = latin1(bytes, candidate.valueStart, candidate.valueEnd);
  return [
    nameFeatures(name),
    valueFeatures(bytes, candidate.valueStart, candidate.valueEnd, value, nameWords(name)),
    contextFeatures(window, candidate, path),
  ];
}

const NOTHING: Candidate = {
  form: "run",
  operator: "none",
  nameStart: 0,
  nameEnd: 0,
  nameQuoted: false,
  valueStart: 0,
  valueEnd: 1,
  quote: 0,
  wrapped: false,
};

/** The names by which `rules/model/assigned.json` refers to features. */
export const FEATURE_NAMES: readonly string[] = featureGroups(
  { bytes: new Uint8Array(1), start: 0, end: 1 },
  NOTHING,
  "",
).flatMap((group) => Object.keys(group));
