import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createRedactor } from "../../src/scan/redactor.js";
import { selectRules } from "../../src/scan/setup.js";
import { outcome, start } from "../faults/process.js";
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

/** Every byte that is no part of a masked secret comes out as it went in. */
test("nothing else changes a byte, whatever the bytes and the pieces", () => {
  const token = githubToken(10);
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom("password = ", '"', "'", "key-", "=\r\n", "\r", "\n", "://", "é", "const a = 1;\n", "%41", "eyJ")
      .map((text) => Buffer.from(text)),
    fc.constant(Buffer.from(`\n${token}\n`)),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.integer({ min: 1, max: 300 }), (parts, pieces) => {
      // what goes before and after a token hides or ends nothing
      const input = Buffer.concat([...parts, Buffer.from("\n")]);
      const output = redacted(input, pieces);
      // masks hold stars, which the input does not
      fc.pre(!input.includes("*"));
      const kept = output.split(/\w*\*{8}\w*/);
      let at = 0;
      for (const text of kept) {
        const found = input.toString("latin1").indexOf(text, at);
        expect(found).toBeGreaterThanOrEqual(at);
        at = found + text.length;
      }
      if (kept.length === 1) expect(output).toBe(input.toString("latin1"));
      expect(output).not.toContain(token.slice(4));
    }),
    { numRuns: 100, seed: 1 },
  );
});

test("text without secrets comes out as it is, also without an end of line", () => {
  const source = readFileSync(new URL("../../src/scan/redactor.ts", import.meta.url));
  for (let length = source.length - 400; length < source.length; length += 7) {
    const input = source.subarray(0, length);
    expect(redacted(input, 1000)).toBe(input.toString("latin1"));
  }
});

/** At most this much of a secret may be seen, as in any report. */
const SHOWN = 8;

test("of a secret that breaks off, no more comes out than a report shows", () => {
  const lines = Array.from({ length: 12 }, (_, i) => randomText(64, i + 1));
  const header = ["-----BEGIN RSA PRIV", "ATE KEY-----\n"].join("");
  const cases: [before: string, secret: string][] = [
    ["TOKEN=gh", `p_${githubToken(11).slice(4)}`],
    [`key: ${["sk", "_live_"].join("")}`, randomText(24, 4)],
    ['password: "', password(7)],
    ["password = '", randomText(24, 9)],
    ["postgres://user:", randomText(20, 5)],
    [`x=${["xox", "b-"].join("")}`, `123456789012-123456789012-${randomText(24, 6)}`],
    [header, lines.join("\n")],
  ];
  for (const [before, secret] of cases) {
    for (let cut = SHOWN + 1; cut <= secret.length; cut += cut < 24 ? 3 : 17) {
      const output = redacted(Buffer.from(`a line\n${before}${secret.slice(0, cut)}`, "latin1"), 7);
      for (let at = 0; at + SHOWN < cut; at++) expect(output).not.toContain(secret.slice(at, at + SHOWN + 1));
    }
  }
});

test("a stream whose writer dies, or that is ended by a signal, shows nothing of the secret that was under way", async () => {
  const token = githubToken(12);
  const filler = `${"a line of a log, and nothing more\n".repeat(40)}`;
  for (const size of [0, 300_000, 900_000]) {
    const text = `${filler.repeat(Math.ceil(size / filler.length))}TOKEN=${token.slice(0, 30)}`;
    const closed = await run(["redact"], { cwd: folder(), input: text });
    expect(closed.code).toBe(0);
    expect(closed.stdout.slice(0, size)).toBe(text.slice(0, size));
    expect(closed.stdout).not.toContain(token.slice(4, 14));
    const child = start(["redact"], { cwd: folder() });
    const ended = outcome(child);
    child.stdin!.write(text);
    await new Promise((resolve) => setTimeout(resolve, 700));
    child.kill("SIGTERM");
    const { code, stdout } = await ended;
    expect(code).toBe(143);
    expect(stdout).not.toContain(token.slice(4, 14));
  }
});
