/**
 * What one announcement has more than one value of: the rows of a table or an `INSERT`, the elements of a list, a line with two passwords.
 */

import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { columnSecrets } from "./column.js";
import { furtherOfLine } from "./directive.js";
import type { FileKind } from "./file-kind.js";
import { furtherPasswords } from "./inserted.js";
import { furtherElements } from "./list-elements.js";
import { ASSIGNED_WORDS, WORD_KINDS } from "./words.js";

const MOST_ROWS = 1_000;

/** All but the first. @param first the first one, where there was one */
export function furtherCandidates(
  window: TextWindow,
  wordStart: number,
  wordIndex: number,
  first: Candidate | undefined,
  kind: FileKind,
): readonly (Candidate | undefined)[] {
  switch (WORD_KINDS[wordIndex]) {
    case "insert":
      return furtherPasswords(window, wordStart);
    case "column":
      return columnSecrets(window, wordStart, MOST_ROWS).slice(1);
    case "directive":
      return first === undefined ? NONE : furtherOfLine(window, wordStart, ASSIGNED_WORDS[wordIndex]!);
    case "name":
      return first === undefined ? NONE : furtherElements(window, first, kind);
    default:
      return NONE;
  }
}

const NONE: readonly Candidate[] = [];
