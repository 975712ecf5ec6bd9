/**
 * The base64 of a key's body, however it is dressed: in one line with `\n` or blanks, indented, in comments, in a diff, in concatenated
 * strings or an array of lines, appended line by line.
 */

/** What parts a dressed body into pieces: white space, escapes of line ends, quotes, commas, brackets. */
const BETWEEN = /(?:\\+[nrt]|[\s"'`\\,;()[\]{}]+)+/;
const PIECE = /^[A-Za-z0-9+/]+={0,2}$/;
/** Lines of a body have 64 characters, 70 or 76; a shorter one is the last. */
const LEAST_LINE = 40;

/**
 * The body in one piece, or undefined for a text that is none: of words, or of one line alone.
 *
 * Lines are as long as the first one. What stands between two of them (`" +`, `echo`, `k +=`) is no part of the body, also where it is
 * made of letters, and so is the same behind the last one.
 */
export function keyBody(text: string): string | undefined {
  const pieces = withoutMarks(
    text
      .replaceAll(/\\+\//g, "/")
      .split(BETWEEN)
      .filter((piece) => PIECE.test(piece)),
  );
  const first = pieces.findIndex((piece) => piece.length >= LEAST_LINE);
  if (first < 0 || pieces.length < 2) return undefined;
  const width = pieces[first]!.length;
  const lines = pieces.flatMap((piece, index) => (piece.length === width ? [index] : []));
  const last = lines.at(-1)!;
  if (pieces.some((piece) => piece.length > width)) return undefined;
  const glue = new Set(lines.length > 1 ? pieces.slice(first, last).filter((piece) => piece.length < width) : []);
  const rest = pieces.slice(last + 1).filter((piece) => !glue.has(piece));
  // where one line says nothing of what stands between lines, the longest piece is the likeliest
  const tail = rest.length < 2 || lines.length > 1 ? rest[0] : rest.toSorted((a, b) => b.length - a.length)[0];
  return lines.map((index) => pieces[index]).join("") + (tail ?? "");
}

/** The `+` of a diff is a character of base64: no body has one before each of its lines. */
function withoutMarks(pieces: readonly string[]): readonly string[] {
  const long = pieces.filter((piece) => piece.length > LEAST_LINE);
  if (long.length === 0 || !long.every((piece) => piece.startsWith("+"))) return pieces;
  return pieces.map((piece) => piece.replace(/^\+/, "")).filter((piece) => piece !== "");
}
