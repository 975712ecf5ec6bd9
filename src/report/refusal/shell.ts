/**
 * Commands that a person copies into a shell: every path in them arrives as it is.
 */

const PLAIN = /^[\w@%+:,./][\w@%+=:,./-]*$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not reach the terminal
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

/** The text as one word of a POSIX shell; with control characters in bash's and zsh's own form, so that they are seen. */
export function shellWord(text: string): string {
  if (PLAIN.test(text)) return text;
  if (!CONTROL.test(text)) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = [...text].map((char) => {
    if (char === "'" || char === "\\") return `\\${char}`;
    return CONTROL.test(char) ? escapeOf(char) : char;
  });
  return `$'${escaped.join("")}'`;
}

/** A pattern of `.gitignore` that matches this path and no other. */
export function ignorePattern(path: string): string {
  return `/${path.replaceAll(/[\\*?[\]]/g, "\\$&").replace(/ $/, "\\ ")}`;
}

function escapeOf(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x80 ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
}
