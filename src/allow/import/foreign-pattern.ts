/**
 * Regular expressions of Go and Python, as JavaScript reads them.
 *
 * Only what exceptions are written with: `(?i)` at the start, `(?P<name>`, `\A`, `\z`, `\Z`, POSIX classes, and escapes of plain
 * characters, which flag `u` does not allow. Anything else that JavaScript does not know makes the expression invalid, and it is listed.
 */

const POSIX: Readonly<Record<string, string>> = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  digit: "0-9",
  lower: "a-z",
  upper: "A-Z",
  space: "\\s",
  word: "\\w",
  xdigit: "0-9A-Fa-f",
};

/** The source for flag `u`, letter case written out where it does not count; undefined when it cannot be said in JavaScript. */
export function fromForeignPattern(foreign: string): string | undefined {
  const flags = /^\(\?([a-z]+)\)/.exec(foreign);
  if (flags !== null && !/^[is]+$/.test(flags[1]!)) return undefined;
  if ([...foreign.matchAll(/\[:(\^?[a-z]+):\]/g)].some(([, name]) => POSIX[name!] === undefined)) return undefined;
  const body = flags === null ? foreign : foreign.slice(flags[0].length);
  const source = translate(body, flags?.[1]?.includes("i") ?? false);
  try {
    new RegExp(source, "u");
    return source;
  } catch {
    // Not JavaScript: the caller lists it.
    return undefined;
  }
}

/** A text as an expression that finds it. */
export function literalPattern(text: string, ignoreCase: boolean): string {
  return translate(text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), ignoreCase);
}

function translate(body: string, ignoreCase: boolean): string {
  let result = "";
  let inClass = false;
  for (let at = 0; at < body.length; ) {
    const token = nextToken(body, at, inClass);
    at += token.length;
    if (token === "[" || token === "[^") inClass = true;
    else if (token === "]") inClass = false;
    result += translateToken(token, inClass, ignoreCase);
  }
  return result;
}

function nextToken(body: string, at: number, inClass: boolean): string {
  const rest = body.slice(at, at + 40);
  const pattern = inClass
    ? /^(?:\[:[a-z]+:\]|[A-Za-z]-[A-Za-z]|\\[pP]\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\[\s\S]|[\s\S])/
    : /^(?:\(\?P?<[A-Za-z_]\w*>|\(\?[:=!]|\[\^|\\[pP]\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\[\s\S]|[\s\S])/;
  return pattern.exec(rest)![0];
}

function translateToken(token: string, inClass: boolean, ignoreCase: boolean): string {
  if (token.startsWith("(?")) return token.replace("?P<", "?<");
  if (token.startsWith("[:")) return POSIX[token.slice(2, -2)]!;
  if (token === "\\A") return "^";
  if (token === "\\z" || token === "\\Z") return "$";
  if (/^\\[^A-Za-z0-9^$\\.*+?()[\]{}|/-]$/.test(token)) return token[1]!;
  if (token === "\\-" && !inClass) return "-";
  if (!ignoreCase || !/^[A-Za-z](?:-[A-Za-z])?$/.test(token)) return token;
  const other = token.replaceAll(/[A-Za-z]/g, swapCase);
  return inClass ? token + other : `[${token}${other}]`;
}

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}
