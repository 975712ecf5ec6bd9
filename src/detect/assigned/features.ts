/**
 * A candidate as the model sees it: one number for each named feature.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { contextFeatures } from "./context-features.js";
import { FEATURE_NAMES, type FeatureRow } from "./feature-names.js";
import { nameFeatures } from "./name-features.js";
import { nameWords } from "./name-words.js";
import { valueFeatures } from "./value-features.js";

export function candidateFeatures(window: TextWindow, candidate: Candidate, path: string): FeatureRow {
  const { bytes } = window;
  const { nameStart, nameEnd, valueStart: start, valueEnd: end } = candidate;
  const mayBeEncoded = candidate.form === "url" || candidate.form === "bearer";
  const row = new Float64Array(FEATURE_NAMES.length);
  const name = latin1(bytes, nameStart, nameEnd);
  const words = nameWords(name);
  nameFeatures(name, words, row);
  valueFeatures({ bytes, start, end, value: latin1(bytes, start, end), words, mayBeEncoded }, row);
  contextFeatures(window, candidate, path, row);
  return row;
}
