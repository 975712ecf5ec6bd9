/**
 * What `init` would do: files before and after, and words for what a person has to do by hand.
 */

/** One file that changes. */
export interface FileChange {
  /** Relative to the repository's root, with `/`; below `.git` for a plain hook. */
  readonly path: string;
  /** Undefined: there is no such file. */
  readonly before: string | undefined;
  /** Undefined: the file is taken away. */
  readonly after: string | undefined;
  readonly executable?: true;
  /** Permissions to be set; undefined: as they are. */
  readonly mode?: number;
  /** What it is for, in a few words. */
  readonly purpose: string;
}

/** What one part of the set-up asks for. */
export interface Plan {
  readonly changes: readonly FileChange[];
  /** What is not done here and why, or what to do next. */
  readonly notes: readonly string[];
}

export const NO_PLAN: Plan = { changes: [], notes: [] };

/** Reads a file of the repository; undefined when there is none. Each part of the set-up gets its files through it. */
export type ReadText = (path: string) => Promise<string | undefined>;

/** A change, unless the text is as it should be already. */
export function changeOf(change: FileChange): Plan {
  return change.before === change.after ? NO_PLAN : { changes: [change], notes: [] };
}

/** One plan of several, in their order. */
export function joinPlans(plans: readonly Plan[]): Plan {
  return { changes: plans.flatMap(({ changes }) => changes), notes: [...new Set(plans.flatMap(({ notes }) => notes))] };
}
