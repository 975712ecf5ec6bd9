import { describe, expect, it } from "vitest";
import { unsupportedFormat } from "../../src/decode/archives/unsupported-format.js";

const named = (text: string, name = ""): string | undefined => unsupportedFormat(Buffer.from(text, "latin1"), name);

describe("unsupportedFormat", () => {
  it("names formats by their first bytes, and by their names where those are too few", () => {
    expect(named("7z\xbc\xaf\x27\x1c\0\x04")).toBe("7z");
    expect(named("Rar!\x1a\x07\x01\0")).toBe("rar");
    expect(named("!<arch>\ndebian-binary   1")).toBe("deb");
    expect(named("\x1f\x9d\x90", "old.tar.Z")).toBe("compress");
    expect(named("\x1f\x9d\x90", "picture.raw")).toBeUndefined();
    expect(named("\x5d\0\0\x80\0", "a.lzma")).toBe("lzma");
    expect(named("ab-lh5-", "a.lzh")).toBe("lzh");
  });

  it("names none for text, archives that are opened and the empty file", () => {
    for (const text of ["", "Rar!", "7zwerge", "PK\x03\x04", "\x1f\x8b\x08", "BZh91AY&SY", "ls -lh", "MSCF", "!<arch>\nx.o/"]) {
      expect(named(text, "a.Z"), text).toBeUndefined();
    }
  });
});
