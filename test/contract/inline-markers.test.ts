import { expect, test } from "vitest";
import { folder, report } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { drawnRsa } from "../support/drawn-keys.js";

const pem = drawnRsa("inline markers", 1024).privateKey.export({ type: "pkcs1", format: "pem" }).toString().trim();
const MARKER = "secret-scan:allow -- published in a test";
const NEXT = "secret-scan:allow-next-line -- published in a test";

test.each([
  ["above a key's first line", "a.py", `# ${NEXT}\nK = """${pem}"""\n`],
  ["on a key's last line", "a.sh", `${pem} # ${MARKER}\n`],
  ["above a key in CRLF", "a.yml", `# ${NEXT}\r\n${pem.replaceAll("\n", "\r\n")}\r\n`],
  ["in a Python comment", "b.py", `k = "${githubToken()}"  # ${MARKER}\n`],
  ["in a C comment", "b.c", `char *k = "${githubToken()}"; /* ${MARKER} */\n`],
  ["in SQL", "b.sql", `SET k = '${githubToken()}'; -- ${MARKER}\n`],
  ["in HTML", "b.html", `<p>${githubToken()}</p> <!-- ${MARKER} -->\n`],
  ["in Lisp", "b.el", `(setq k "${githubToken()}") ; ${MARKER}\n`],
  ["above a line that ends with CR alone", "b.js", `// ${NEXT}\rk = "${githubToken()}"\r`],
])("a marker counts %s", async (_, name, text) => {
  const { findings, suppressed } = await report([], { cwd: folder({ [name]: text }) });
  expect(findings).toEqual([]);
  expect(suppressed.map(({ by, reason }: { by: string; reason: string }) => [by, reason])).toEqual([
    ["inline", "published in a test"],
  ]);
});

test.each([
  ["without a reason", "a.js", `k = "${githubToken()}" // secret-scan:allow\n`],
  ["in a text", "a.js", `k = "${githubToken()} // ${MARKER}"\n`],
  ["two lines above", "a.js", `// ${NEXT}\n\nk = "${githubToken()}"\n`],
])("a marker does not count %s", async (_, name, text) => {
  const { suppressed } = await report([], { cwd: folder({ [name]: text }) });
  expect(suppressed).toEqual([]);
});

test("a marker above a key that is past its date is listed with its line", async () => {
  const cwd = folder({ "a.py": `\n# ${NEXT} until=2020-01-01\n${pem}\n` });
  const { findings, stale } = await report([], { cwd });
  expect(findings).toHaveLength(1);
  expect(stale).toEqual([{ entry: { source: "a.py", line: 2, rule: "private-key" }, why: "expired" }]);
});
