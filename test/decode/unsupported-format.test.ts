import { describe, expect, it } from "vitest";
import { unsupportedFormat } from "../../src/decode/archives/unsupported-format.js";
import { has, made } from "./archive-tools.js";

describe("unsupportedFormat", () => {
  it.skipIf(!has("xz") || !has("bzip2"))("names what xz and bzip2 write", () => {
    expect(unsupportedFormat(made({ a: "text" }, "a.xz", ["xz", "a"]))).toBe("xz");
    expect(unsupportedFormat(made({ a: "text" }, "a.bz2", ["bzip2", "a"]))).toBe("bzip2");
  });

  it("names none for text, archives that are opened and the empty file", () => {
    for (const text of ["", "BZhandelsblatt", "7zwerge", "PK\x03\x04", "\x1f\x8b\x08"]) {
      expect(unsupportedFormat(Buffer.from(text, "latin1"))).toBeUndefined();
    }
  });
});
