import { deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { decodeAscii85 } from "../../src/decode/archives/ascii85.js";
import { pageText } from "../../src/decode/archives/pdf-text.js";
import { opened } from "./archive-tools.js";

/** A file with the given streams; a reader would want a cross-reference table, we don't. */
function pdf(...streams: readonly { dictionary?: string; data: Uint8Array }[]): Buffer {
  const objects = streams.flatMap(({ dictionary = "/Filter /FlateDecode", data }, index) => [
    Buffer.from(`${index + 1} 0 obj\n<< /Length ${data.length} ${dictionary} >>\nstream\r\n`),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
  return Buffer.concat([
    Buffer.from("%PDF-1.7\n%\xe2\xe3\n", "latin1"),
    ...objects,
    Buffer.from("trailer << /Size 1 >>\n%%EOF\n"),
  ]);
}

const PAGE =
  "BT /F1 12 Tf 72 720 Td (The password) Tj 0 -14 Td [(is hun) 20 (te) -15 (r2) -300 (today \\(1\\))] TJ <61 62> Tj ET";

describe("pdf", () => {
  it("gives the text of pages, put together", () => {
    const found = opened(pdf({ data: deflateSync(PAGE) }));
    expect(found?.kind).toBe("pdf");
    expect(found?.failures).toEqual([]);
    expect(found?.entries[0]).toEqual(["", "\nThe password\nis hunter2 today (1)ab\n"]);
  });

  it("gives other streams and what stands around them as they are, and leaves images and fonts", () => {
    const found = opened(
      pdf(
        { data: deflateSync("<< /Producer (x) >> some object") },
        { data: deflateSync("pixels"), dictionary: "/Subtype /Image /Filter /FlateDecode" },
        { data: deflateSync("font"), dictionary: "/Length1 10 /Filter /FlateDecode" },
        { data: Buffer.from("plain"), dictionary: "" },
      ),
    );
    const [first, around, ...more] = found?.entries ?? [];
    expect(first).toEqual(["", "<< /Producer (x) >> some object"]);
    expect(around?.[1]).toMatch(/^1\.7\n.*\nstream\r\nplain\nendstream\n.*%%EOF\n$/s);
    expect(more).toEqual([]);
    expect(found?.failures).toEqual([]);
  });

  it("takes strings of any length, nested and escaped, and streams that end in the middle of one", () => {
    const long = "a".repeat(3 << 20);
    const text = (stream: string): string => Buffer.from(pageText(Buffer.from(stream, "latin1")) ?? []).toString();
    expect(text(`(${long}) Tj`)).toBe(long);
    expect(text(`(shown) Tj (${long}`)).toBe("shown");
    expect(text(`(shown) Tj ${"(".repeat(1 << 20)}`)).toBe("shown");
    expect(text("(a(b)c\\(\\101\\\r\nd\\n\\q) Tj")).toBe("a(b)c(Ad\nq");
    expect(text("(not shown) Do (line) ' <0041 0042> Tj /Tj 12 (x) Tj")).toBe("lineABx");
    expect(text(`${"T* ".repeat(1 << 18)}(end) Tj`)).toBe("\nend");
    expect(pageText(Buffer.from("q 1 0 0 1 0 0 cm Q"))).toBeUndefined();
  });

  it("reads streams in ASCII base-85", () => {
    expect(Buffer.from(decodeAscii85(Buffer.from('87cURD]i,"Ebo80~>'))).toString()).toBe("Hello World!");
    expect([...decodeAscii85(Buffer.from("z!!~>"))]).toEqual([0, 0, 0, 0, 0]);
  });

  it("says when it is encrypted, corrupt or cut off, or over a limit", () => {
    const encrypted = Buffer.concat([pdf({ data: deflateSync(PAGE) }), Buffer.from("trailer << /Encrypt 9 0 R >>")]);
    expect(opened(encrypted)?.failures).toContain(": is encrypted");
    expect(opened(pdf({ data: Buffer.from("no deflate") }))?.failures[0]).toMatch(/^: stream at byte \d+ is corrupt/);
    const whole = pdf({ data: deflateSync(PAGE.repeat(20)) });
    expect(opened(whole.subarray(0, 100))?.failures).toContain(": is cut off");
    const bomb = pdf({ data: deflateSync(Buffer.alloc(4 << 20)) });
    expect(opened(bomb, "", { entryBytes: 1 << 20 })?.failures[0]).toMatch(/limit of 1 MiB/);
  });

  it("is known by its mark at the start, or near it with the name", () => {
    const later = Buffer.concat([Buffer.from("\n\n"), pdf({ data: deflateSync(PAGE) })]);
    expect(opened(later, "a.pdf")?.kind).toBe("pdf");
    expect(opened(later, "notes.txt")).toBeUndefined();
  });
});
