/**
 * Markers on lines that stand within comments and strings which began further up.
 */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentSyntax } from "../../src/allow/comment-syntax.js";
import { inlineSuppression } from "../../src/allow/inline-suppression.js";
import { linesAt } from "../../src/allow/lines-at.js";
import { createOpenTexts, type OpenTexts } from "../../src/allow/open-texts.js";
import { OPTIONS, TODAY } from "./helpers.js";

const ALLOW = "secret-scan:allow -- for a test";

/** The reason of the marker for what stands at PLACE in the text. */
function reasonIn(path: string, text: string, openTexts: OpenTexts = createOpenTexts()): string | undefined {
  const bytes = Buffer.from(text);
  const { line, previousLine, lineStart, previousStart } = linesAt(bytes, bytes.length, bytes.indexOf("PLACE"));
  return inlineSuppression({
    line,
    previousLine,
    openBefore: (which, syntax) => openTexts.before(bytes, which === "line" ? lineStart : previousStart, syntax),
    path,
    ruleId: "acme-token",
    today: TODAY,
    knownRuleIds: OPTIONS.knownRuleIds,
    foreignMarkers: false,
  })?.suppression?.reason;
}

/** Each language with a comment over lines. */
const BLOCKS: readonly (readonly [string, string, string])[] = [
  ...["c", "cpp", "cs", "java", "kt", "scala", "swift", "rs", "zig", "go", "js", "ts", "tsx", "dart", "groovy"].map(
    (ending) => [ending, "/*", "*/"] as const,
  ),
  ...["css", "scss", "php", "sql", "proto", "sol", "tf", "nix", "prisma", "thrift"].map(
    (ending) => [ending, "/*", "*/"] as const,
  ),
  ...["html", "xml", "svg", "md", "vue", "svelte", "csproj"].map((ending) => [ending, "<!--", "-->"] as const),
  ["lua", "--[[", "]]"],
  ["hs", "{-", "-}"],
  ["elm", "{-", "-}"],
  ["ml", "(*", "*)"],
  ["fs", "(*", "*)"],
  ["pas", "{", "}"],
  ["ps1", "<#", "#>"],
  ["clj", "#|", "|#"],
  ["erb", "<%#", "%>"],
  ["j2", "{#", "#}"],
  ["cshtml", "@*", "*@"],
];

describe.each(BLOCKS)("%s, %s … %s", (ending, open, close) => {
  const path = `a.${ending}`;

  test("a line within a comment is one", () => {
    expect(reasonIn(path, `${open} one\n  PLACE ${ALLOW}\n${close}\n`)).toBe("for a test");
    expect(reasonIn(path, `${open}\nsecret-scan:allow-next-line -- above ${close}\nx = PLACE\n`)).toBe("above");
  });

  test("what comes after its end is none", () => {
    expect(reasonIn(path, `${open} one\ntwo ${close}\nx = PLACE ${ALLOW}\n`)).toBeUndefined();
    expect(reasonIn(path, `${open} one\ntwo ${close} PLACE ${ALLOW}\n`)).toBeUndefined();
  });
});

/** Each language with a string over lines, and its line comment. */
const STRINGS: readonly (readonly [string, string, string, string])[] = [
  ...["py", "toml", "jl", "ex", "nim", "bzl", "graphql"].map((ending) => [ending, '"""', '"""', "#"] as const),
  ["py", "'''", "'''", "#"],
  ...["java", "kt", "scala", "swift", "cs", "dart", "groovy"].map((ending) => [ending, '"""', '"""', "//"] as const),
  ...["js", "mjs", "ts", "tsx", "go"].map((ending) => [ending, "`", "`", "//"] as const),
  ["lua", "[[", "]]", "--"],
  ["ps1", '@"', '"@', "#"],
];

test.each(STRINGS)("%s: within %s … %s a comment's sign is text, after it begins one", (ending, open, close, sign) => {
  const path = `a.${ending}`;
  expect(reasonIn(path, `x = ${open}\n  PLACE ${sign} ${ALLOW}\n${close}\n`)).toBeUndefined();
  expect(reasonIn(path, `x = ${open}\n${sign} secret-scan:allow-next-line -- above\nPLACE\n${close}\n`)).toBeUndefined();
  expect(reasonIn(path, `x = ${open}\n text\n${close}\ny = PLACE ${sign} ${ALLOW}\n`)).toBe("for a test");
  expect(reasonIn(path, `x = ${open}text${close}; y = PLACE ${sign} ${ALLOW}\n`)).toBe("for a test");
});

test.each([
  ["a key below the marker", "a.py", `# secret-scan:allow-next-line -- above\nk = """PLACE\nMIIE\n"""\n`, "above"],
  ["quotes within a comment", "a.js", `// it's \`one\n/* "\` */\nx = PLACE // ${ALLOW}\n`, "for a test"],
  ["a quote in an expression", "a.js", `x = y.replace(/[\`"]/g, "");\nz = PLACE // ${ALLOW}\n`, "for a test"],
  ["a division", "a.js", `x = a / b; y = c / d;\nz = PLACE // ${ALLOW}\n`, "for a test"],
  ["an escaped backtick", "a.js", `x = \`a\\\`b\`;\nz = PLACE // ${ALLOW}\n`, "for a test"],
  ["a backslash in a raw string", "a.go", `x := \`a\\\`\nz := PLACE // ${ALLOW}\n`, "for a test"],
  ["a template in a template", "a.ts", `x = \`a \${b ? \`c\n// d\` : ""} e\`;\nz = PLACE // ${ALLOW}\n`, "for a test"],
  ["an apostrophe in a shell's comment", "a.sh", `# it's one\nx=PLACE # ${ALLOW}\n`, "for a test"],
  ["an unclosed quote", "a.js", `x = "one\nz = PLACE // ${ALLOW}\n`, "for a test"],
  ["line ends of an old Mac", "a.py", `x = """\r# ${ALLOW} PLACE\r"""\r`, undefined],
  ["line ends of Windows", "a.py", `x = """\r\n"""\r\ny = PLACE # ${ALLOW}\r\n`, "for a test"],
])("%s", (_name, path, text, reason) => {
  expect(reasonIn(path, text)).toBe(reason);
});

test("in whatever order lines are asked for, each has the same answer", () => {
  const rows = ["x = 1", '"""', "# one", "'''", "'''", '"""', "# it's"];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...rows), { minLength: 1, maxLength: 4000 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 20 }),
      (lines, picks) => {
        const bytes = Buffer.from(lines.join("\n"));
        const syntax = commentSyntax("a.py");
        const starts = [0];
        for (const line of lines.slice(0, -1)) starts.push(starts.at(-1)! + line.length + 1);
        const shared = createOpenTexts();
        for (const pick of picks) {
          const start = starts[pick % starts.length]!;
          expect(shared.before(bytes, start, syntax)).toEqual(createOpenTexts().before(bytes, start, syntax));
        }
      },
    ),
    { numRuns: 30 },
  );
});
