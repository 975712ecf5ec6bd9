import { describe, expect, it } from "vitest";
import { encodedSpan } from "../../src/decode/encoded-span.js";

/** The span that the run `run` in `text` begins. */
function spanOf(text: string, run: string): string | undefined {
  const bytes = Buffer.from(text);
  const span = encodedSpan(bytes, text.indexOf(run), { start: 0, end: bytes.length });
  return span === undefined ? undefined : text.slice(span.start, span.end);
}

const LINE = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVpBQkNERUZHSElKS0xNTk9QUVJTVFVW";

describe("encodedSpan", () => {
  it("takes slashes, pluses and padding to the run", () => {
    expect(spanOf('x = "abc/defghijklmnopqrstuvwx+yz01=="', "defghijklm")).toBe("abc/defghijklmnopqrstuvwx+yz01==");
  });

  it("takes wrapped lines, up to one that is no base64", () => {
    expect(spanOf(`key: |\n  ${LINE}\n  ${LINE}\n  QUJD\nother: 1`, LINE)).toBe(`${LINE}\n  ${LINE}\n  QUJD`);
    expect(spanOf(`${LINE}\r\nnext line of text`, LINE)).toBe(LINE);
    expect(spanOf("abcdefghijklmnopqr\nabcdefgh", "abcdefghijklmnopqr")).toBe("abcdefghijklmnopqr");
  });

  it("leaves a run that another one precedes in the same text", () => {
    expect(spanOf("abcdefghijklmnopqr/ABCDEFGHIJKLMNOPQR", "ABCDEFGHIJKLMNOPQR")).toBeUndefined();
    const second = `Z${LINE.slice(1)}`;
    expect(spanOf(`${LINE}\n  ${second}`, second)).toBeUndefined();
    expect(spanOf(`${"a/".repeat(200)}ABCDEFGHIJKLMNOPQR`, "ABCDEFGHIJKLMNOPQR")).toBeUndefined();
  });

  it("stays within its limits", () => {
    const bytes = Buffer.from("abcABCDEFGHIJKLMNOPQRabc==");
    expect(encodedSpan(bytes, 3, { start: 3, end: 20 })).toEqual({ start: 3, end: 20 });
  });
});
