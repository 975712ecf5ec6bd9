import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateText } from "../../src/rules/generate/generate-text.js";
import { createRandom } from "../../src/rules/generate/random.js";
import { type Automaton, buildAutomaton } from "../../src/rules/pattern/automaton.js";
import { matchSteps } from "../../src/rules/pattern/cost.js";
import { checkPrefixes, fixedStarts, sureRunAt } from "../../src/rules/pattern/fixed-start.js";
import { leastRun } from "../../src/rules/pattern/least-run.js";
import { lengthBounds } from "../../src/rules/pattern/lengths.js";
import { parsePattern } from "../../src/rules/pattern/parse-pattern.js";
import type { PatternNode } from "../../src/rules/pattern/pattern-node.js";
import { patterns } from "./arbitrary-patterns.js";

function automatonOf(pattern: string): Automaton {
  const automaton = buildAutomaton(parsePattern(pattern, false));
  if (automaton === undefined) throw new Error("too large");
  return automaton;
}

describe("how matches begin", () => {
  test.each([
    ["ghp_[A-Za-z0-9]{36}", ["ghp_"]],
    ["gh[pousr]_[A-Za-z0-9]{36}", ["gho_", "ghp_", "ghr_", "ghs_", "ghu_"]],
    ["(?:sk|rk)_(?:live|test)_[0-9a-z]{24}", ["rk_live_", "rk_test_", "sk_live_", "sk_test_"]],
    ["(?<secret>AKIA[A-Z2-7]{16})", ["AKIA"]],
    ["acme(?:_v2)?_[a-z]{20}", ["acme_"]],
    ["[0-9a-f]{32}", [""]],
    ["acme", ["acme"]],
  ])("%s", (pattern, starts) => {
    expect(fixedStarts(automatonOf(pattern))).toEqual(starts);
  });

  test("prefixes must be possible and cover every match", () => {
    expect(checkPrefixes(automatonOf("gh[po]_[a-z]{36}"), ["ghp_", "gho_"])).toEqual({});
    expect(checkPrefixes(automatonOf("gh[po]_[a-z]{36}"), ["gh"])).toEqual({});
    expect(checkPrefixes(automatonOf("gh[po]_[a-z]{36}"), ["ghp_"])).toEqual({ uncovered: "gho" });
    expect(checkPrefixes(automatonOf("gh[po]_[a-z]{36}"), ["ghp_", "ghx_"])).toEqual({ impossible: "ghx_" });
    expect(checkPrefixes(automatonOf("(?:sandbox-)?sq0[a-z]{22}"), ["sq0"])).toEqual({ uncovered: "sa" });
  });

  test("the run that the prefilter sees behind a prefix", () => {
    expect(sureRunAt(automatonOf("ghp_[a-z]{36}"), "ghp_", 16)).toBe(16);
    expect(sureRunAt(automatonOf("ghp_[a-z]{9}"), "ghp_", 16)).toBe(13);
    expect(sureRunAt(automatonOf("SG\\.[\\w-]{22}\\.[\\w-]{43}"), "SG.", 99)).toBe(22);
    expect(sureRunAt(automatonOf("SG\\.[\\w-]{22}\\.[\\w-]{43}"), "SG", 99)).toBe(2);
    expect(sureRunAt(automatonOf("whsec_[A-Za-z0-9+/]{32}"), "whsec_", 16)).toBe(6);
  });
});

describe("the run of token characters that matches begin with", () => {
  test.each<[pattern: string, least: number]>([
    ["ghp_[A-Za-z0-9]{36}", 40],
    ["md-[\\w-]{22,30}", 25],
    ["(?:api|sdk)-[a-z0-9]{8}-4[a-z0-9]{3}", 17],
    ["SG\\.[\\w-]{22}", 2],
    ["(?:M[Tj]|N)[\\w-]{20,26}\\.x", 21],
    ["GOOG(?:1E[A-Z0-9]{55}|[A-Z0-9]{20})", 24],
    ["key_(?<secret>[a-z]{4}[/a-z]{9})", 8],
    ["a(?:b-){3}c?", 7],
    ["[a-z./]{9}", 0],
    ["x{400}", 255],
  ])("%s: %i", (pattern, least) => {
    expect(leastRun(parsePattern(pattern, false))).toBe(least);
  });

  test("is never longer than that of a match", () => {
    fc.assert(
      fc.property(patterns(), fc.string(), ({ source }, seed) => {
        const node = parsePattern(source, false);
        const { text } = generateText(node, "short", createRandom(seed));
        expect(/^[\w-]*/.exec(text)![0].length).toBeGreaterThanOrEqual(Math.min(leastRun(node), text.length));
      }),
    );
  });
});

describe("steps of a backtracking matcher", () => {
  test.each<[pattern: string, maxLength: number, most: number]>([
    ["ghp_[A-Za-z0-9]{36}", 40, 100],
    ["eyJ[\\w-]{10,2000}\\.eyJ[\\w-]{10,6000}\\.[\\w-]{10,2000}", 10_005, 100_000],
    ["(?:[a-z]{3,8} ){11}[a-z]{3,8}", 107, 1000],
    ["x(?:[0-9]{1,14}-){1,4}[A-Za-z0-9]{8,64}", 125, 1000],
    ['https://[^\\s"]{1,300}[?&]sig=(?<secret>[A-Za-z0-9%]{20,120})', 450, 5000],
  ])("%s is cheap", (pattern, maxLength, most) => {
    expect(matchSteps(parsePattern(pattern, false), maxLength)).toBeLessThan(most);
  });

  test.each([
    "(?:a+)+b",
    "(?:a|a)*b",
    "(?:a|aa)+$?b".replace("$?", ""),
    "(?:\\w*\\d*)*x",
    "(?:[a-z]{1,9}){1,30}-",
    "(?:a?){40}a{40}",
    "(?:(?:a*)*)*b",
    "(?=(?:a+)+b)a",
    "(?:x|\\\\{1,4}n|\\\\){0,120}y",
  ])("%s is not proved safe", (pattern) => {
    expect(matchSteps(parsePattern(pattern, false), 4096)).toBe(Number.POSITIVE_INFINITY);
  });

  test("the bound is never below what a backtracking matcher does", () => {
    fc.assert(
      fc.property(patterns(), fc.string({ unit: fc.constantFrom("a", "b", "-"), maxLength: 8 }), ({ source }, text) => {
        const pattern = parsePattern(source, false);
        // every path is walked to its end, as when whatever follows the pattern never matches
        expect(pathsOf(pattern, text)).toBeLessThanOrEqual(matchSteps(pattern, text.length, 1e9));
      }),
      { numRuns: 1000 },
    );
  });
});

test("lengths hold for every match", () => {
  fc.assert(
    fc.property(patterns(), fc.string({ unit: fc.constantFrom("a", "b", "-"), maxLength: 5 }), ({ source }, text) => {
      const { min, max } = lengthBounds(parsePattern(source, false));
      const match = new RegExp(`^(?:${source})`).exec(text);
      if (match === null) return;
      expect(match[0].length).toBeGreaterThanOrEqual(min);
      expect(match[0].length).toBeLessThanOrEqual(max);
    }),
  );
});

test("letter case, classes and escapes mean what they mean to V8", () => {
  const sources = [
    "[^a-f\\d]",
    "\\s",
    "\\S",
    "\\w",
    "\\W",
    ".",
    "[\\x80-\\xff]",
    "k",
    "[à-ö]".replace("à", "\\xe0").replace("ö", "\\xf6"),
    "\\u0041",
    "\\x41",
    "[\\b]",
    "\\cJ",
  ];
  for (const source of sources) {
    for (const ignoreCase of [false, true]) {
      const node = parsePattern(source, ignoreCase);
      const native = new RegExp(`^(?:${source})$`, ignoreCase ? "si" : "s");
      for (let byte = 0; byte < 256; byte++) {
        const expected = native.test(String.fromCharCode(byte));
        expect(node.kind === "set" && node.set[byte] === 1, `${source} ${ignoreCase} ${byte}`).toBe(expected);
      }
    }
  }
});

/** Bytes read on all paths through the pattern, by walking them one by one. */
function pathsOf(pattern: PatternNode, text: string): number {
  let reads = 0;
  let calls = 0;
  const walk = (node: PatternNode, at: number, then: (at: number) => void): void => {
    if (++calls > 100_000) return;
    switch (node.kind) {
      case "set":
        if (at < text.length && node.set[text.charCodeAt(at)] === 1) {
          reads++;
          then(at + 1);
        }
        break;
      case "sequence": {
        const rest = (index: number, from: number): void => {
          const part = node.parts[index];
          if (part === undefined) then(from);
          else walk(part, from, (to) => rest(index + 1, to));
        };
        rest(0, at);
        break;
      }
      case "choice":
        for (const option of node.options) walk(option, at, then);
        break;
      case "repeat": {
        const again = (count: number, from: number): void => {
          // as in JavaScript: an iteration beyond the required ones must not be empty
          if (count < node.max)
            walk(node.body, from, (to) => (to === from && count >= node.min ? undefined : again(count + 1, to)));
          if (count >= node.min) then(from);
        };
        again(0, at);
        break;
      }
      case "secret":
        walk(node.body, at, then);
        break;
      case "assertion":
        then(at);
        break;
    }
  };
  walk(pattern, 0, () => {});
  return reads;
}
