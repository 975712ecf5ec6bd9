/**
 * Files of exceptions that nobody meant to write: whatever they hold, they are read or refused in words, and never slowly.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBaseline } from "../../src/allow/baseline-text.js";
import { commentSyntax } from "../../src/allow/comment-syntax.js";
import { compileGlob, globProblem } from "../../src/allow/glob.js";
import { IMPORT_KINDS, readImport } from "../../src/allow/import/read-import.js";
import { readMarkers } from "../../src/allow/inline-marker.js";
import { requiredLiteral } from "../../src/allow/required-literal.js";
import { SecretScanError } from "../../src/model/error.js";
import { parse } from "./helpers.js";

const piece = fc.oneof(
  fc.constantFrom(
    "entries:",
    "\n",
    "  - ",
    "path: ",
    "reason: x",
    "fingerprint: ss1:a",
    "value: ",
    "expires: ",
    "key: ",
    "version: 1",
  ),
  fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    ",",
    '"',
    "'",
    "|",
    ">",
    "&a",
    "*a",
    "!!x",
    "#",
    "---",
    "\t",
    "\r",
    "? ",
    ": ",
    "%",
    "\\",
    "(",
    "**",
    "\0",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(""));

async function readsOrRefuses(read: () => unknown): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof SecretScanError)) throw error;
    expect(error.code).toBe("usage");
    expect(error.describe()).not.toContain("\n");
  }
}

describe("whatever a file holds, it is read or refused in one line", () => {
  test("the allowlist", async () => {
    await fc.assert(
      fc.asyncProperty(text, (file) => readsOrRefuses(() => parse(file))),
      { numRuns: 3000 },
    );
  });

  test("the baseline", async () => {
    const json = fc.oneof(
      text,
      fc.json(),
      fc.json().map((value) => `{"version": 1, "findings": [${value}]}`),
    );
    await fc.assert(
      fc.asyncProperty(json, (file) => readsOrRefuses(() => parseBaseline(file))),
      { numRuns: 1000 },
    );
  });

  test.each(IMPORT_KINDS)("%s", async (kind) => {
    const wild = fc.oneof(
      text,
      fc.json(),
      fc.json().map((value) => `{"results": {"a": [${value}]}, "filters_used": ${value}}`),
    );
    await fc.assert(
      fc.asyncProperty(wild, fc.string(), (file, path) =>
        readsOrRefuses(async () => {
          const { claims } = await readImport(file, "a.js", kind);
          for (const claim of claims) claim.path?.(path);
        }),
      ),
      { numRuns: 300 },
    );
  });
});

test("a glob without a problem is a glob that can be used", () => {
  const glob = fc.string({
    unit: fc.constantFrom("a", "/", "*", "?", "[", "]", "{", "}", ",", "!", "(", ")", "|", "\\", "-", ".", "+", "@", '"'),
  });
  fc.assert(
    fc.property(glob, fc.string({ unit: fc.constantFrom("a", "/", ".", "(", "[") }), (source, path) => {
      if (globProblem(source) === undefined) compileGlob(source)(path);
    }),
    { numRuns: 5000 },
  );
});

test("what an expression needs is in all that it matches", () => {
  const source = fc.string({
    unit: fc.constantFrom(
      "a",
      "b",
      "c",
      "\\.",
      "\\d",
      "[ab]",
      "(ab)",
      "(?:c|a)",
      "*",
      "+",
      "?",
      "{2}",
      "{0,1}",
      "|",
      "^",
      "$",
      ".",
    ),
    maxLength: 8,
  });
  const isValid = (one: string): boolean => {
    try {
      return new RegExp(one, "u") instanceof RegExp;
    } catch {
      // Drawn at random, most are not.
      return false;
    }
  };
  fc.assert(
    fc.property(source.filter(isValid), fc.string({ unit: fc.constantFrom("a", "b", "c", ".", "1") }), (one, secret) => {
      if (new RegExp(one, "u").test(secret)) expect(secret).toContain(requiredLiteral(one));
    }),
    { numRuns: 10_000 },
  );
});

test("a line as long as a file is read in one go", () => {
  const line = `${"'\"`/*<!--(*".repeat(100_000)}// secret-scan:allow -- x`;
  for (const path of ["a.ts", "a.php", "a.ml", "a.unknown", "a.html"])
    expect(readMarkers(line, commentSyntax(path))).toHaveLength(1);
});
