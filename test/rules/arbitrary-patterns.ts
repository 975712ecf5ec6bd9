/**
 * Patterns for property tests: small, over a few bytes, nested as people nest them.
 */

import fc from "fast-check";

export interface ArbitraryPattern {
  readonly source: string;
}

export function patterns(): fc.Arbitrary<ArbitraryPattern> {
  const { pattern } = fc.letrec<{ pattern: string; part: string; repeated: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 3, depthIdentifier: "pattern" },
      tie("repeated"),
      fc.array(tie("repeated"), { minLength: 1, maxLength: 3 }).map((parts) => parts.join("")),
      fc.array(tie("pattern"), { minLength: 2, maxLength: 3 }).map((options) => `(?:${options.join("|")})`),
    ),
    part: fc.oneof(
      { maxDepth: 2, depthIdentifier: "pattern" },
      fc.constantFrom("a", "b", "-", "[ab]", "[^a]", "\\w", "[a-]"),
      tie("pattern").map((inner) => `(?:${inner})`),
    ),
    repeated: fc
      .tuple(tie("part"), fc.constantFrom("", "", "?", "{2}", "{1,3}", "{0,2}", "{2,3}", "*", "+", "+?"))
      .map(([part, quantifier]) => part + quantifier),
  }));
  return pattern.map((source) => ({ source }));
}
