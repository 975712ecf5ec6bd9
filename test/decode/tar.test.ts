import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { has, made, opened } from "./archive-tools.js";

/** One header and its data; `fields` overwrite the header before its checksum is made. */
function member(path: string, content: string, fields: Readonly<Record<number, string | Uint8Array>> = {}): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write("0000644\0", 100);
  header.write(`${Buffer.byteLength(content).toString(8).padStart(11, "0")}\0`, 124);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  for (const [at, value] of Object.entries(fields)) header.set(Buffer.from(value as string), Number(at));
  header.write("        ", 148);
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, "0")}\0 `,
    148,
  );
  return Buffer.concat([header, Buffer.from(content), Buffer.alloc((512 - (Buffer.byteLength(content) % 512)) % 512)]);
}

const END = Buffer.alloc(1024);
const LONG = `${"folder/".repeat(30)}file.txt`;
const FILES = { "a.txt": "first", "dir/b.txt": "second ".repeat(200), [LONG]: "deep" };

describe("tar", () => {
  it("reads entries and leaves folders, links and empty files", () => {
    const bytes = Buffer.concat([
      member("dir/", "", { 156: "5" }),
      member("a.txt", "text"),
      member("link", "", { 156: "2", 157: "a.txt", 124: "00000000777\0" }),
      member("empty", ""),
      member("b.txt", "more"),
      END,
    ]);
    const entries = [
      ["a.txt", "text"],
      ["b.txt", "more"],
    ];
    expect(opened(bytes)).toEqual({ kind: "tar", entries, failures: [] });
  });

  it.skipIf(!has("tar"))("reads what tar writes in each of its formats, long names too", () => {
    for (const format of ["gnu", "pax", "oldgnu", "posix"]) {
      const bytes = made(FILES, "out.tar", [
        "tar",
        "-c",
        `--format=${format}`,
        "-f",
        "out.tar",
        "--exclude=out.tar",
        "a.txt",
        "dir",
        "folder",
      ]);
      const found = opened(bytes);
      expect(Object.fromEntries(found?.entries ?? []), format).toEqual(FILES);
      expect(found?.failures).toEqual([]);
    }
    const old = made(FILES, "out.tar", ["tar", "-c", "--format=v7", "-f", "out.tar", "a.txt", "dir"]);
    expect(opened(old)?.entries).toEqual(Object.entries(FILES).slice(0, 2));
  });

  it.skipIf(!has("tar"))("reads what is stored of sparse files", () => {
    for (const options of [
      ["--format=gnu"],
      ["--format=pax", "--sparse-version=1.0"],
      ["--format=pax", "--sparse-version=0.1"],
    ]) {
      const script =
        "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf secret-$i | dd of=s bs=1 seek=$((i * 1000000)) conv=notrunc 2>&1; done";
      const bytes = made({ z: "behind" }, "out.tar", ["sh", "-c", script], ["tar", "-cS", ...options, "-f", "out.tar", "s", "z"]);
      const found = opened(bytes);
      expect(bytes.length).toBeLessThan(500_000);
      expect(found?.entries.map(([path]) => path)).toEqual(["s", "z"]);
      expect(found?.entries[0]?.[1]).toContain("secret-12");
      expect(found?.failures).toEqual([]);
    }
  });

  it("reads sizes in binary, and several archives one behind the other", () => {
    const binary = Buffer.alloc(12);
    binary[0] = 0x80;
    binary[11] = 4;
    const bytes = Buffer.concat([member("a", "four", { 124: binary }), END, END, member("b", "next"), END]);
    expect(opened(bytes)?.entries.map(([path]) => path)).toEqual(["a", "b"]);
  });

  it("reads on behind a cut, a damaged header and junk as far as it can, and says so", () => {
    const whole = Buffer.concat([member("a", "text"), member("b", "x".repeat(2000))]);
    expect(opened(whole.subarray(0, 1800))).toMatchObject({ failures: ["b: is cut off"] });
    expect(opened(whole.subarray(0, 1200))?.failures).toEqual([": is corrupt or cut off at byte 1024; the rest is not read"]);
    expect(opened(Buffer.concat([whole, END, Buffer.from("junk")]))?.failures.length).toBe(1);
    const damaged = Buffer.from(whole);
    damaged[1030] = 0xff;
    expect(opened(damaged)).toMatchObject({
      entries: [["a", "text"]],
      failures: [": is corrupt or cut off at byte 1024; the rest is not read"],
    });
  });

  it("believes no absurd size", () => {
    const huge = Buffer.alloc(12, 0xff);
    huge[0] = 0x80;
    for (const size of [huge, "77777777777\0"]) {
      expect(opened(Buffer.concat([member("a", "text", { 124: size }), END]))?.failures).toEqual(["a: is cut off"]);
    }
    const pax = member("pax", "30 size=99999999999999999999\n", { 156: "x" });
    expect(opened(Buffer.concat([pax, member("a", "text"), END]))?.entries).toEqual([["a", "text"]]);
  });

  it("keeps to its limit of entries", () => {
    const bytes = Buffer.concat([...Array.from({ length: 12 }, (_, index) => member(`${index}`, "x")), END]);
    const found = opened(bytes, "", { entries: 10 });
    expect(found?.entries.length).toBe(10);
    expect(found?.failures).toEqual([": has more than 10 entries; the rest is not read"]);
  });

  it("takes text and other files for none", () => {
    expect(opened(Buffer.alloc(2048, "text "))).toBeUndefined();
    expect(opened(Buffer.alloc(2048))).toBeUndefined();
  });

  it("never throws, whatever is damaged", () => {
    const whole = Buffer.concat([
      member("pax", "19 path=other name\n", { 156: "x" }),
      member("a", "text"),
      member("s", "data", { 156: "S" }),
      END,
    ]);
    const change = fc.record({ at: fc.nat(whole.length - 1), bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), (changes) => {
        const damaged = Buffer.from(whole);
        for (const { at, bytes } of changes) damaged.set(bytes.subarray(0, damaged.length - at), at);
        opened(damaged);
      }),
      { numRuns: 2000 },
    );
  });
});
