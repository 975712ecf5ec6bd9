import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { has, made, opened } from "./archive-tools.js";

const TEXT = "some text to be packed, with a value in it\n".repeat(50);

describe("gzip", () => {
  it.skipIf(!has("gzip"))("reads what gzip writes, with its name in the header", () => {
    const bytes = made({ "a.txt": TEXT }, "a.txt.gz", ["gzip", "-9", "a.txt"]);
    expect(opened(bytes)).toEqual({ kind: "gzip", entries: [["", TEXT]], failures: [] });
  });

  it("reads several members as one content, and what stands behind them apart", () => {
    const two = Buffer.concat([gzipSync("one "), gzipSync("two")]);
    expect(opened(two)).toMatchObject({ entries: [["", "one two"]], failures: [] });
    expect(opened(Buffer.concat([two, Buffer.alloc(600)]))).toMatchObject({ entries: [["", "one two"]], failures: [] });
    const junk = [
      ["", "one two"],
      ["", "junk"],
    ];
    expect(opened(Buffer.concat([two, Buffer.from("junk")]))).toMatchObject({ entries: junk, failures: [] });
  });

  it("gives the comments in headers", () => {
    const packed = gzipSync("content");
    const commented = Buffer.concat([
      packed.subarray(0, 3),
      Buffer.from([0x1a]),
      packed.subarray(4, 10),
      Buffer.from("name\0a comment\0\x01\x02"),
      packed.subarray(10),
    ]);
    const entries = [
      ["", "content"],
      ["", "a comment\0"],
    ];
    expect(opened(commented)).toMatchObject({ entries, failures: [] });
  });

  it("says when it is cut off, corrupt or has a wrong checksum, and gives what it can", () => {
    const whole = gzipSync(TEXT);
    for (let length = 3; length < whole.length; length++) {
      const cut = opened(whole.subarray(0, length));
      expect(cut?.failures, `${length}`).toEqual([": is cut off"]);
      expect(TEXT.startsWith(cut?.entries[0]?.[1] ?? "")).toBe(true);
    }
    const wrong = Buffer.from(whole);
    wrong[wrong.length - 6]! ^= 1;
    expect(opened(wrong)).toMatchObject({ entries: [["", TEXT]], failures: [": has a wrong checksum"] });
    const corrupt = Buffer.from(whole);
    corrupt.fill(0xff, 10, 20);
    expect(opened(corrupt)?.failures[0]).toMatch(/is corrupt/);
  });

  it("does not unpack more than its limits allow", () => {
    const bomb = gzipSync(Buffer.alloc(8 << 20));
    expect(opened(bomb, "", { entryBytes: 1 << 20 })?.failures).toEqual([
      ": unpacks to more than the limit of 1 MiB for an entry",
    ]);
    const members = Buffer.concat(Array.from({ length: 8 }, () => gzipSync(Buffer.alloc(1 << 20))));
    expect(opened(members, "", { totalBytes: 3 << 20 })?.failures).toEqual([
      ": is not read: the limit of 3 MiB for the whole archive is reached",
    ]);
    const many = Buffer.concat(Array.from({ length: 30 }, () => gzipSync("x")));
    expect(opened(many, "", { entries: 10 })?.failures).toEqual([": has more than 10 entries; the rest is not read"]);
  });

  it("never throws, whatever is damaged", () => {
    const whole = gzipSync(TEXT);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 8 }), (at, bytes) => {
        const damaged = Buffer.from(whole);
        damaged.set(bytes.subarray(0, damaged.length - at), at);
        opened(damaged);
      }),
    );
  });
});

describe("brotli", () => {
  it("is known by its name alone", () => {
    const bytes = brotliCompressSync(TEXT);
    expect(opened(bytes, "dist/app.js.br")).toEqual({ kind: "brotli", entries: [["", TEXT]], failures: [] });
    expect(opened(bytes, "dist/app.js")).toBeUndefined();
    expect(opened(Buffer.from("un destenn e brezhoneg"), "index.html.br")).toBeUndefined();
  });

  it("says when it is cut off, corrupt or too much", () => {
    const bytes = brotliCompressSync(TEXT);
    expect(opened(bytes.subarray(0, bytes.length - 2), "a.br")).toMatchObject({ failures: [": is cut off"] });
    expect(opened(Buffer.from("\0this is no brotli at all"), "a.br")?.failures[0]).toMatch(/is corrupt/);
    const bomb = brotliCompressSync(Buffer.alloc(8 << 20));
    expect(opened(bomb, "a.br")?.failures).toEqual([": unpacks to more than the limit of 1100 times its packed size"]);
    expect(opened(bomb, "a.br", { entryBytes: 1 << 20 })?.failures).toEqual([
      ": unpacks to more than the limit of 1 MiB for an entry",
    ]);
  });
});

describe.skipIf(!has("zstd"))("zstd", () => {
  const packed = (content: string | Uint8Array, ...options: string[]): Uint8Array =>
    made({ "a.txt": content }, "a.txt.zst", ["zstd", "-q", ...options, "a.txt"]);
  const LONG = Array.from({ length: 40_000 }, (_, line) => `line ${line} ${(line * 2654435761) >>> 7}\n`).join("");

  it("is read, in every Node", () => {
    expect(opened(packed(TEXT))).toEqual({ kind: "zstd", entries: [["", TEXT]], failures: [] });
  });

  it.each([["-1"], ["-9"], ["--no-check"], ["--no-content-size"]])("of some length, by %s", (option) => {
    expect(opened(packed(LONG, option))).toEqual({ kind: "zstd", entries: [["", LONG]], failures: [] });
  });

  it("reads frames one behind the other", () => {
    const found = opened(Buffer.concat([packed(LONG), packed(TEXT)]));
    expect(found?.entries.map(([, text]) => text).join("")).toBe(LONG + TEXT);
    expect(found?.failures).toEqual([]);
  });

  it("says that it is cut off", () => {
    const bytes = packed(LONG);
    const found = opened(bytes.subarray(0, bytes.length - 100));
    expect(found?.failures).toHaveLength(1);
  });

  it("stops at the limit", () => {
    expect(opened(packed(new Uint8Array(8 << 20)), "a.zst", { entryBytes: 1 << 20 })?.failures).toEqual([
      ": unpacks to more than the limit of 1 MiB for an entry",
    ]);
  });

  it("never throws, whatever is changed in it", () => {
    const bytes = packed(LONG.slice(0, 3000));
    for (let at = 4; at < bytes.length; at += 3) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at]! + 97) & 0xff;
      expect(() => opened(changed)).not.toThrow();
    }
  });

  it("does not believe a header that asks for gigabytes", () => {
    const header = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 0x01, 0x00, 0x00];
    expect(opened(Uint8Array.from(header))?.failures).toHaveLength(1);
  });
});
