/**
 * Columns that a text takes in a terminal, and cutting and wrapping by columns.
 */

/** Made when first used: classes of Unicode take long to parse. */
let patterns: { readonly zero: RegExp; readonly emoji: RegExp } | undefined;

/** East Asian wide and full-width blocks, as pairs of first and last code point. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2329, 0x232a],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe19],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f200, 0x1f320],
  [0x20000, 0x3fffd],
];

/** Columns of one code point: 0, 1 or 2. */
function columnsOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  if (code < 0x300) return 1;
  patterns ??= { zero: /^[\p{Mn}\p{Me}\p{Cf}]$/u, emoji: /^\p{Emoji_Presentation}$/u };
  if (patterns.zero.test(char)) return 0;
  for (const [first, last] of WIDE) if (code >= first && code <= last) return 2;
  return patterns.emoji.test(char) ? 2 : 1;
}

/** Columns of a text without escape sequences and controls. */
export function columns(text: string): number {
  let sum = 0;
  for (const char of text) sum += columnsOf(char);
  return sum;
}

/** The longest start of the text that takes at most `limit` columns. */
export function startWithin(text: string, limit: number): string {
  let sum = 0;
  let end = 0;
  for (const char of text) {
    sum += columnsOf(char);
    if (sum > limit) return text.slice(0, end);
    end += char.length;
  }
  return text;
}

/** The longest end of the text that takes at most `limit` columns. */
export function endWithin(text: string, limit: number): string {
  let rest = columns(text);
  let start = 0;
  for (const char of text) {
    if (rest <= limit) break;
    rest -= columnsOf(char);
    start += char.length;
  }
  return text.slice(start);
}

/** The text, with `…` in its middle where it takes more than `limit` columns: of a path both ends say most. */
export function clipMiddle(text: string, limit: number): string {
  if (columns(text) <= limit) return text;
  const left = Math.floor((limit - 1) / 2);
  return `${startWithin(text, left)}…${endWithin(text, limit - 1 - left)}`;
}

/**
 * Lines of at most `width` columns, broken at spaces. A longer word is cut, but for a URL: that must stay whole to be followed.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    if (line !== "" && columns(line) + 1 + columns(word) <= width) {
      line += ` ${word}`;
      continue;
    }
    if (line !== "") lines.push(line);
    line = word;
    while (columns(line) > width && !line.includes("://")) {
      const head = startWithin(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}
