/**
 * Bzip2 and xz: whatever the programs write is read, and whatever is damaged is said and never hangs.
 */

import { describe, expect, it } from "vitest";
import { unpackBzip2 } from "../../src/decode/archives/packed/bzip2.js";
import { crc64 } from "../../src/decode/archives/packed/crc64.js";
import { Output } from "../../src/decode/archives/packed/output.js";
import { PackedError } from "../../src/decode/archives/packed/packed-error.js";
import { unpackXz } from "../../src/decode/archives/packed/xz.js";
import { createRandom } from "../fuzz/random.js";
import { has, made, opened } from "./archive-tools.js";

const TEXT = "some text to be packed, with a value in it\n".repeat(50);
/** Runs, noise, structure and text, over some blocks and chunks. */
const random = createRandom(7);
const MIXED = Buffer.concat([
  Buffer.alloc(70_000, "a"),
  random.bytes(150_000),
  Buffer.from(TEXT.repeat(300)),
  Buffer.from(Array.from({ length: 60_000 }, (_, i) => `${i * 7919} ${i % 13}\n`).join("")),
  Buffer.alloc(300, 255),
  random.bytes(40),
]);

const PROGRAMS = [
  ["bzip2", "bz2", unpackBzip2, [["-1"], ["-9"], ["-5"]]],
  [
    "xz",
    "xz",
    unpackXz,
    [
      ["-0"],
      ["-9e"],
      ["--check=crc32"],
      ["--check=sha256"],
      ["--check=none"],
      ["--block-size=100000"],
      ["--lzma2=lc=0,lp=4,pb=0"],
      ["--lzma2=lc=4,lp=0,pb=4"],
      ["--x86", "--lzma2=preset=6"],
    ],
  ],
] as const;

describe.each(PROGRAMS)("%s", (program, ending, unpack, settings) => {
  const skip = !has(program);
  const packed = (content: Uint8Array | string, ...options: readonly string[]): Buffer =>
    made({ a: content }, `a.${ending}`, [program, "-k", ...options, "a"]);

  it.skipIf(skip)("gives back what was packed, with any setting", () => {
    for (const options of settings) {
      for (const content of [Buffer.alloc(0), Buffer.from("x"), Buffer.from("abcabcabcabc"), MIXED]) {
        // x86 changes what looks like machine code, which the noise does
        const sample = options[0] === "--x86" ? Buffer.from(TEXT) : content;
        const output = new Output(1 << 26);
        const bytes = packed(sample, ...options);
        expect(unpack(bytes, output, () => true)).toBe(bytes.length);
        expect(Buffer.compare(output.from(0), sample), `${options} ${content.length}`).toBe(0);
      }
    }
  });

  it.skipIf(skip)("opens a file, several streams and what stands behind them", () => {
    const [one, two] = [packed("one "), packed("two")];
    expect(opened(one)).toEqual({ kind: program, entries: [["", "one "]], failures: [] });
    expect(opened(Buffer.concat([one, two]))).toMatchObject({ entries: [["", "one two"]], failures: [] });
    const junk = [
      ["", "one two"],
      ["", "junk"],
    ];
    expect(opened(Buffer.concat([one, two, Buffer.from("junk")]))).toMatchObject({ entries: junk, failures: [] });
  });

  it.skipIf(skip)("says when it is cut off, and gives what comes before", () => {
    const whole = packed(MIXED.subarray(0, 400_000), ...settings[0]!);
    for (let length = 12; length < whole.length; length += 997) {
      const output = new Output(1 << 26);
      expect(() => unpack(whole.subarray(0, length), output, () => true), `${length}`).toThrow(PackedError);
      expect(Buffer.compare(output.from(0), MIXED.subarray(0, output.length))).toBe(0);
    }
    const cut = opened(whole.subarray(0, -8));
    expect(cut?.failures).toEqual([": is cut off"]);
    expect(cut?.entries[0]?.[1].length).toBe(400_000);
  });

  it.skipIf(skip)("says when it is damaged: every changed byte of its head and end, many of its middle", () => {
    const whole = packed(TEXT + MIXED.subarray(0, 3000).toString("latin1"));
    for (let at = 0; at < whole.length; at += at < 60 || at > whole.length - 60 ? 1 : 7) {
      for (const bit of [1, 0x40]) {
        const damaged = Buffer.from(whole);
        damaged[at]! ^= bit;
        const found = opened(damaged, "a", { entryBytes: 1 << 22 });
        // without its mark it is no such file; the last bits of bzip2 are padding, and bits that xz reserves say nothing
        const isSeen = found === undefined || found.failures.length > 0;
        if (!isSeen) expect(found.entries[0]?.[1].length, `${at} ${bit}`).toBe(TEXT.length + 3000);
      }
    }
  });

  it.skipIf(skip)("does not unpack more than its limits allow, nor grow beyond what is there", () => {
    const bomb = packed(Buffer.alloc(16 << 20));
    expect(opened(bomb, "", { entryBytes: 1 << 20 })?.failures).toEqual([
      ": unpacks to more than the limit of 1 MiB for an entry",
    ]);
    expect(opened(bomb)?.failures).toEqual([": unpacks to more than the limit of 1100 times its packed size"]);
    const small = Buffer.concat(Array.from({ length: 30 }, () => packed("x")).slice(0, 30));
    expect(opened(small, "", { entries: 10 })?.failures).toContain(": has too many small parts; the rest is not read");
  });

  it("never throws and never hangs, whatever is damaged", { timeout: 60_000 }, () => {
    if (skip) return;
    const whole = packed(MIXED.subarray(69_000, 90_000));
    for (let seed = 1; seed <= 300; seed++) {
      const draw = createRandom(seed);
      const damaged = Buffer.from(whole);
      for (let k = draw.below(5) + 1; k > 0; k--) damaged[6 + draw.below(damaged.length - 6)] = draw.below(256);
      const output = new Output(1 << 24);
      try {
        unpack(damaged, output, () => true);
      } catch (error) {
        if (!(error instanceof PackedError)) expect(error).toBeInstanceOf(RangeError);
      }
    }
  });
});

describe("crc64", () => {
  it("is that of ECMA-182", () => {
    const { low, high } = crc64(Buffer.from("123456789"));
    expect([high.toString(16), low.toString(16)]).toEqual(["995dc9bb", "df1939fa"]);
  });
});
