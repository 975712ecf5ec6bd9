/**
 * What a regular expression cannot match without: the longest run of plain characters outside groups and alternatives.
 *
 * With 50,000 `value` entries only those are run whose text the secret holds. A shorter answer than possible is always right.
 */

/** The longest text that every match of `source` (flag `u`) holds; `""` where none is sure. */
export function requiredLiteral(source: string): string {
  let best = "";
  let run = "";
  const end = (): void => {
    if (run.length > best.length) best = run;
    run = "";
  };
  for (let at = 0; at < source.length; at++) {
    const character = source[at]!;
    if (character === "|") return "";
    if (character === "(") {
      end();
      at = closingParenthesis(source, at);
    } else if (character === "[") {
      end();
      at = closingBracket(source, at);
    } else if (character === "\\") {
      const next = source[++at] ?? "";
      if (/[A-Za-z0-9]/.test(next)) {
        end();
        at = escapeEnd(source, at);
      } else run += next;
    } else if (character === "*" || character === "?" || character === "{") {
      // The character before need not be there.
      run = run.slice(0, /[\uDC00-\uDFFF]$/.test(run) ? -2 : -1);
      end();
      if (character === "{") at = Math.max(at, source.indexOf("}", at));
    } else if (character === "+" || character === "^" || character === "$" || character === ".") {
      end();
    } else run += character;
  }
  end();
  return best;
}

function closingParenthesis(source: string, open: number): number {
  let depth = 0;
  for (let at = open; at < source.length; at++) {
    const character = source[at];
    if (character === "\\") at++;
    else if (character === "[") at = closingBracket(source, at);
    else if (character === "(") depth++;
    else if (character === ")" && --depth === 0) return at;
  }
  return source.length;
}

function closingBracket(source: string, open: number): number {
  for (let at = open + 1; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source[at] === "]") return at;
  }
  return source.length;
}

/** Index of the last character of an escape such as `\d`, `\u{1F600}`, `\x41`, `\cJ`, `\p{L}`, `\k<name>`; `at` is its letter. */
function escapeEnd(source: string, at: number): number {
  const rest = /^(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|[upP]\{[^}]*\}|k<[^>]*>|c[A-Za-z]|[0-9]+|[A-Za-z])/.exec(
    source.slice(at, at + 80),
  );
  return at + (rest?.[0].length ?? 1) - 1;
}
