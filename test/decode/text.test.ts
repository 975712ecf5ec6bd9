import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTranscoder, sniffEncoding, type TextEncoding } from "../../src/decode/text.js";

const ENCODINGS = ["utf-16le", "utf-16be", "utf-32le", "utf-32be"] as const;

function encoded(text: string, encoding: TextEncoding): Buffer {
  if (encoding.startsWith("utf-8")) return Buffer.from(text);
  const utf16 = Buffer.from(text, "utf16le");
  if (encoding === "utf-16le") return utf16;
  if (encoding === "utf-16be") return utf16.swap16();
  const points = Uint32Array.from([...text], (character) => character.codePointAt(0) ?? 0);
  const utf32 = Buffer.from(points.buffer);
  return encoding === "utf-32le" ? utf32 : utf32.swap32();
}

function transcoded(bytes: Uint8Array, encoding: TextEncoding, pieces: number): string {
  const transcoder = createTranscoder(encoding);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieces) parts.push(transcoder.push(bytes.subarray(at, at + pieces), false).slice());
  parts.push(transcoder.push(new Uint8Array(0), true));
  return Buffer.concat(parts).toString();
}

const SAMPLES = [
  'api_key = "value"\n',
  "Passwort: geändert €5\r\n",
  "パスワード=秘密の値 1\n",
  "ключ: значение\n",
  "emoji 🔑 key\n",
  "first line of it\u0085api_key = value\u2028and more\u2029",
  "\u001b[31merror\u001b[0m: the password was wrong\n\fpage two of it",
  "to do … api_key = “value” • done",
];

describe("sniffEncoding", () => {
  it("recognises each encoding with a byte order mark", () => {
    for (const encoding of ENCODINGS) {
      for (const sample of SAMPLES) expect(sniffEncoding(encoded(`\ufeff${sample}`, encoding))).toBe(encoding);
    }
    expect(sniffEncoding(encoded("\ufefftext", "utf-8"))).toBe("utf-8-bom");
  });

  it("recognises each encoding without one", () => {
    for (const encoding of ENCODINGS) {
      for (const sample of SAMPLES) expect(sniffEncoding(encoded(sample, encoding)), `${encoding} ${sample}`).toBe(encoding);
      expect(sniffEncoding(encoded("key", encoding))).toBe(encoding);
    }
  });

  it("takes text without NULs for UTF-8, Latin-1 too", () => {
    for (const sample of ["", "a", "plain\n", ...SAMPLES]) expect(sniffEncoding(encoded(sample, "utf-8"))).toBe("utf-8");
    expect(sniffEncoding(Buffer.from("caf\xe9", "latin1"))).toBe("utf-8");
  });

  it("takes other files with NULs for binary", () => {
    const elf = Buffer.from("7f454c4602010100000000000000000003003e0001000000", "hex");
    const numbers = Buffer.from(Uint16Array.from({ length: 64 }, (_, index) => index).buffer);
    const integers = Buffer.from(Uint32Array.from({ length: 64 }, (_, index) => index * 7).buffer);
    const small = Buffer.from(Uint16Array.from({ length: 64 }, (_, index) => index + 1).buffer);
    const records = Buffer.from("a\0bc".repeat(40), "latin1");
    for (const bytes of [
      elf,
      numbers,
      integers,
      small,
      records,
      Buffer.from("text\0text"),
      Buffer.alloc(64),
      Buffer.from([0x41, 0]),
    ]) {
      expect(sniffEncoding(bytes)).toBe("binary");
    }
  });
});

describe("createTranscoder", () => {
  it("gives the text in UTF-8, without its mark, whatever the pieces", () => {
    const text = fc.string({ unit: "binary" }).filter((sample) => !sample.startsWith("\ufeff"));
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...ENCODINGS, "utf-8-bom" as const),
        fc.integer({ min: 1, max: 9 }),
        (sample, encoding, pieces) => {
          expect(transcoded(encoded(`\ufeff${sample}`, encoding), encoding, pieces)).toBe(sample);
        },
      ),
    );
  });

  it("replaces what is no character and never throws", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom(...ENCODINGS), fc.integer({ min: 1, max: 9 }), (bytes, encoding, pieces) => {
        const whole = transcoded(bytes, encoding, bytes.length + 1);
        expect(transcoded(bytes, encoding, pieces)).toBe(whole);
      }),
    );
    expect(transcoded(Buffer.from([0x00, 0xd8, 0x41, 0x00]), "utf-16le", 4)).toBe("\ufffdA");
    expect(transcoded(Buffer.from([0x41, 0, 0, 0, 0x42, 0]), "utf-32le", 4)).toBe("A\ufffd");
    expect(transcoded(Buffer.from([0, 0, 0x11, 0]), "utf-32le", 4)).toBe("\ufffd");
  });

  it("passes bytes of other files as they are", () => {
    const bytes = Buffer.from([0, 1, 0xff, 0xfe]);
    for (const encoding of ["utf-8", "binary"] as const) expect(createTranscoder(encoding).push(bytes, true)).toEqual(bytes);
  });
});
