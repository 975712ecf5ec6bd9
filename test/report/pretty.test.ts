import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writePretty } from "../../src/report/pretty.js";
import { columns } from "../../src/report/text/width.js";
import { aFinding, aReport, PLAIN, reports } from "./report-builder.js";
import { UNSEEN_IN_OUTPUT } from "./unseen.js";

describe("pretty", { timeout: 30_000 }, () => {
  it("says where, what, why, what to do and how to allow it", () => {
    const text = writePretty(aReport([aFinding()]), PLAIN);
    expect(text).toContain("src/config.ts:12:15\n");
    expect(text).toContain("why      starts with exa_; checksum is valid");
    expect(text).toContain("now      1. Revoke the key");
    expect(text).toContain("https://example.com/settings/keys");
    expect(text).toContain("secret-scan allow ss1:3q2-7wAAAAAAAAAAAAAAAAAAAAAA");
    expect(text).toContain("work tree: 1,234 files · 5.7 MB · 0.42 s · 0 skipped · 0 failed");
  });

  it("puts the carets under the masked secret", () => {
    const lines = writePretty(aReport([aFinding()]), PLAIN).split("\n");
    const frame = lines.findIndex((line) => line.includes("exa_****"));
    const code = lines.slice(frame).find((line) => line.includes("│")) ?? "";
    const carets = lines[lines.indexOf(code) + 1] ?? "";
    expect(carets.indexOf("^")).toBe(code.indexOf("exa_****"));
    expect(carets.trim().endsWith("^".repeat(8))).toBe(true);
  });

  it("keeps the secret in sight on a long line and under wide characters", () => {
    const before = `${"漢".repeat(70)} = "`;
    const frame = { text: `${before}exa_****"${"x".repeat(60)}`, start: before.length, length: 8 };
    const lines = writePretty(aReport([aFinding({ frame })]), PLAIN).split("\n");
    const at = lines.findIndex((line) => line.includes("│") && line.includes("exa_****"));
    const code = lines[at] ?? "";
    expect(columns(code.slice(0, code.indexOf("exa_")))).toBe((lines[at + 1] ?? "").indexOf("^"));
  });

  it("groups by file and counts what the base already had", () => {
    const text = writePretty(
      aReport([
        aFinding(),
        aFinding({ startLine: 20, endLine: 20, isNew: false, criticality: "low" }),
        aFinding({ path: "b.env" }),
      ]),
      PLAIN,
    );
    expect(text.match(/^src\/config\.ts {2}2 findings$/gm)).toHaveLength(1);
    expect(text).toContain("3 findings in 2 files · 2 critical, 1 low · 1 already in the base");
  });

  it("tells of a secret once what to do and how to allow it, and of its copies where that stands", () => {
    const text = writePretty(
      aReport([aFinding(), aFinding({ startLine: 20, endLine: 20 }), aFinding({ path: "z.env", startLine: 3, endLine: 3 })]),
      { ...PLAIN, program: "npx secret-scan" },
    );
    expect(text.match(/npx secret-scan allow /g)).toHaveLength(1);
    expect(text.match(/^ {2}now /gm)).toHaveLength(1);
    expect(text.match(/^ {2}why /gm)).toHaveLength(3);
    expect(text).toContain("same     the secret at line 12, above");
    expect(text).toContain("same     the secret at src/config.ts:12, above");
    expect(text).toContain("3 findings in 2 files · 3 critical · 1 different secret\n");
  });

  it("breaks what a change of the exceptions hides into lines", () => {
    const one = { fingerprint: "ss1:x", ruleId: "assigned-password", path: "src/config/application.ts", startLine: 1 } as const;
    const newlyAllowed = [
      { ...one, by: "allowlist", reason: "made up for the tests" } as const,
      { ...one, by: "inline" } as const,
    ];
    const text = writePretty(aReport([], { scan: { source: "range", newlyAllowed } }), PLAIN);
    expect(text.split("\n").filter((line) => columns(line) > 80)).toEqual([]);
    expect(text.replaceAll("\n", " ")).toContain("application.ts:1 (made up for the tests); assigned-password at");
  });

  it("says where to begin when there are many, above the summary", () => {
    const many = Array.from({ length: 30 }, (_, index) => aFinding({ confidence: index < 7 ? "high" : "medium" }));
    const text = writePretty(aReport(many), PLAIN);
    expect(text).toContain("\n7 of these are of confidence high: --min-confidence high shows them alone.\n");
    expect(text).toContain("secret-scan baseline write\n\n30 findings in 1 file");
    expect(writePretty(aReport(many.slice(0, 20)), PLAIN)).not.toContain("baseline");
  });

  it("names what was not read, and says so when there was nothing to read", () => {
    expect(writePretty(aReport([], { failures: [{ path: "a.zip", reason: "encrypted" }] }), PLAIN)).toContain(
      "Not read: the scan is incomplete\n  a.zip: encrypted",
    );
    expect(writePretty(aReport([], { scan: { files: 0, bytes: 0 } }), PLAIN)).toContain("there was nothing to scan");
  });

  it("fits the terminal and lets no text steer it", () => {
    fc.assert(
      fc.property(reports(), fc.constantFrom(40, 80, 132), fc.boolean(), (report, width, verbose) => {
        const text = writePretty(report, { ...PLAIN, width, verbose, includeSuppressed: true });
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        const whole = (line: string): boolean =>
          line.includes("://") || line.includes("secret-scan allow") || /:\d+:\d+$/.test(line);
        expect(text.split("\n").filter((line) => !whole(line) && columns(line) > width)).toEqual([]);
      }),
    );
  });

  it("colours only when asked", () => {
    expect(writePretty(aReport([aFinding()]), { ...PLAIN, color: true })).toContain("\u001b[31m");
  });
});
