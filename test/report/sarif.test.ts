import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeSarif } from "../../src/report/sarif.js";
import { aFinding, aReport, PLAIN, reports } from "./report-builder.js";
import { UNSEEN_IN_OUTPUT } from "./unseen.js";
import { expectValid, sarifValidator } from "./validators.js";

const valid = sarifValidator();

describe("sarif", { timeout: 30_000 }, () => {
  it("is valid by the official schema for any report", () => {
    fc.assert(
      fc.property(reports(), fc.boolean(), (report, includeSuppressed) => {
        const text = writeSarif(report, { ...PLAIN, includeSuppressed });
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        expectValid(valid, JSON.parse(text));
      }),
    );
  });

  it("has what code scanning requires", () => {
    const run = JSON.parse(writeSarif(aReport([aFinding()]), PLAIN)).runs[0];
    const [rule] = run.tool.driver.rules;
    expect(rule).toMatchObject({
      id: "example-api-key",
      defaultConfiguration: { level: "error" },
      properties: { "security-severity": "9.5" },
    });
    for (const text of [rule.shortDescription.text, rule.fullDescription.text, rule.help.text, rule.help.markdown])
      expect(text).not.toBe("");
    expect(run.columnKind).toBe("utf16CodeUnits");
    expect(run.results[0]).toMatchObject({
      ruleId: "example-api-key",
      ruleIndex: 0,
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "src/config.ts" },
            region: { startLine: 12, startColumn: 15, endColumn: 55 },
          },
        },
      ],
      partialFingerprints: { "secretScan/v1": "ss1:3q2-7wAAAAAAAAAAAAAAAAAAAAAA" },
    });
  });

  it("keys equal findings of a file apart, and by the fingerprint", () => {
    const copies = [1, 2].map((line) => aFinding({ startLine: line, endLine: line }));
    const other = aFinding({ startLine: 3, endLine: 3, fingerprint: "ss1:other" });
    const keys = JSON.parse(writeSarif(aReport([...copies, other]), PLAIN)).runs[0].results.map(
      (result: { partialFingerprints: { primaryLocationLineHash: string } }) =>
        result.partialFingerprints.primaryLocationLineHash,
    );
    expect(keys[0]).toMatch(/^[0-9a-f]{16}:1$/);
    expect(keys[1]).toBe(keys[0].replace(":1", ":2"));
    expect(keys[2].slice(0, 16)).not.toBe(keys[0].slice(0, 16));
  });

  it("brings suppressed findings with their justification only when asked", () => {
    const report = aReport([], { suppressed: [{ finding: aFinding(), by: "inline", reason: "documented example" }] });
    expect(JSON.parse(writeSarif(report, PLAIN)).runs[0].results).toEqual([]);
    const [result] = JSON.parse(writeSarif(report, { ...PLAIN, includeSuppressed: true })).runs[0].results;
    expect(result.suppressions).toEqual([{ kind: "inSource", status: "accepted", justification: "documented example" }]);
  });

  it("encodes paths once", () => {
    const uris = [
      aFinding({ path: "a b/ü#1.ts" }),
      aFinding({ path: "x%FF%25.ts", pathEncoded: true }),
      aFinding({ path: "commit:abc" }),
    ].map(
      (finding) =>
        JSON.parse(writeSarif(aReport([finding]), PLAIN)).runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri,
    );
    expect(uris).toEqual(["a%20b/%C3%BC%231.ts", "x%FF%25.ts", "commit%3Aabc"]);
  });

  it("keeps the worst 5,000 results and says how many it left out", () => {
    const many = Array.from({ length: 5001 }, (_, index) =>
      aFinding({ startLine: index + 1, endLine: index + 1, criticality: index === 0 ? "low" : "high" }),
    );
    const run = JSON.parse(writeSarif(aReport(many), PLAIN)).runs[0];
    expect(run.results).toHaveLength(5000);
    expect(run.results[0].locations[0].physicalLocation.region.startLine).toBe(2);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toContain("1 result of lower criticality");
  });
});
