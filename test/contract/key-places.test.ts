import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { folder, report, run } from "../program/folder.js";

const pem = generateKeyPairSync("rsa", { modulusLength: 1024 })
  .privateKey.export({ type: "pkcs1", format: "pem" })
  .toString()
  .trim();
const lines = pem.split("\n");

interface Place {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}

const placed = ({ startLine, startColumn, endLine, endColumn }: Place) => [startLine, startColumn, endLine, endColumn];

test.each([
  ["on lines of its own", `# key\n${pem}\n`, [2, 1, lines.length + 1, lines.at(-1)!.length + 1]],
  ["with CRLF", `\r\n${pem.replaceAll("\n", "\r\n")}\r\n`, [2, 1, lines.length + 1, lines.at(-1)!.length + 1]],
  ["in a string", `{"key":"${pem.replaceAll("\n", "\\n")}\\n"}`, [1, 9, 1, 9 + pem.length + lines.length - 1]],
])("a private key stands from its BEGIN line to its END line: %s", async (_, text, place) => {
  const { findings } = await report([], { cwd: folder({ "a.txt": text }) });
  expect(findings.map(placed)).toEqual([place]);
  expect(findings[0].masked).toBe("********");
});

test("the terminal shows the BEGIN line, and nothing of the key", async () => {
  const { stdout } = await run([], { cwd: folder({ "a.txt": `x = """${pem}"""` }) });
  expect(stdout).toContain(`x = """${lines[0]}********`);
  for (const line of lines.slice(1, -1)) expect(stdout).not.toContain(line.slice(0, 12));
});
