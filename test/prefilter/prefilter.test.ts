import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NAME_BYTES } from "../../src/detect/assigned/text.js";
import { valueModel } from "../../src/detect/machine-made.js";
import { createPrefilter, HAS_PREFIX } from "../../src/prefilter/prefilter.js";
import { utf16Units } from "../../src/scan/cursor.js";
import { foundCandidates, scannedCandidates } from "./found.js";
import { compareCandidates, expectedCandidates, selective } from "./oracle.js";

const CAPACITY = 1024;
const WORDS = [
  "pass",
  "password",
  "passwd",
  "pwd",
  "sec",
  "secret",
  "://",
  "token",
  "key",
  "-----begin",
  "basic ",
  "sas_",
  "abcdefghijklmnop",
];
const PREFIXES = ["ghx_", "ghx_live_", "AK", "SG.", "$aact_", "Q~", "v1.0-", "a:b", "xoxz-0123456789abcdefgh", "tok", "npx_"];
const prefilter = createPrefilter({ words: WORDS, prefixes: PREFIXES }, CAPACITY);

function expectAsOracle(text: string, from = 0, to: number = text.length, end: number = to): void {
  expect(foundCandidates(prefilter, text, from, to, end)).toEqual(expectedCandidates(text, WORDS, PREFIXES, { from, to, end }));
}

/** Texts that are full of what the kernel looks for, and of what nearly is. */
const piece: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-zA-Z0-9_-]{0,40}$/) },
  { weight: 2, arbitrary: fc.constantFrom(..."_-=\n \\%/+.\"'@[`{\0\x7f\xff") },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...PREFIXES,
      ...PREFIXES.map((prefix) => prefix.slice(0, -1)),
      ...PREFIXES.map((p) => p.toLowerCase()),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(...WORDS, ...WORDS.map((word) => word.toUpperCase()), ...WORDS.map((word) => word.slice(0, -1))),
  },
  { weight: 1, arbitrary: fc.constantFrom("\\n", "\\u003d", "\\x3d", "%3D", "\\u00", "%3", "\\x", "\\q", "\\\\n") },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-f0-9]{14,70}$/) },
  { weight: 1, arbitrary: fc.stringMatching(/^[a-z]{14,26}$/) },
  { weight: 1, arbitrary: fc.nat(70).map((length) => " ".repeat(length)) },
);
const text: fc.Arbitrary<string> = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join("").slice(0, CAPACITY));

describe("prefilter", () => {
  it("finds what the oracle finds in any text", () => {
    fc.assert(
      fc.property(text, (sample) => expectAsOracle(sample)),
      { numRuns: 3000 },
    );
  });

  it("finds what the oracle finds in any range of a text, with context on both sides", () => {
    const ranges = fc.tuple(text, fc.nat(CAPACITY), fc.nat(CAPACITY), fc.nat(CAPACITY));
    fc.assert(
      fc.property(ranges, ([sample, ...cuts]) => {
        const [from = 0, to = 0, end = 0] = cuts.map((cut) => cut % (sample.length + 1)).sort((a, b) => a - b);
        expectAsOracle(sample, from, to, end);
      }),
      { numRuns: 3000 },
    );
  });

  it("finds what the oracle finds around the kernel's chunks of 4096 bytes", () => {
    const far = createPrefilter({ words: WORDS, prefixes: PREFIXES }, 3 * 4096);
    const place = fc.tuple(text, fc.integer({ min: 3900, max: 4100 }), fc.nat(130), fc.boolean());
    fc.assert(
      fc.property(place, ([sample, pad, from, inRun]) => {
        const long = `${(inRun ? "a1" : ". ").repeat(pad)}`.slice(0, pad) + sample;
        const range = { from, to: long.length, end: long.length };
        expect(foundCandidates(far, long, from)).toEqual(expectedCandidates(long, WORDS, PREFIXES, range));
      }),
      { numRuns: 1500 },
    );
  });

  it("leaves out prefixes in runs that are too short for their rules", () => {
    const lengths = Uint8Array.from(PREFIXES, (prefix) =>
      prefix === "AK" ? 20 : prefix === "npx_" ? 30 : prefix === "SG." ? 2 : 0,
    );
    const choosy = createPrefilter({ words: [], prefixes: PREFIXES, leastRuns: lengths }, CAPACITY);
    const hasPrefix = (run: string, syntax: "code" | "unknown" = "code"): boolean => {
      const text = Buffer.from(` ${run} `);
      choosy.window.set(text);
      const count = choosy.scan(0, text.length, text.length, syntax);
      return count > 0 && (choosy.candidates[1]! & HAS_PREFIX) !== 0;
    };
    const filler = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (const [prefix, least] of [
      ["AK", 20],
      ["npx_", 30],
      ["my-npx_", 33],
    ] as const)
      for (let length = 16; length < 36; length++) {
        const run = (prefix + filler).slice(0, length);
        expect(hasPrefix(run), run).toBe(length >= least);
        expect(hasPrefix(run, "unknown"), run).toBe(true);
      }
    expect(hasPrefix(`SG.${filler.slice(0, 16)}`)).toBe(true);
    expect(hasPrefix(`tok${filler.slice(0, 13)}`)).toBe(true);
  });

  it("leaves out names that nothing is assigned to, and runs of words, as the detector would", () => {
    const names = 5;
    const model = valueModel();
    const table = { checks: new Uint8Array(names).fill(1), borders: new Uint8Array(), bytes: NAME_BYTES, leastOfWords: 0 };
    const choosy = createPrefilter({ words: WORDS, names: table, prefixes: PREFIXES, model }, CAPACITY);
    const value = fc.oneof(
      fc.stringMatching(/^[A-Za-z0-9_-]{16,60}$/),
      fc.stringMatching(/^(0x)?[0-9a-f]{28,40}$/),
      fc.stringMatching(/^([0-9]{5}[_-]?){4}$/),
      fc.stringMatching(/^[A-Za-z0-9+/_-]{16,60}$/),
      fc.string({ unit: "grapheme", minLength: 12, maxLength: 20 }).map((plain) => Buffer.from(plain).toString("base64")),
      fc.string({ minLength: 16, maxLength: 20 }).map((plain) => Buffer.from(plain).toString("hex")),
      fc.stringMatching(/^[A-Z2-7]{16,32}$/),
      fc.constantFrom("getUserByIdentifier2", "simspaceweaver-2022-10-28", "AutoAwesomeMosaicTwoToneIcon", "a1".repeat(300)),
    );
    const assigned = fc.tuple(
      fc.constantFrom(...WORDS),
      fc.constantFrom("", "_id", ".length", "s", "\xe9", "\xc0", "x".repeat(70)),
      fc.constantFrom(..." \t\n\r\"'`\\][=:!?|<>(,*);{}+/&~%@#"),
    );
    const parts = fc.array(
      fc.oneof(
        piece,
        value,
        assigned.map((three) => three.join("")),
      ),
      { maxLength: 24 },
    );
    fc.assert(
      fc.property(parts, (pieces) => {
        const sample = pieces.join("").slice(0, CAPACITY);
        const range = { from: 0, to: sample.length, end: sample.length };
        const all = expectedCandidates(sample, WORDS, PREFIXES, range);
        expect(foundCandidates(choosy, sample)).toEqual(selective(sample, all, WORDS, names));
      }),
      { numRuns: 3000 },
    );
  });

  it("finds each candidate once, however a text is cut into ranges that abut", () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(CAPACITY), { maxLength: 6 }), (sample, cuts) => {
        const borders = [0, ...cuts.map((cut) => cut % (sample.length + 1)), sample.length].sort((a, b) => a - b);
        const ranges = borders.slice(1).map((to, index) => [borders[index] ?? 0, to] as const);
        // a run that fills a range and goes on is reported in pieces: another test's matter
        fc.pre(ranges.every(([from, to]) => from === to || !/^[A-Za-z0-9_-]+$/.test(sample.slice(from, to + 1))));
        const pieces = ranges.flatMap(([from, to]) => foundCandidates(prefilter, sample, from, to, sample.length));
        expect(pieces.sort(compareCandidates)).toEqual(foundCandidates(prefilter, sample));
      }),
      { numRuns: 2000 },
    );
  });

  it("finds runs of every length at every offset around 16, 64 and 128", () => {
    const lengths = [
      1, 14, 15, 16, 17, 18, 30, 31, 32, 33, 47, 48, 49, 62, 63, 64, 65, 66, 79, 80, 81, 127, 128, 129, 191, 192, 193,
    ];
    for (const length of lengths) {
      const run = "a1Bc".repeat(50).slice(0, length);
      for (let offset = 0; offset < 132; offset++) {
        const sample = `${" ".repeat(offset)}${run}`;
        for (const after of ["", ".", ` ${run}`]) expectAsOracle(sample + after);
      }
    }
  });

  it("finds words at every offset and at the end of the text, and none that goes beyond it", () => {
    for (const word of WORDS) {
      for (let offset = 0; offset < 132; offset++) {
        for (const after of ["", "x", "="]) expectAsOracle(`${" ".repeat(offset)}${word}${after}`);
        expectAsOracle(`${" ".repeat(offset)}${word.slice(0, -1)}`);
      }
    }
  });

  it("finds candidates at every place of the window's borders", () => {
    const run = "abcdefgh12345678";
    for (let offset = CAPACITY - 90; offset <= CAPACITY - run.length; offset++) {
      expectAsOracle(`${" ".repeat(offset)}${run}`);
      expectAsOracle(`${" ".repeat(offset)}password`);
    }
    expectAsOracle(run + " ".repeat(CAPACITY - run.length));
    expectAsOracle("a1".repeat(CAPACITY / 2));
  });

  it("cuts every range of a text that begins or ends in a run as the oracle does", () => {
    const sample = `x ${"A1b2".repeat(12)} ${"-q".repeat(9)} ghx_${"Zz9".repeat(8)}`;
    for (let from = 0; from <= sample.length; from++) {
      for (let to = from; to <= sample.length; to++) {
        expectAsOracle(sample, from, to, sample.length);
        expectAsOracle(sample, from, to);
      }
    }
  });

  it("reports an endless run in every range that it fills", () => {
    const sample = "a1".repeat(CAPACITY / 2);
    expect(foundCandidates(prefilter, sample, 0, 512, CAPACITY)).toMatchObject([{ offset: 0, value: 512 }]);
    expect(foundCandidates(prefilter, sample, 512, 768, CAPACITY)).toMatchObject([{ offset: 0, value: 768 }]);
  });

  it("never overflows its candidates", () => {
    const dense = createPrefilter({ words: ["aaa"], prefixes: [] }, 4096);
    dense.window.fill(0x61);
    expect(dense.scan(0, 4096)).toBe(4094);
    const runs = createPrefilter({ words: [], prefixes: [] }, 4096);
    runs.window.set(Buffer.alloc(4096, "a1a1a1a1a1a1a1a1 "));
    expect(runs.scan(0, 4096)).toBe(Math.ceil(4096 / 17));
    expect(2 * 4096).toBeLessThan(runs.candidates.length);
  });

  it("keeps to few or many words alike", () => {
    const words = Array.from({ length: 200 }, (_, index) => `w${(index * 7919).toString(36)}zz`.slice(0, 12));
    const many = createPrefilter({ words, prefixes: [] }, CAPACITY);
    const none = createPrefilter({ words: [], prefixes: [] }, CAPACITY);
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.constantFrom(...words)), { maxLength: 20 }), (pieces) => {
        const sample = pieces.join("").slice(0, CAPACITY);
        const range = { from: 0, to: sample.length, end: sample.length };
        expect(foundCandidates(many, sample)).toEqual(expectedCandidates(sample, words, [], range));
        expect(foundCandidates(none, sample)).toEqual(expectedCandidates(sample, [], [], range));
      }),
      { numRuns: 500 },
    );
  });

  it("reports runs by their ends and words by their starts", () => {
    prefilter.window.set(Buffer.from(" password a1b2c3d4e5f6g7h8 pwd x1b2c3d4e5f6g7h8 token key"));
    const found = scannedCandidates(prefilter, 0, 60, 60);
    for (const kind of ["run", "word"]) {
      const offsets = found.filter((candidate) => candidate.kind === kind).map((candidate) => candidate.offset);
      expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
    }
  });

  it("refuses words and prefixes that its tables cannot hold", () => {
    for (const word of ["ab", "Upper", "seventeen letters", "ümlaut"]) {
      expect(() => createPrefilter({ words: [word], prefixes: [] }, 64)).toThrow(RangeError);
    }
    for (const prefix of ["", "a", "a\nb"])
      expect(() => createPrefilter({ words: [], prefixes: [prefix] }, 64)).toThrow(RangeError);
  });
});

describe("countLines", () => {
  it("counts LF, CRLF once and lone CR, in any two halves", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("\n", "\r", "\r\n", "a", "some text "), { maxLength: 90 }),
        fc.nat(CAPACITY),
        (pieces, cut) => {
          const sample = pieces.join("").slice(0, CAPACITY);
          prefilter.window.set(Buffer.from(`${sample}\n\r\n`.slice(0, CAPACITY)));
          const middle = cut % (sample.length + 1);
          const lines = sample.match(/\r\n|\n|\r/g)?.length ?? 0;
          expect(prefilter.countLines(0, sample.length)).toBe(lines);
          expect(prefilter.countLines(0, middle) + prefilter.countLines(middle, sample.length)).toBe(lines);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe("countUnits and lineStart", () => {
  const bytes = fc.oneof(
    fc
      .constantFrom("\n", "\r", "a", "plain text of some length ", "é", "漢字", "🙂", "\u{10ffff}")
      .map((piece) => Buffer.from(piece)),
    fc.uint8Array({ maxLength: 5 }),
  );

  it("count and find as a loop over the bytes does", () => {
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 60 }), fc.nat(CAPACITY), (pieces, cut) => {
        const sample = Buffer.concat(pieces).subarray(0, CAPACITY);
        prefilter.window.set(sample);
        const from = cut % (sample.length + 1);
        expect(prefilter.countUnits(from, sample.length)).toBe(utf16Units(sample, from, sample.length));
        const last = Math.max(sample.lastIndexOf(0x0a), sample.lastIndexOf(0x0d));
        expect(prefilter.lineStart(from, sample.length)).toBe(Math.max(from, last + 1));
      }),
      { numRuns: 2000 },
    );
  });
});
