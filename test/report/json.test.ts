import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeJson } from "../../src/report/json.js";
import { writeJsonl } from "../../src/report/jsonl.js";
import { aFinding, aReport, reports } from "./report-builder.js";
import { UNSEEN_IN_OUTPUT } from "./unseen.js";
import { expectValid, ownReportValidator } from "./validators.js";

const valid = ownReportValidator();

describe("json", { timeout: 30_000 }, () => {
  it("has the documented fields in the documented order", () => {
    const finding = aFinding({
      isNew: true,
      commit: "c1",
      author: "A <a@b.c>",
      date: "2026-01-02T03:04:05+01:00",
      decodedFrom: ["base64"],
    });
    const parsed = JSON.parse(writeJson(aReport([finding])));
    expect(Object.keys(parsed)).toEqual([
      "schemaVersion",
      "tool",
      "scan",
      "findings",
      "suppressed",
      "stale",
      "skipped",
      "failures",
    ]);
    expect(Object.keys(parsed.scan)).toEqual(["source", "repository", "files", "blobs", "bytes", "complete", "run"]);
    expect(Object.keys(parsed.findings[0]).join(" ")).toBe(
      "fingerprint ruleId ruleName provider type criticality confidence path startLine startColumn endLine endColumn masked isNew commit author date decodedFrom remediation why",
    );
    expectValid(valid, parsed);
  });

  it("lists what hid a finding, and the exceptions that do nothing", () => {
    const report = aReport([], {
      suppressed: [{ finding: aFinding(), by: "allowlist", reason: "documented example", owner: "@docs", expires: "2027-06-30" }],
      stale: [{ entry: { source: ".secrets-allowlist", line: 4, rule: "x" }, why: "matches-nothing" }],
    });
    const parsed = JSON.parse(writeJson(report));
    expect(parsed.suppressed[0]).toMatchObject({ by: "allowlist", reason: "documented example", path: "src/config.ts" });
    expect(parsed.stale).toEqual([{ entry: { source: ".secrets-allowlist", line: 4, rule: "x" }, why: "matches-nothing" }]);
    expectValid(valid, parsed);
  });

  it("is valid by the shipped schema, keeps names exactly and shows no unseen character", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const text = writeJson(report);
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        const parsed = JSON.parse(text);
        expectValid(valid, parsed);
        expect(parsed.findings.map((finding: { path: string }) => finding.path)).toEqual(report.findings.map(({ path }) => path));
      }),
    );
  });

  it("says no time in a reproducible report", () => {
    const { run: _, ...scan } = aReport().scan;
    expect(JSON.parse(writeJson({ ...aReport(), scan })).scan).not.toHaveProperty("run");
  });
});

describe("jsonl", { timeout: 30_000 }, () => {
  it("is one record a line, meta first and summary last", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const text = writeJsonl(report);
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        const records = text
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line));
        expect(records[0].record).toBe("meta");
        expect(records.at(-1)).toMatchObject({
          record: "summary",
          findings: report.findings.length,
          failures: report.failures.length,
        });
        expect(records.filter(({ record }) => record === "finding").length).toBe(report.findings.length);
      }),
    );
  });
});
