/**
 * One mention of a secret's name in a file: the place that asks for the value, or the place that says where it comes from.
 * Plain data, so that a worker may send it. No value is in it, not even a fallback's.
 */

import type { Fallback, ReferenceKind } from "../model/secret.js";

export interface Reference {
  readonly name: string;
  readonly role: "declared" | "used";
  readonly kind: ReferenceKind;
  /** 1-based. */
  readonly startLine: number;
  /** 1-based, in UTF-16 units, of the name. */
  readonly startColumn: number;
  /** Of a use: false where the program goes on without the value. */
  readonly required: boolean;
  readonly fallback: Fallback;
  /** The platform ignores the letter case of the name: secrets of GitHub Actions, configuration keys of .NET. */
  readonly caseless?: true;
  /** The file itself says that it is a secret, whatever its name: a key of a Kubernetes Secret, a `sensitive` variable. */
  readonly surely?: true;
  /** The platform issues it itself and anew for each run: `GITHUB_TOKEN`, `CI_JOB_TOKEN`. */
  readonly automatic?: true;
  /** Counts only where another place speaks of the name: a key of a file that a framework may or may not read. */
  readonly hint?: true;
  /** The name is that of a Secret of Kubernetes that is taken as a whole: where its keys are known, they are meant. */
  readonly whole?: true;
  /** Name of the Secret of Kubernetes whose key this is. */
  readonly of?: string;
}

/** What a use may be told of its fallback. */
export interface FallbackFacts {
  readonly required: boolean;
  readonly fallback: Fallback;
}

/** Without a fallback in sight a name counts as required. */
export const REQUIRED: FallbackFacts = { required: true, fallback: "none" };

/** The program goes on without the value, and puts nothing in its place that could be read in the file. */
export const OPTIONAL: FallbackFacts = { required: false, fallback: "none" };

export const EMPTY_FALLBACK: FallbackFacts = { required: false, fallback: "empty" };

export const LITERAL_FALLBACK: FallbackFacts = { required: false, fallback: "literal" };

/** What a finder reports; the place is worked out by who collects. */
export interface Mention
  extends Partial<FallbackFacts>,
    Pick<Reference, "caseless" | "automatic" | "surely" | "hint" | "whole" | "of"> {
  readonly name: string;
  /** Index of the name in the text, in UTF-16 units. */
  readonly at: number;
  readonly role: Reference["role"];
  /** Where it differs from the finder's own kind. */
  readonly kind?: ReferenceKind;
}

/** Looks through one file's text. Must be linear in it, and may report names that are no secrets: the collector asks. */
export type Finder = (text: string, emit: (mention: Mention) => void) => void;

/** A text that must stand in a file for its finder to have anything, with one of the characters of `next` right after it. */
export interface Anchor {
  readonly text: string;
  readonly next?: string;
}

/** A finder with what decides cheaply that a file has nothing for it. */
export interface FileFinder {
  readonly kind: ReferenceKind;
  /** One of these must stand in the file, in this letter case; empty: it is always worth a look. A plain text may have anything after it. */
  readonly hints: readonly (string | Anchor)[];
  /** Files above this many bytes are not looked through: what the finder is for is written by hand. */
  readonly limit?: number;
  readonly find: Finder;
}
