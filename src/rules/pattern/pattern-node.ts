/**
 * A pattern as the rest of this room sees it: sets of bytes, put in sequence, in choice and repeated.
 *
 * Owns the shape. `parse-pattern.ts` makes it from JavaScript's syntax; lengths, cost, fixed starts and generated matches are read from it.
 */

/** 256 entries, 1 where the byte is in the set. */
export type ByteSet = Uint8Array;

export type PatternNode =
  | { readonly kind: "set"; readonly set: ByteSet }
  | { readonly kind: "sequence"; readonly parts: readonly PatternNode[] }
  | { readonly kind: "choice"; readonly options: readonly PatternNode[] }
  /** `max` is `Infinity` for `*`, `+` and `{n,}`. */
  | { readonly kind: "repeat"; readonly body: PatternNode; readonly min: number; readonly max: number; readonly greedy: boolean }
  /** The group that is the secret. */
  | { readonly kind: "secret"; readonly body: PatternNode }
  /** Look-around and word borders: they take no byte. `body` is absent for `\b` and `\B`. */
  | { readonly kind: "assertion"; readonly body?: PatternNode; readonly text: string };

/** What `visit` is told of each node, parents first. */
export function visitPattern(node: PatternNode, visit: (node: PatternNode) => void): void {
  visit(node);
  if (node.kind === "sequence") for (const part of node.parts) visitPattern(part, visit);
  else if (node.kind === "choice") for (const option of node.options) visitPattern(option, visit);
  else if (node.kind !== "set" && node.body !== undefined) visitPattern(node.body, visit);
}
