/**
 * Names, authors and subjects come from strangers: characters that a reader cannot see, or that steer a terminal or the
 * direction of a text, are written out here before any format escapes the rest for itself.
 */

/**
 * Controls (C0, DEL, C1), line and paragraph separators, format characters (bidirectional, zero-width, tags, soft hyphen),
 * blank letters that look like nothing, and halves of surrogate pairs.
 */
const unseen = (): RegExp => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|\u034F|\u115F|\u1160|\u17B4|\u17B5|\u3164|\uFFA0/gu;

/** Made when first used: classes of Unicode take long to parse. */
let unseenInText: RegExp | undefined;
/** The same without the line feed, which in JSON stands between values only: a report has some million of them. */
let unseenInJson: RegExp | undefined;

/** Most texts are ASCII: they are seen without those classes. */
const PLAIN = /^[ -~]*$/;
const PLAIN_JSON = /^[ -~\n]*$/;

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * The text on one line with unseen characters as `\n`, `\r`, `\t` or `\u{202E}`.
 *
 * @example visible("a\u001b[31m") // "a\\u{1B}[31m"
 */
export function visible(text: string): string {
  if (PLAIN.test(text)) return text;
  unseenInText ??= unseen();
  return text.replace(unseenInText, (char) => SHORT[char] ?? `\\u{${(char.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}

/** JSON that holds the same data, with unseen characters written as `\uXXXX`: they can stand inside strings only. */
export function visibleJson(json: string): string {
  if (PLAIN_JSON.test(json)) return json;
  unseenInJson ??= withoutLineFeed(unseen());
  return json.replace(unseenInJson, (char) => {
    let escaped = "";
    for (let unit = 0; unit < char.length; unit++) escaped += `\\u${char.charCodeAt(unit).toString(16).padStart(4, "0")}`;
    return escaped;
  });
}

function withoutLineFeed({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replace("\\p{Cc}", "\\0-\\x09\\x0b-\\x1f\\x7f-\\x9f"), flags);
}

/** Indented JSON with a line end, safe to print. */
export function jsonText(value: unknown): string {
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
