/** A secret that code puts together of pieces is the same secret as in one piece, and stands from its first to its last piece. */

import { describe, expect, it } from "vitest";
import { folder, report } from "./folder.js";

const [A, B] = ["Tr0ub4dor", "&3xk9Q"];
const WHOLE = `const password = "${A}${B}";`;

const FORMS: readonly (readonly [name: string, text: string])[] = [
  ["plus.js", `const password = "${A}" + "${B}";`],
  ["lines.ts", `const password =\n  '${A}' +\n  \`${B}\`;`],
  ["concat.java", `String password = "${A}".concat("${B}");`],
  ["builder.java", `String password = new StringBuilder("${A}").append("${B}").toString();`],
  ["beside.py", `PASSWORD = "${A}" "${B}"`],
  ["brackets.py", `PASSWORD = ("${A}"\n            "${B}")`],
  ["backslash.rb", `PASSWORD = '${A}' \\\n  '${B}'`],
  ["shovel.rb", `password = "${A}" << "${B}"`],
  ["dot.php", `<?php $password = '${A}' . '${B}';`],
  ["define.php", `<?php define('DB_PASSWORD', '${A}' . '${B}');`],
  ["dot.pl", `my $password = '${A}' . '${B}';`],
  ["dots.lua", `local password = "${A}" .. "${B}"`],
  ["beside.c", `static const char *password = "${A}" "${B}";`],
  ["macro.h", `#define DB_PASSWORD "${A}" \\\n                    "${B}"`],
  ["wrapped.cpp", `std::string password = std::string("${A}") + "${B}";`],
  ["call.cs", `var password = string.Concat("${A}", "${B}");`],
  ["plus.cs", `var password = @"${A}" + @"${B}";`],
  ["and.vb", `Dim password As String = "${A}" & _\n    "${B}"`],
  ["macro.rs", `const PASSWORD: &str = concat!("${A}", "${B}");`],
  ["owned.rs", `let password = "${A}".to_owned() + "${B}";`],
  ["less.ex", `@password "${A}" <> "${B}"`],
  ["plus.hs", `password = "${A}" ++ "${B}"`],
  ["paste.r", `password <- paste0("${A}", "${B}")`],
  ["list.js", `const password = ["${A}", "${B}"].join("");`],
  ["quotes.sh", `PASSWORD="${A}"'${B}'`],
  ["bars.sql", `ALTER USER bob WITH PASSWORD '${A}' || '${B}';`],
  ["objective.m", `NSString *password = @"${A}" @"${B}";`],
  ["three.js", `const password = "${A.slice(0, 5)}" + "${A.slice(5)}" + "${B}";`],
  ["login.js", `await session.login("svc", "${A}" + "${B}");`],
];

type Found = Readonly<Record<"path" | "fingerprint" | "masked", string>> &
  Readonly<Record<"startLine" | "startColumn" | "endLine" | "endColumn", number>>;

async function found(files: Readonly<Record<string, string>>): Promise<readonly Found[]> {
  return ((await report(["--no-config"], { cwd: folder(files) })) as { findings: Found[] }).findings;
}

describe("a literal of several pieces", () => {
  it("has the fingerprint of the whole", async () => {
    const findings = await found({
      "whole.js": `${WHOLE}\n`,
      ...Object.fromEntries(FORMS.map(([name, text]) => [name, `${text}\n`])),
    });
    expect(findings.map(({ path }) => path).sort()).toEqual(["whole.js", ...FORMS.map(([name]) => name)].sort());
    expect(new Set(findings.map(({ fingerprint, masked }) => `${fingerprint} ${masked}`)).size).toBe(1);
  });

  it("stands from its first to its last piece", async () => {
    const text = `const password =\n  "${A}" +\n  "${B}";\n`;
    expect(await found({ "a.js": text })).toMatchObject([{ startLine: 2, startColumn: 4, endLine: 3, endColumn: 4 + B.length }]);
  });

  it("may be a provider's token under a name that says little", async () => {
    const token = [["gh", "p_"].join(""), "Zq8Kx2LmN4pR7sT1vW3yB5cD6fG9hJ0aXeQr"];
    const findings = await found({ "a.js": `const githubToken = "${token.join('" + "')}";\n` });
    expect(findings).toMatchObject([{ startLine: 1, startColumn: 22 }]);
  });

  it("ends before what is no literal, and at the end of its value", async () => {
    const files = {
      "variable.js": `const password = "${A}" + suffix;`,
      "list.js": `const o = { password: "${A}", other: "x" };`,
      "or.js": `const password = "${A}" || "x";`,
      "next.rb": `password "${A}"\n"text".length`,
      "pair.conf": `password "${A}" "comment"`,
    };
    const findings = await found(files);
    const first = await found({ "whole.js": `const password = "${A}";` });
    expect(new Set(findings.map(({ fingerprint }) => fingerprint))).toEqual(new Set([first[0]!.fingerprint]));
  });
});
