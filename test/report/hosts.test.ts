import fc from "fast-check";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { writeCodequality } from "../../src/report/codequality.js";
import { writeCsv } from "../../src/report/csv.js";
import { writeCyclonedx } from "../../src/report/cyclonedx.js";
import { writeGithub } from "../../src/report/github.js";
import { githubSummary } from "../../src/report/github-summary.js";
import { writeGitlab } from "../../src/report/gitlab.js";
import { writeJunit } from "../../src/report/junit.js";
import { aFinding, aReport, PLAIN, reports } from "./report-builder.js";
import { UNSEEN_IN_OUTPUT } from "./unseen.js";
import { cyclonedxValidator, expectValid, gitlabValidator } from "./validators.js";

describe("gitlab", { timeout: 30_000 }, () => {
  const valid = gitlabValidator();

  it("has the required fields for any report, and an id of its own for each finding", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const text = writeGitlab(report, PLAIN);
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        const parsed = JSON.parse(text);
        expectValid(valid, parsed);
        expect(new Set(parsed.vulnerabilities.map(({ id }: { id: string }) => id)).size).toBe(report.findings.length);
      }),
    );
  });

  it("names the finding's commit, else the head, and bears a fixed time when reproducible", () => {
    const report = aReport([aFinding(), aFinding({ startLine: 20, endLine: 20, commit: "c".repeat(40) })]);
    const { run: _, ...scan } = report.scan;
    const parsed = JSON.parse(writeGitlab({ ...report, scan }, { ...PLAIN, epochSeconds: 86_400 }));
    expect(parsed.scan.start_time).toBe("1970-01-02T00:00:00");
    expect(
      parsed.vulnerabilities.map((entry: { location: { commit: { sha: string } } }) => entry.location.commit.sha[0]),
    ).toEqual(["1", "c"]);
  });
});

describe("codequality", { timeout: 30_000 }, () => {
  it("is an array with a fingerprint of its own for each finding and each thing that was not read", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const issues = JSON.parse(writeCodequality(report));
        const fingerprints = new Set(issues.map(({ fingerprint }: { fingerprint: string }) => fingerprint));
        expect(fingerprints.size).toBe(report.findings.length + report.failures.length);
        for (const issue of issues)
          expect(issue).toMatchObject({ location: { lines: { begin: expect.any(Number) } }, severity: expect.any(String) });
      }),
    );
  });
});

describe("junit", { timeout: 30_000 }, () => {
  it("is well-formed XML with a failure a finding, for any report", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const text = writeJunit(report, PLAIN);
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        expect(XMLValidator.validate(text)).toBe(true);
        expect(text.match(/<failure /g)?.length ?? 0).toBe(report.findings.length);
        expect(text.match(/<testcase /g)?.length ?? 0).toBeGreaterThan(0);
      }),
    );
  });

  it("has a passed test when there is nothing to report", () => {
    const parsed = new XMLParser({ ignoreAttributes: false }).parse(writeJunit(aReport(), PLAIN));
    expect(parsed.testsuites).toMatchObject({
      "@_tests": "1",
      "@_failures": "0",
      testsuite: { testcase: { "@_name": "no findings" } },
    });
  });
});

describe("csv", { timeout: 30_000 }, () => {
  it("has one width, quotes what needs it, and no cell is a formula", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const rows = parseCsv(writeCsv(report, { ...PLAIN, includeSuppressed: true }));
        expect(rows).toHaveLength(1 + report.findings.length + report.suppressed.length + report.failures.length);
        for (const row of rows) {
          expect(row).toHaveLength(25);
          for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@]/);
        }
      }),
    );
  });

  it("has its header without findings too", () => {
    expect(writeCsv(aReport(), PLAIN)).toMatch(/^record,id,name,[\w,]+\r\n$/);
  });
});

describe("cyclonedx", { timeout: 30_000 }, () => {
  const valid = cyclonedxValidator();

  it("is valid by the official schema for any report", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const text = writeCyclonedx(report, PLAIN);
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        expectValid(valid, JSON.parse(text));
      }),
      { numRuns: 40 },
    );
  });

  it("has one compromised asset a secret, with every place", () => {
    const bom = JSON.parse(writeCyclonedx(aReport([aFinding(), aFinding({ path: "b.ts" })]), PLAIN));
    expect(bom.components).toHaveLength(1);
    expect(bom.components[0]).toMatchObject({
      cryptoProperties: { relatedCryptoMaterialProperties: { type: "token", state: "compromised" } },
    });
    expect(bom.components[0].evidence.occurrences.map(({ location }: { location: string }) => location)).toEqual([
      "b.ts",
      "src/config.ts",
    ]);
  });
});

describe("github", { timeout: 30_000 }, () => {
  it("writes one command a line and nothing else, whatever the names", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const text = writeGithub(report);
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        for (const line of text.split("\n").slice(0, -1)) expect(line).toMatch(/^::(error|warning|notice) [^:]*::.*$/);
      }),
    );
  });

  it("keeps to ten errors and ten warnings and counts the rest", () => {
    const bad = Array.from({ length: 12 }, (_, index) => aFinding({ startLine: index + 1, endLine: index + 1 }));
    const mild = Array.from({ length: 11 }, (_, index) =>
      aFinding({ startLine: index + 50, endLine: index + 50, criticality: "low" }),
    );
    const lines = writeGithub(aReport([...mild, ...bad]))
      .trimEnd()
      .split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual([
      ...Array(10).fill("::error"),
      ...Array(10).fill("::warning"),
      "::notice",
    ]);
    expect(lines.at(-1)).toContain("and 3 more annotations");
  });

  it("places the annotation and escapes its parts", () => {
    expect(writeGithub(aReport([aFinding({ path: "a,b:c%.ts", ruleName: "X: y" })]))).toMatch(
      /^::error file=a%2Cb%3Ac%25\.ts,line=12,endLine=12,col=15,endColumn=55,title=X%3A y::exa_/,
    );
  });

  it("cuts the job's summary below its limit and says so", () => {
    const many = Array.from({ length: 500 }, (_, index) => aFinding({ startLine: index + 1, endLine: index + 1 }));
    const text = githubSummary(aReport(many), PLAIN, 20_000);
    expect(Buffer.byteLength(text)).toBeLessThan(20_000);
    expect(text).toMatch(/and \d+ more findings: see the report/);
  });
});

function parseCsv(text: string): string[][] {
  expect(text.endsWith("\r\n")).toBe(true);
  return text
    .slice(0, -2)
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
      ),
    );
}
