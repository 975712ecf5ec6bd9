import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeValue, type Encoding } from "../../src/decode/decode-value.js";

function decoded(value: string | Uint8Array, encoding: Encoding): string | undefined {
  const bytes = typeof value === "string" ? Buffer.from(value, "latin1") : value;
  const found = decodeValue(bytes, 0, bytes.length).find((result) => result.encoding === encoding);
  return found === undefined ? undefined : Buffer.from(found.bytes).toString();
}

function encodings(value: string): Encoding[] {
  const bytes = Buffer.from(value, "latin1");
  return decodeValue(bytes, 0, bytes.length).map(({ encoding }) => encoding);
}

function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const digits = bits.match(/.{1,5}/g) ?? [];
  return digits.map((digit) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[Number.parseInt(digit.padEnd(5, "0"), 2)]).join("");
}

const text = fc.string({ minLength: 12, maxLength: 300, unit: "grapheme-ascii" }).map((sample) => `key: ${sample}`);

describe("decodeValue", () => {
  it("gives back any text from base64 in both alphabets, padded or not, in one line or wrapped", () => {
    fc.assert(
      fc.property(text, (sample) => {
        const encoded = Buffer.from(sample).toString("base64");
        const wrapped = encoded.replaceAll(/.{64}/g, "$&\r\n  ");
        for (const value of [encoded, encoded.replace(/=+$/, ""), Buffer.from(sample).toString("base64url"), wrapped]) {
          expect(decoded(value, "base64")).toBe(sample);
        }
      }),
    );
  });

  it("gives back any text from hex and base32", () => {
    fc.assert(
      fc.property(text, (sample) => {
        const hex = Buffer.from(sample).toString("hex");
        expect(decoded(hex, "hex")).toBe(sample);
        expect(decoded(`0x${hex.toUpperCase()}`, "hex")).toBe(sample);
        const encoded = base32(Buffer.from(sample));
        expect(decoded(encoded, "base32")).toBe(sample);
        expect(decoded(encoded.padEnd(Math.ceil(encoded.length / 8) * 8, "="), "base32")).toBe(sample);
      }),
    );
  });

  it("gives back any text from escapes", () => {
    const hex = (character: string, width: number) => character.charCodeAt(0).toString(16).padStart(width, "0");
    fc.assert(
      fc.property(text, (sample) => {
        const characters = [...sample];
        expect(decoded(characters.map((character) => `%${hex(character, 2)}`).join(""), "percent")).toBe(sample);
        expect(decoded(characters.map((character) => `\\u${hex(character, 4)}`).join(""), "unicode-escape")).toBe(sample);
        expect(decoded(characters.map((character) => `\\x${hex(character, 2)}`).join(""), "unicode-escape")).toBe(sample);
        expect(decoded(characters.map((character) => `\\u{${hex(character, 1)}}`).join(""), "unicode-escape")).toBe(sample);
        expect(decoded(characters.map((character) => `&#x${hex(character, 1)};`).join(""), "html-entity")).toBe(sample);
        expect(decoded(characters.map((character) => `&#${character.charCodeAt(0)};`).join(""), "html-entity")).toBe(sample);
        expect(decoded(characters.map((character) => `=${hex(character, 2).toUpperCase()}`).join(""), "quoted-printable")).toBe(
          sample,
        );
      }),
    );
  });

  it("decodes values in which a few characters are escaped", () => {
    const url = (password: string): string => `postgres://me:${password}@host/db`;
    expect(decoded(url("p%40ss%2Fword"), "percent")).toBe(url("p@ss/word"));
    expect(decoded("abc\\u005fdef\\n\\ud83d\\udd11 100%", "unicode-escape")).toBe("abc_def\n🔑 100%");
    expect(decoded("a&amp;b&lt;c&quot;&#x1f511;&unknown;&", "html-entity")).toBe('a&b<c"🔑&unknown;&');
    expect(decoded("token=3Dabc=\r\ndef=5F", "quoted-printable")).toBe("token=abcdef_");
  });

  it("decodes text in UTF-16 behind base64, as PowerShell takes it", () => {
    const script = "$secret = 'p4ssw0rd'";
    expect(decoded(Buffer.from(script, "utf16le").toString("base64"), "base64")).toBe(script);
  });

  it("decodes gzip in base64 in two steps, and says when it holds too much", () => {
    const packed = gzipSync("password: correct horse battery staple\n");
    const value = Buffer.from(packed.toString("base64"));
    const [outer] = decodeValue(value, 0, value.length);
    expect(outer).toMatchObject({ encoding: "base64", start: 0, end: value.length });
    expect(Buffer.from(outer?.bytes ?? [])).toEqual(packed);
    expect(decoded(outer?.bytes ?? "", "gzip")).toBe("password: correct horse battery staple\n");
    const bomb = gzipSync(Buffer.alloc(17 << 20, 0x61));
    expect(decodeValue(bomb, 0, bomb.length)).toMatchObject([
      { encoding: "gzip", failure: "gzip value unpacks to more than 16 MiB" },
    ]);
    expect(decoded(packed.subarray(0, 20), "gzip")).toBeUndefined();
    expect(decoded(deflateSync("no gzip at all, but deflate"), "gzip")).toBeUndefined();
  });

  it("leaves words, identifiers, digests, assignments and URLs alone", () => {
    const values = [
      "getElementsByTagNameNS",
      "node_modules/typescript/lib",
      "passwordpasswordpassword",
      "d41d8cd98f00b204e9800998ecf8427e",
      "2fd4e1c67a2d28fced849ee1bb76e7391b93eb12",
      "JBSWY3DPEHPK3PXPQRSTUVWX",
      "key=value&other=DEADBEEF",
      "a = b == c",
      "100% of 50% off",
      "C:\\users\\name\\new",
      "https://example.com/?a=1&b=2",
      "    ",
    ];
    for (const value of values) expect(encodings(value), value).toEqual([]);
  });

  it("seldom takes random values for encoded text", () => {
    const digits = fc.stringMatching(/^[A-Za-z0-9+/]{32}$/);
    const taken = fc.sample(digits, { numRuns: 2000, seed: 7 }).filter((value) => encodings(value).length > 0);
    expect(taken.length).toBeLessThan(10);
  });

  it("looks at nothing outside of the value and gives its place", () => {
    const value = Buffer.from("password: hunter2").toString("base64");
    const bytes = Buffer.from(`"${value}"`);
    expect(decodeValue(bytes, 1, 1 + value.length)).toMatchObject([{ encoding: "base64", start: 1, end: 1 + value.length }]);
    expect(decodeValue(Buffer.from("&#64;padding&#6"), 5, 15)).toEqual([]);
    expect(decodeValue(Buffer.from("padding-%4"), 0, 10)).toEqual([]);
  });

  it("never throws", () => {
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom("%4", "\\u{", "\\u", "\\x", "&#", "&#x110000;", "=\r", "=", "\\ud800\\u", "}"),
        fc.string({ unit: "binary" }),
      ),
    );
    fc.assert(fc.property(soup, (parts) => void encodings(parts.join(""))));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeValue(bytes, 0, bytes.length)));
  });
});
