/**
 * The text that a page's content stream shows.
 *
 * Owns the operators that show text. Fonts with an encoding of their own come out as they are written, which is mostly Latin-1.
 */

/** A string, a hexadecimal string, a number inside of an array, an array's end, or an operator. */
const TOKEN = /\((?:[^()\\]|\\[\s\S])*\)|<[0-9A-Fa-f\s]*>|-?[0-9]*\.?[0-9]+|\]|[A-Za-z'"*]+/g;
/** Kerning of this many thousandths of the font's size is a blank. */
const BLANK = -200;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** The shown text in UTF-8, a line for each move to a new place; undefined when the stream shows none. */
export function pageText(stream: Uint8Array): Uint8Array | undefined {
  const source = Buffer.from(stream.buffer, stream.byteOffset, stream.length).toString("latin1");
  if (!/\bT[jJ]\b/.test(source)) return undefined;
  let text = "";
  let pending = "";
  for (const [token] of source.matchAll(TOKEN)) {
    const first = token[0];
    if (first === "(") pending += literal(token);
    else if (first === "<")
      pending += Buffer.from(token.replaceAll(/[<>\s]/g, ""), "hex")
        .toString("latin1")
        .replaceAll("\0", "");
    else if (token === "Tj" || token === "TJ") {
      text += pending;
      pending = "";
    } else if (token === "'" || token === '"') {
      text += `\n${pending}`;
      pending = "";
    } else if (token === "Td" || token === "TD" || token === "T*" || token === "Tm" || token === "ET") text += "\n";
    else if (pending !== "" && Number(token) < BLANK) pending += " ";
  }
  return Buffer.from(text.replaceAll(/\n+/g, "\n"));
}

function literal(token: string): string {
  return token.slice(1, -1).replaceAll(/\\([0-7]{1,3}|\r?\n|[\s\S])/g, (_, escaped: string) => {
    if (/^[0-7]/.test(escaped)) return String.fromCharCode(Number.parseInt(escaped, 8) & 0xff);
    return escaped.endsWith("\n") ? "" : (ESCAPES[escaped] ?? escaped);
  });
}
