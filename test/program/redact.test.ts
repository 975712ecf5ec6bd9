import { expect, test } from "vitest";
import { createRedactor } from "../../src/scan/redactor.js";
import { selectRules } from "../../src/scan/setup.js";
import { folder, run } from "./folder.js";
import { githubToken, password, randomText } from "./secrets.js";

const rules = selectRules({ userRules: [], only: [], excluded: [] });

function redacted(input: Buffer, pieces: number): string {
  const redactor = createRedactor({ rules, path: "", minConfidence: "medium", maxDecodeDepth: 3 });
  const out: Uint8Array[] = [];
  for (let at = 0; at < input.length; at += pieces)
    out.push(...redactor.push(input.subarray(at, at + pieces)).map((bytes) => Buffer.from(bytes)));
  out.push(...redactor.end());
  return Buffer.concat(out).toString("latin1");
}

test("masks secrets and changes no other byte", async () => {
  const [token, word] = [githubToken(7), password(7)];
  const input = `a\r\nTOKEN=${token}\n\x00\xff password: "${word}" end`;
  const { code, stdout } = await run(["redact"], { cwd: folder(), input: Buffer.from(input, "utf8") });
  expect(code).toBe(0);
  expect(stdout.replace(/ghp_\*+\w*/, "#1").replace(/"\*+"/, "#2")).toBe("a\r\nTOKEN=#1\n\x00\xff password: #2 end");
});

test("a secret is masked wherever a piece ends", () => {
  const token = githubToken(8);
  const filler = `${randomText(60, 3)}\n`.repeat(9000);
  const input = Buffer.from(`${filler}x = "${token}"\n${filler}`, "latin1");
  const whole = redacted(input, input.length);
  expect(whole).not.toContain(token);
  expect(whole.replace(/ghp_\*+\w*/, token)).toBe(input.toString("latin1"));
  for (const pieces of [1000, 65_536, 262_144, 300_001]) expect(redacted(input, pieces)).toBe(whole);
});

test("an encoded secret is masked as it stands", async () => {
  const encoded = Buffer.from(`export TOKEN=${githubToken(9)} and more text`).toString("base64");
  const { stdout } = await run(["redact"], { cwd: folder(), input: `blob ${encoded} end\n` });
  expect(stdout).toMatch(/^blob ghp_\*+\w* end\n$/);
});
