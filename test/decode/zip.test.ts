import { deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_ARCHIVE_LIMITS } from "../../src/decode/archives/archive.js";
import { crc32 } from "../../src/decode/archives/crc32.js";
import { openArchive } from "../../src/decode/archives/open-archive.js";
import { has, made, opened } from "./archive-tools.js";

interface Entry {
  readonly path: string;
  readonly content: string;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  readonly unpacked?: number;
  /** Offset that the directory gives. */
  readonly offset?: number;
  readonly unlisted?: boolean;
}

/** A zip file byte by byte, so that it can be wrong. */
function zip(...entries: readonly Entry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { path, content, method = 8, flags = 0x800, unlisted = false, ...wrong } of entries) {
    const packed = method === 8 ? deflateRawSync(content) : Buffer.from(content);
    const name = Buffer.from(path);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(flags, 2);
    fields.writeUInt16LE(method, 4);
    fields.writeUInt32LE(wrong.crc ?? crc32(Buffer.from(content)), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(wrong.unpacked ?? Buffer.byteLength(content), 18);
    fields.writeUInt16LE(name.length, 22);
    const offset = Buffer.alloc(4);
    offset.writeUInt32LE(wrong.offset ?? at);
    if (!unlisted) directory.push(Buffer.from("PK\x01\x02\x14\0", "latin1"), fields, Buffer.alloc(10), offset, name);
    const header = Buffer.concat([Buffer.from("PK\x03\x04"), fields, name, packed]);
    parts.push(header);
    at += header.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  const count = entries.filter((entry) => !entry.unlisted).length;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

const A = { path: "a.txt", content: "first entry ".repeat(20) };
const B = { path: "dir/b.txt", content: "second entry", method: 0 };
const BOTH = [
  [A.path, A.content],
  [B.path, B.content],
];

describe("zip", () => {
  it("reads entries, packed and stored", () => {
    expect(opened(zip(A, B))).toEqual({ kind: "zip", entries: BOTH, failures: [] });
    expect(opened(zip())).toEqual({ kind: "zip", entries: [], failures: [] });
  });

  it.skipIf(!has("zip"))("reads what zip writes, also to a pipe and with a comment", () => {
    const files = { "a.txt": A.content, "dir/b.txt": B.content };
    const plain = made(files, "out.zip", ["zip", "-q", "out.zip", "a.txt", "dir/b.txt"]);
    expect(opened(plain)).toEqual({ kind: "zip", entries: BOTH, failures: [] });
    const streamed = made(files, "out.zip", ["sh", "-c", "zip -q - a.txt dir/b.txt | cat > out.zip"]);
    expect(opened(streamed)).toEqual({ kind: "zip", entries: BOTH, failures: [] });
    const commented = made(
      files,
      "out.zip",
      ["zip", "-q", "out.zip", "a.txt", "dir/b.txt"],
      ["sh", "-c", "echo PKcomment | zip -qz out.zip"],
    );
    expect(opened(commented)).toEqual({ kind: "zip", entries: [["", "PKcomment"], ...BOTH], failures: [] });
    const encrypted = made(files, "out.zip", ["zip", "-q", "-P", "pw", "out.zip", "a.txt"]);
    expect(opened(encrypted)).toEqual({ kind: "zip", entries: [], failures: ["a.txt: is encrypted"] });
    const whole = made(files, "out.zip", ["zip", "-q", "-fz", "out.zip", "a.txt", "dir/b.txt"]);
    expect(opened(whole)).toEqual({ kind: "zip", entries: BOTH, failures: [] });
  });

  it.skipIf(!has("python3"))("reads what Python writes: Zip64, names of all kinds, bzip2, LZMA", () => {
    const script = [
      "import zipfile, sys",
      "z = zipfile.ZipFile('out.zip', 'w', zipfile.ZIP_DEFLATED)",
      "f = z.open('big64.txt', 'w', force_zip64=True); f.write(b'in zip64'); f.close()",
      "z.writestr('\\u00fcml\\u00e4ut.txt', 'umlaut')",
      "z.writestr('../../etc/passwd', 'traversal')",
      "z.writestr(zipfile.ZipInfo('packed.bz2'), 'bzip', compress_type=zipfile.ZIP_BZIP2)",
      "z.writestr(zipfile.ZipInfo('packed.lzma'), 'lzma', compress_type=zipfile.ZIP_LZMA)",
      "z.close()",
    ].join("\n");
    const bytes = made({ "make.py": script }, "out.zip", ["python3", "make.py"]);
    const names = ["big64.txt", "ümläut.txt", "../../etc/passwd", "packed.bz2"];
    expect(opened(bytes)?.entries.map(([path]) => path)).toEqual(names);
    expect(opened(bytes)?.entries[3]).toEqual(["packed.bz2", "bzip"]);
    expect(opened(bytes)?.failures).toEqual(["packed.lzma: is packed by method 14, which is not supported"]);
  });

  it("reads an archive behind a program, and several one behind the other", () => {
    const program = Buffer.concat([Buffer.from("#!/usr/bin/env python3\n"), zip(A)]);
    expect(opened(program, "tool.pyz")).toEqual({
      kind: "zip",
      entries: [BOTH[0], ["", "#!/usr/bin/env python3\n"]],
      failures: [],
    });
    expect(opened(program, "tool.txt")).toBeUndefined();
    expect(opened(Buffer.from("no archive at all, whatever its name"), "tool.pyz")).toBeUndefined();
    const two = Buffer.concat([zip(A), zip(B)]);
    expect(opened(two)).toEqual({ kind: "zip", entries: [...BOTH].reverse(), failures: [] });
    const junk = Buffer.concat([zip(A), Buffer.from("what follows")]);
    expect(opened(junk)).toEqual({ kind: "zip", entries: [["", "what follows"], BOTH[0]], failures: [] });
  });

  it("reads what stands between entries and before the first one", () => {
    const program = "#!/bin/sh\necho a program that unpacks itself\n";
    const whole = zip({ path: "program", content: program, method: 0, unlisted: true }, A);
    const inFront = Buffer.from(whole);
    inFront.fill(0x20, 0, 30);
    expect(opened(inFront, "a.jar")?.entries).toEqual([["", inFront.toString("latin1", 0, 30 + 7 + program.length)], BOTH[0]]);
  });

  it("reads entries that the directory does not list, and says so", () => {
    const hidden = opened(zip(A, { ...B, unlisted: true }));
    expect(hidden).toEqual({ kind: "zip", entries: BOTH, failures: ["dir/b.txt: is not listed in the directory"] });
  });

  it("reads what is left of a file that is cut off, and says so", () => {
    const whole = zip(A, B);
    for (let length = 4; length < whole.length; length++) {
      const cut = opened(whole.subarray(0, length));
      expect(cut?.failures.length, `${length}`).toBeGreaterThan(0);
    }
    const cut = opened(whole.subarray(0, whole.length - 30));
    expect(cut?.entries).toEqual(BOTH);
  });

  it("says when content, sizes, checksums or offsets are wrong", () => {
    expect(opened(zip({ ...A, crc: 1 }))).toMatchObject({ entries: BOTH.slice(0, 1), failures: ["a.txt: has a wrong checksum"] });
    expect(opened(zip({ ...A, unpacked: 7 }))?.failures).toEqual(["a.txt: has 240 bytes instead of 7"]);
    expect(opened(zip({ ...A, offset: 9 }))?.failures[0]).toMatch(/no entry where the directory says/);
    const damaged = zip(A);
    damaged.fill(0xff, 40, 44);
    expect(opened(damaged)?.failures[0]).toMatch(/^a.txt: is (corrupt|cut off)/);
    expect(opened(zip({ ...A, flags: 1 }))?.failures).toEqual(["a.txt: is encrypted"]);
  });

  it("does not read entries that share data, as bombs do", () => {
    const shared = opened(
      zip(
        { path: "a", content: A.content },
        ...Array.from({ length: 9 }, (_, index) => ({ path: `b${index}`, content: "", offset: 0 })),
      ),
    );
    expect(shared?.entries.map(([path]) => path)).toContain("a");
    expect(shared?.failures).toContain(": 9 entries share the data of others and are not read");
  });

  it("keeps to the limits and names what they left out", () => {
    const big = { path: "big", content: "0".repeat(3 << 20) };
    expect(opened(zip(big), "", { entryBytes: 1 << 20 })).toMatchObject({
      entries: [],
      failures: ["big: unpacks to more than the limit of 1 MiB for an entry"],
    });
    expect(opened(zip(big), "", { ratio: 10 })?.failures).toEqual([
      "big: unpacks to more than the limit of 10 times its packed size",
    ]);
    expect(opened(zip(big, { ...big, path: "two" }), "", { totalBytes: 4 << 20 })?.failures).toEqual([
      "two: unpacks to more than the limit of 4 MiB for the whole archive",
    ]);
    const many = zip(...Array.from({ length: 12 }, (_, index) => ({ path: `${index}`, content: "x" })));
    expect(opened(many, "", { entries: 10 })?.entries.length).toBe(10);
    expect(opened(many, "", { entries: 10 })?.failures).toContain(": has more than 10 entries; the rest is not read");
  });

  it("counts what archives in an archive take against the same limits", () => {
    const inner = zip({ path: "big", content: "0".repeat(3 << 20) });
    const limits = { ...DEFAULT_ARCHIVE_LIMITS, totalBytes: 4 << 20 };
    const spent = { entries: 0, bytes: 0 };
    const failures = [1, 2].map(() => {
      const archive = openArchive(inner, "", limits, spent);
      for (const _ of archive?.entries ?? []);
      return archive?.failures.length;
    });
    expect(failures).toEqual([0, 1]);
    expect(spent).toEqual({ entries: 2, bytes: 3 << 20 });
  });

  it("never throws, whatever is damaged", () => {
    const whole = zip(A, B, { path: "c", content: "third" });
    const change = fc.record({ at: fc.nat(whole.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = Buffer.from(whole);
        for (const { at, bytes } of changes) damaged.set(bytes.subarray(0, damaged.length - at), at);
        opened(damaged, "x.zip");
      }),
      { numRuns: 2000 },
    );
  });
});
