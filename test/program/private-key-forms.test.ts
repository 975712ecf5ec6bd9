/** A private key is found however it is dressed, and is the same secret in every dress. */

import { describe, expect, it } from "vitest";
import { completeChecksum } from "../../src/detect/checksums/verify.js";
import { folder, report } from "./folder.js";
import { randomText } from "./secrets.js";

const KIND = ["PRIVATE", "KEY"].join(" ");
const BODY = Array.from({ length: 25 }, (_, line) => randomText(line === 24 ? 28 : 64, line + 1));
const BLOCK = completeChecksum("pem", `-----BEGIN ${KIND}-----\n${BODY.join("\n")}\n-----END ${KIND}-----`);
const LINES = BLOCK.split("\n");
const quoted = LINES.map((line) => `"${line}\\n"`);

const DRESSES: readonly (readonly [name: string, text: string])[] = [
  ["crlf.txt", LINES.join("\r\n")],
  ["one-line.env", `KEY="${LINES.join("\\n")}\\n"`],
  ["blanks.txt", `KEY=${LINES.join(" ")}`],
  ["nothing.txt", `KEY="${LINES.join("")}"`],
  ["nested.json", JSON.stringify({ file: JSON.stringify({ key: BLOCK }) })],
  ["block.yml", `key: |\n${LINES.map((line) => `    ${line}`).join("\n")}`],
  ["comment.py", LINES.map((line) => `# ${line}`).join("\n")],
  ["change.patch", LINES.map((line) => `+${line}`).join("\n")],
  ["plus.js", `const k = ${quoted.join(" +\n  ")};`],
  ["apart.js", `const k = ${LINES.map((line) => `'${line}'`).join(" + '\\n' +\n  ")};`],
  ["dot.php", `$k = ${quoted.join(" .\n  ")};`],
  ["beside.c", `const char *k =\n${quoted.join("\n")};`],
  ["words.vb", `k = ${LINES.map((line) => `"${line}" & vbCrLf`).join(" & _\n  ")}`],
  ["list.rb", `k = [\n${LINES.map((line) => `  '${line}',`).join("\n")}\n].join("\\n")`],
  ["append.py", LINES.map((line, index) => `k ${index === 0 ? "" : "+"}= "${line}\\n"`).join("\n")],
  ["echo.sh", LINES.map((line) => `echo "${line}" >> key.pem`).join("\n")],
  ["base64.txt", `KEY_B64=${Buffer.from(BLOCK).toString("base64")}`],
];

type Found = Readonly<Record<"path" | "fingerprint" | "confidence" | "ruleId", string>>;

async function found(files: Readonly<Record<string, string | Uint8Array>>): Promise<readonly Found[]> {
  return ((await report(["--no-config"], { cwd: folder(files) })) as { findings: Found[] }).findings;
}

describe("a private key", () => {
  it("has one fingerprint in every dress", async () => {
    const findings = await found({
      "plain.txt": BLOCK,
      ...Object.fromEntries(DRESSES.map(([name, text]) => [name, `${text}\n`])),
    });
    expect(findings.map(({ path }) => path).sort()).toEqual(["plain.txt", ...DRESSES.map(([name]) => name)].sort());
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(1);
    expect(new Set(findings.map(({ confidence }) => confidence))).toEqual(new Set(["high"]));
  });

  it("is another key with another character, wherever it stands", async () => {
    const changed = (line: number): string =>
      BLOCK.replace(
        LINES[line]!,
        LINES[line]!.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      );
    const findings = await found({ a: BLOCK, b: changed(3), c: changed(LINES.length - 2) });
    expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it("is one of less confidence where its body is not a key's", async () => {
    const findings = await found({ a: BLOCK.replace(LINES[1]!, randomText(64, 99)) });
    expect(findings.map(({ ruleId, confidence }) => [ruleId, confidence])).toEqual([["private-key", "medium"]]);
  });

  it("is told by the first bytes of a key store, whatever its name", async () => {
    const store = Buffer.from("feedfeed000000020000000100000001000161", "hex");
    const trusted = Buffer.from(store);
    trusted[15] = 2;
    const findings = await found({ "store.bin": store, "trusted.bin": trusted });
    expect(findings.map(({ ruleId, path }) => [ruleId, path])).toEqual([["key-store-file", "store.bin"]]);
  });
});
