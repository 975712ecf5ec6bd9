/**
 * The nouns of `.secrets-allowlist`: an entry as it was checked, and the file as a whole.
 *
 * Owns shapes only. Reading is `parse-allowlist.ts`, applying is `suppression-matcher.ts`.
 */

/** The conditions that an entry may join by "and"; at least one is given. */
export const CONDITIONS = ["fingerprint", "rule", "path", "value"] as const;

/** Every key that an entry may have. */
export const ENTRY_KEYS = ["fingerprint", "rule", "path", "value", "reason", "owner", "expires"] as const;

export type EntryKey = (typeof ENTRY_KEYS)[number];

/** An entry's texts by their keys, all of them optional. */
export type EntryTexts = { readonly [Key in EntryKey]: string | undefined };

/** One exception, checked. Plain data. */
export interface AllowlistEntry {
  /** Path of the file that holds the entry, as reports show it. */
  readonly source: string;
  /** 1-based line on which the entry begins. */
  readonly line: number;
  readonly fingerprint?: string | undefined;
  readonly rule?: string | undefined;
  /** Glob from the root, see `glob.ts`; relative to `folder` in a nested file. */
  readonly path?: string | undefined;
  /** Source of a regular expression with flag `u`, searched in the secret. */
  readonly value?: string | undefined;
  readonly reason: string;
  readonly owner?: string | undefined;
  /** `YYYY-MM-DD`; the entry ends with that day, UTC. */
  readonly expires?: string | undefined;
  /** True when `expires` lies before the day on which the file was read: the entry hides nothing. */
  readonly expired: boolean;
  /** Folder that the entry is confined to, with `/` at its end; absent: the whole scan. */
  readonly folder?: string | undefined;
}

export interface Allowlist {
  readonly file: string;
  /** Base64 of the 32 bytes that fingerprints are keyed with; absent: the tool's public default. */
  readonly key?: string | undefined;
  /** Globs of the folders whose own `.secrets-allowlist` counts as well, for their folder only. */
  readonly nested: readonly string[];
  /** In the order of the file. */
  readonly entries: readonly AllowlistEntry[];
}

/** What the checks of a file need to know from outside. */
export interface AllowlistOptions {
  readonly knownRuleIds: ReadonlySet<string>;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** True when the regular expression cannot backtrack without bounds. */
  readonly isSafePattern: (source: string) => boolean;
}
