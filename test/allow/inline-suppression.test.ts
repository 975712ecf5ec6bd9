import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentSyntax } from "../../src/allow/comment-syntax.js";
import { commentSpans } from "../../src/allow/comments.js";
import { type InlineRequest, inlineSuppression } from "../../src/allow/inline-suppression.js";
import { linesAt } from "../../src/allow/lines-at.js";
import { OPTIONS, TODAY } from "./helpers.js";

function ask(path: string, line: string, changes: Partial<InlineRequest> = {}): ReturnType<typeof inlineSuppression> {
  const { knownRuleIds } = OPTIONS;
  return inlineSuppression({
    line,
    previousLine: undefined,
    path,
    ruleId: "acme-token",
    today: TODAY,
    knownRuleIds,
    foreignMarkers: false,
    ...changes,
  });
}

const reasonOf = (path: string, line: string, changes?: Partial<InlineRequest>): string | undefined =>
  ask(path, line, changes)?.suppression?.reason;
const ALLOW = "secret-scan:allow -- for a test";

describe("a comment of the language", () => {
  test.each([
    ["a.ts", `const t = "x"; // ${ALLOW}`],
    ["a.ts", `const t = "x"; /* ${ALLOW} */`],
    ["a.ts", ` * token x ${ALLOW}`],
    ["a.tsx", `<A t="x" /> {/* ${ALLOW} */}`],
    ["a.ts", `const t = "it's https://x/y"; // ${ALLOW}`],
    ["a.py", `t = "x"  # ${ALLOW}`],
    ["a.py", `t = """x"""  # ${ALLOW}`],
    ["a.py", `t = "\\"x"# ${ALLOW}`],
    ["a.rb", `t = "#{x}" # ${ALLOW}`],
    ["a.yml", `t: it's x # ${ALLOW}`],
    [".env.local", `T=x # ${ALLOW}`],
    ["a.sh", `T='x\\' # ${ALLOW}`],
    ["a.sql", `SET x = 'it''s'; -- ${ALLOW}`],
    ["a.lua", `t = "x" -- ${ALLOW}`],
    ["a.html", `<p>x</p> <!-- ${ALLOW} -->`],
    ["a.md", `x <!-- ${ALLOW} -->`],
    ["a.xml", `<p>x</p> <!-- ${ALLOW} -->`],
    ["a.css", `a { b: "x" } /* ${ALLOW} */`],
    ["a.ini", `t = x ; ${ALLOW}`],
    ["a.clj", `(def t "x") ; ${ALLOW}`],
    ["a.rs", `fn f<'a>(t: &'a str) {} // ${ALLOW}`],
    ["a.go", `t := \`x\` // ${ALLOW}`],
    ["a.c", `char q = '"'; // ${ALLOW}`],
    ["a.tex", `x % ${ALLOW}`],
    ["a.hs", `t = "x" -- ${ALLOW}`],
    ["a.php", `$t = 'x'; # ${ALLOW}`],
    ["a.ps1", `$t = "x" <# ${ALLOW} #>`],
    ["a.tf", `t = "x" # ${ALLOW}`],
    ["a.vb", `t = "x" ' ${ALLOW}`],
    ["a.bat", `REM ${ALLOW}`],
    ["a.erb", `<%= x %> <%# ${ALLOW} %>`],
    ["a.j2", `x {# ${ALLOW} #}`],
    ["a.ml", `let t = "x" (* ${ALLOW} *)`],
    ["Dockerfile", `# ${ALLOW}`],
    ["Makefile", `T = x # ${ALLOW}`],
    ["tsconfig.json", `"t": "x" // ${ALLOW}`],
    ["notes", `x -- ${ALLOW}`],
    ["notes.unknown", `x ; ${ALLOW}`],
    ["notes.unknown", `x # ${ALLOW}`],
    ["notes.unknown", `x % ${ALLOW}`],
    ["notes.unknown", `<!-- ${ALLOW} -->`],
  ])("%s: %s", (path, line) => {
    expect(reasonOf(path, line)).toBe("for a test");
  });

  test.each([
    ["a string", "a.ts", `const t = "// ${ALLOW}";`],
    ["a string with an escaped quote", "a.ts", `const t = "\\" // ${ALLOW}";`],
    ["a template", "a.ts", `const t = \`x // ${ALLOW}`],
    ["a URL", "a.html", `<a href=https://${ALLOW}>`],
    ["a URL's fragment", "a.yml", `t: https://x.test/#${ALLOW}`],
    ["a triple quoted string", "a.py", `t = """ # ${ALLOW}`],
    ["code", "a.ts", `const t = x; ${ALLOW}`],
    ["another language's comment", "a.py", `t = x // ${ALLOW}`],
    ["JSON, which has none", "a.json", `"t": "x" // ${ALLOW}`],
    ["a value of a Dockerfile", "Dockerfile", `ENV T=x # ${ALLOW}`],
    ["after a comment's end", "a.css", `/* x */ ${ALLOW}`],
    ["a quoted word of a shell", "a.sh", `echo "# ${ALLOW}"`],
    ["a single quote doubled", "a.sql", `SET x = 'it''s -- ${ALLOW}'`],
  ])("not in %s, and the finding says so", (_name, path, line) => {
    const result = ask(path, line);
    expect(result?.suppression).toBeUndefined();
    expect(result?.verdicts.map(({ detail }) => detail)).toEqual(["secret-scan:allow does not count: it stands in no comment"]);
  });
});

describe("what a marker must say", () => {
  test("rule, reason and end", () => {
    const result = ask("a.py", "# secret-scan:allow acme-token -- the vendor's own -- twice until=2026-06-15");
    expect(result).toEqual({
      suppression: { by: "inline", reason: "the vendor's own -- twice", expires: "2026-06-15" },
      verdicts: [],
      ended: [],
    });
  });

  test.each([
    ["no reason", "# secret-scan:allow", "it has no reason"],
    ["an empty one", "# secret-scan:allow --", "it has no reason"],
    ["dots", "# secret-scan:allow -- ...", "it has no reason"],
    ["only an end", "# secret-scan:allow -- until=2027-01-01", "it has no reason"],
    ["words without dashes", "# secret-scan:allow a sample", "it has no reason"],
    ["an unknown rule", "# secret-scan:allow acme-tokn -- x", 'it names an unknown rule. Did you mean "acme-token"?'],
    ["an unreadable date", "# secret-scan:allow -- x until=tomorrow", "its date is unreadable"],
    ["a day that there is not", "# secret-scan:allow -- x until=2027-02-29", "its date is unreadable"],
  ])("%s: it hides nothing and the finding says why", (_name, line, why) => {
    const result = ask("a.py", line);
    expect(result?.suppression).toBeUndefined();
    expect(result?.verdicts[0]?.detail).toContain(why);
  });

  test("past its date it hides nothing and is listed", () => {
    expect(ask("a.py", "# secret-scan:allow -- x until=2026-06-14")).toEqual({
      verdicts: [{ step: "inline", outcome: "pass", detail: "secret-scan:allow does not count: it ended on 2026-06-14" }],
      ended: [{ lineOffset: 0, until: "2026-06-14" }],
    });
  });

  test("another rule's marker has nothing to do with it", () => {
    expect(ask("a.py", "# secret-scan:allow smtp-password -- x")).toBeUndefined();
  });

  test.each(["# secret-scan:allowed -- x", "# my-secret-scan:allow -- x", "# secret-scan:allow-all -- x"])("not %s", (line) => {
    expect(ask("a.py", line)).toBeUndefined();
  });
});

describe("the line above", () => {
  const above = "# secret-scan:allow-next-line acme-token -- x";
  test("allow-next-line counts there and only there", () => {
    expect(reasonOf("a.py", "t = 1", { previousLine: above })).toBe("x");
    expect(reasonOf("a.py", above)).toBeUndefined();
    expect(reasonOf("a.py", "t = 1", { previousLine: "# secret-scan:allow -- x" })).toBeUndefined();
  });

  test("one that counts is enough", () => {
    expect(reasonOf("a.py", "t = 1 # secret-scan:allow", { previousLine: above })).toBe("x");
  });
});

describe("markers of other scanners", () => {
  test.each([
    ["gitleaks:allow", "a.py", "t = 'x' # gitleaks:allow"],
    ["pragma: allowlist secret", "a.js", "t = 'x' // pragma: allowlist secret"],
    ["nosec", "a.py", "t = 'x' # nosec"],
    ["trufflehog:ignore", "a.go", 't := "x" // trufflehog:ignore'],
    ["betterleaks:allow", "a.py", "t = 'x' # betterleaks:allow"],
    ["kingfisher:ignore", "a.yaml", "t: x # kingfisher:ignore"],
    ["ggignore", "a.py", "t = 'x' # ggignore"],
    ["noseyparker", "a.py", "t = 'x' # noseyparker:ignore"],
    ["secretlint-disable-line", "a.js", "t = 'x' // secretlint-disable-line"],
  ])("%s counts only when asked for", (name, path, line) => {
    expect(ask(path, line)).toBeUndefined();
    expect(ask(path, line, { foreignMarkers: true })?.suppression).toEqual({ by: "inline", reason: name });
  });

  test("on the line above, and not in a string", () => {
    const previousLine = "# pragma: allowlist nextline secret";
    expect(reasonOf("a.py", "t = 'x'", { previousLine, foreignMarkers: true })).toBe("pragma: allowlist nextline secret");
    expect(reasonOf("a.py", "t = 'gitleaks:allow'", { foreignMarkers: true })).toBeUndefined();
  });
});

describe("lines", () => {
  test("every line end, whatever stands around", () => {
    const line = fc.stringMatching(/^[a-zé😀 ]{1,10}$/u);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(line, fc.constantFrom("\n", "\r\n", "\r")), { minLength: 1, maxLength: 5 }),
        fc.nat(),
        (rows, pick) => {
          const index = pick % rows.length;
          const before = rows
            .slice(0, index)
            .map((row) => row.join(""))
            .join("");
          const bytes = Buffer.from(rows.map((row) => row.join("")).join(""));
          const found = linesAt(bytes, bytes.length, Buffer.byteLength(before));
          expect(found).toEqual({
            line: rows[index]![0],
            previousLine: index === 0 ? undefined : rows[index - 1]![0],
            lineStart: Buffer.byteLength(before),
            previousStart: Buffer.byteLength(
              rows
                .slice(0, Math.max(0, index - 1))
                .flat()
                .join(""),
            ),
          });
        },
      ),
    );
  });

  test("a line too long to be read by anybody holds no marker", () => {
    const bytes = Buffer.from(`${"x".repeat(200_000)} // ${ALLOW}`);
    expect(linesAt(bytes, bytes.length, 150_000)).toEqual({ line: "", previousLine: undefined, lineStart: 0, previousStart: 0 });
  });

  test("comments lie within the line and apart", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("/", "*", '"', "'", "#", "-", "<", "!", ">", "\\", "a", " ", "`") }),
        fc.constantFrom("a.ts", "a.py", "a.sql", "a.html", "x", "a.php"),
        (line, path) => {
          let last = 0;
          for (const { start, end } of commentSpans(line, commentSyntax(path))) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThanOrEqual(start);
            expect(end).toBeLessThanOrEqual(line.length);
            last = end;
          }
        },
      ),
    );
  });
});
