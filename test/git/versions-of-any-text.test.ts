/**
 * Whatever a text holds and however it is edited, its versions hold what they hold when each is scanned as a whole.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryReader } from "../../src/scan/byte-reader.js";
import { githubToken, password, randomText } from "../program/secrets.js";
import type { Piece } from "./delta.js";
import { code, expectSame, judge, scanAll, spliced } from "./scan-versions.js";

const fragments = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...code.split("\n").slice(0, 20)) },
  fc.constantFrom(
    ...[
      "password = ",
      'token: "',
      "api_key=",
      "Authorization: Bearer ",
      "://user:",
      "@host/db",
      '"',
      "'",
      "`",
      "\n",
      "  ",
      "# ",
      "// ",
    ],
    ...[
      "stripe",
      "aws_secret_access_key = ",
      "secret",
      "(",
      ")",
      "{",
      "}",
      ", ",
      " || ",
      "<password>",
      "</password>",
      "\\u{",
      "%3d",
      "\r\n",
    ],
    ...[
      `-----BEGIN ${["RSA PRIVATE", "KEY"].join(" ")}-----\n`,
      `-----END ${["RSA PRIVATE", "KEY"].join(" ")}-----\n`,
      "md-",
      "-",
      "_",
      "/",
    ],
    ...[
      githubToken(1),
      githubToken(2).slice(0, 25),
      password(1),
      password(2),
      randomText(32, 1),
      randomText(20, 2),
      randomText(40, 3),
    ],
    ...[
      Buffer.from(`password = ${password(7)}`).toString("base64"),
      randomText(64, 4, "0123456789abcdef"),
      "changeme",
      "example",
    ],
  ),
  fc.integer({ min: 1, max: 1500 }).map((count) => " ".repeat(count)),
  fc.integer({ min: 1, max: 1500 }).map((count) => "abcdefgh".repeat(200).slice(0, count)),
  fc.integer({ min: 1, max: 3000 }).map((count) => code.slice(0, count)),
);
const texts = fc.array(fragments, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
const edits = fc.record({
  at: fc.nat(),
  removed: fc.oneof(fc.nat(40), fc.nat(3000)),
  put: fc.oneof(fc.constant(""), fragments, texts),
});

describe("versions of any text", () => {
  it("hold what they hold when each is scanned as a whole", () => {
    let told = 0;
    fc.assert(
      fc.property(
        texts,
        fc.array(edits, { minLength: 1, maxLength: 4 }),
        fc.constantFrom("a.ts", "a.yaml", "a.txt", ".npmrc"),
        (text, changes, path) => {
          const base = Buffer.from(text, "latin1");
          let { length } = base;
          const steps = changes.map(({ at, removed, put }) => {
            const pieces = spliced(length, at % (length + 1), removed, put);
            length = pieces.reduce((sum, piece) => sum + piece.length, 0);
            return pieces;
          });
          for (const { bytes, result, isTold } of scanAll(base, steps, path)) {
            if (isTold) told++;
            expect(result, JSON.stringify(bytes.toString("latin1"))).toEqual(judge.scan(memoryReader(bytes), path));
          }
        },
      ),
      { numRuns: 600 },
    );
    expect(told).toBeGreaterThan(100);
  });

  it("may have the pieces of their base in another order, or twice", () => {
    fc.assert(
      fc.property(texts, fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }), (text, spans) => {
        const base = Buffer.from(text, "latin1");
        const pieces = spans.flatMap(([from, length]): Piece[] => {
          const start = from % base.length;
          const size = length % (base.length - start + 1);
          return size === 0 ? [] : [{ from: start, length: size }];
        });
        expectSame(base, [pieces], "a.conf");
      }),
      { numRuns: 200 },
    );
  });
});
