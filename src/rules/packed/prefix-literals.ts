/**
 * The words by which the prefilter finds prefixes that runs of token characters do not find.
 */

/** The prefilter takes words of this many bytes at most. */
export const MAX_LITERAL_BYTES = 16;

/** The beginnings of the prefixes, lower case, each once, sorted. */
export function prefixLiterals(prefixes: readonly string[]): string[] {
  return [...new Set(prefixes.map((prefix) => prefix.toLowerCase().slice(0, MAX_LITERAL_BYTES)))].sort();
}
