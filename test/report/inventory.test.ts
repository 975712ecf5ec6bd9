import fc from "fast-check";
import { XMLValidator } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { writeCsv } from "../../src/report/csv.js";
import { writeCyclonedx } from "../../src/report/cyclonedx.js";
import { writeBadge } from "../../src/report/inventory/badge.js";
import { writeCalendar } from "../../src/report/inventory/calendar.js";
import {
  CHANGE_MARKER,
  INVENTORY_MARKER,
  writeChangeComment,
  writeInventoryMarkdown,
} from "../../src/report/inventory/markdown.js";
import { mermaidDiagram } from "../../src/report/inventory/mermaid.js";
import { writeJson } from "../../src/report/json.js";
import { writeJsonl } from "../../src/report/jsonl.js";
import { aFinding, aReport, hostileText, PLAIN } from "./report-builder.js";
import { aSecret, hostileInventory, manySecrets } from "./secret-builder.js";
import { UNSEEN_IN_OUTPUT } from "./unseen.js";
import { cyclonedxValidator, expectValid, ownReportValidator } from "./validators.js";

const inventory = (secrets = [aSecret()], rest = {}) => aReport([aFinding()], { secrets, ...rest });

describe("secrets_inventory.md", { timeout: 30_000 }, () => {
  it("has the summary, the tables by criticality, findings, drift, calendar, diagram and how to read it", () => {
    const secrets = [
      aSecret(),
      aSecret({ id: "b", name: "SMTP_PASSWORD", type: "smtp", criticality: "moderate", owners: [], status: "unused" }),
    ];
    const drift = [{ kind: "unused" as const, names: ["SMTP_PASSWORD"], detail: "declared in .env:1, used nowhere" }];
    const text = writeInventoryMarkdown(inventory(secrets, { drift }), PLAIN);
    expect(text.startsWith(INVENTORY_MARKER)).toBe(true);
    for (const part of [
      "**2 secrets** (1 critical, 1 moderate), 1 finding.",
      "By status: 1 unused, 1 ok.",
      "## Critical (1)",
      "| `EXAMPLE_KEY` | api-key | critical | `@platform` | ok | 1 used, 1 declared | 90 days | 2026-12-30 |",
      "| `SMTP_PASSWORD` | smtp | moderate | **none** | **unused** |",
      "## Hard-coded",
      "| unused | `SMTP_PASSWORD` | declared in .env&#58;1, used nowhere |",
      "| 2026-12-30 | later | `EXAMPLE_KEY` | critical | `@platform` |",
      "```mermaid\nflowchart LR",
      "## How to read this",
    ])
      expect(text).toContain(part);
  });

  it("lists apart what only tests and examples speak of", () => {
    const use = { startLine: 1, kind: "code" as const, required: true, fallback: "none" as const };
    const fake = aSecret({ id: "f", name: "FAKE_KEY", declaredIn: [], usedIn: [{ path: "src/test/a.ts", ...use }] });
    const both = aSecret({
      id: "g",
      name: "BOTH_KEY",
      declaredIn: [],
      usedIn: [
        { path: "test/a.ts", ...use },
        { path: "a.ts", ...use },
      ],
    });
    const text = writeInventoryMarkdown(inventory([both, fake]), PLAIN);
    expect(text).toMatch(/## Critical \(1\)\n[^#]*BOTH_KEY[^#]*\n## In tests and examples only \(1\)\n[^#]*FAKE_KEY/);
  });

  it("stays under what a host takes for a comment and says what it left out", () => {
    const text = writeInventoryMarkdown(inventory(manySecrets(10_000, 3)), PLAIN);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/and [\d,]+ more: see `secrets-scan\.json`/);
    expect(text).toContain("<details><summary>2,500 rows</summary>");
  });

  it("keeps its tables and opens nothing, whatever the names", () => {
    const text = writeInventoryMarkdown(hostileInventory(), PLAIN);
    expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
    for (const block of text.split(/\n(?!\|)/).map((part) => part.split("\n").filter((line) => line.startsWith("|")))) {
      for (const row of block) expect(row.split("|").length).toBe(block[0]?.split("|").length);
    }
    const outside = text
      .replace(/```mermaid[\s\S]*?```/, "")
      .replace(/`[^`\n]*`/g, "")
      .replace(/<\/?(?:code|details|summary)>|<!-- [\w:-]+ -->/g, "");
    expect(outside).not.toMatch(/[<>`@[\]]/);
  });
});

describe("the comment on a merge request", { timeout: 30_000 }, () => {
  it("bears a marker, says what changes, and fits", () => {
    const changes = {
      base: "main",
      added: [aSecret()],
      removed: [],
      changed: [{ id: "x", name: "X_TOKEN", criticality: "high" as const, what: ["owner @a gone"] }],
    };
    const text = writeChangeComment(inventory([aSecret()], { changes }), PLAIN);
    expect(text.startsWith(CHANGE_MARKER)).toBe(true);
    expect(text).toContain("| added | `EXAMPLE_KEY` | critical | api-key, ok, owned by `@platform` |");
    expect(text).toContain("| changed | `X_TOKEN` | high | owner &#64;a gone |");
    const many = { base: "main", added: manySecrets(5000, 1), removed: [], changed: [] };
    expect(writeChangeComment(inventory([], { changes: many }), PLAIN).length).toBeLessThan(65_536);
  });

  it("says so when nothing changed", () => {
    expect(
      writeChangeComment(aReport([], { secrets: [], changes: { base: "main", added: [], removed: [], changed: [] } }), PLAIN),
    ).toContain("No secret was added, removed or changed.");
  });
});

describe("the diagram", { timeout: 30_000 }, () => {
  it("has nodes and edges only, whatever the names", () => {
    fc.assert(
      fc.property(fc.array(hostileText(), { maxLength: 30 }), (names) => {
        const secrets = names.map((name) =>
          aSecret({ name, usedIn: [{ path: `${name}/x`, startLine: 1, kind: "code", required: true, fallback: "none" }] }),
        );
        const [head = "", ...lines] = mermaidDiagram(secrets).split("\n");
        if (names.length > 0) expect(head).toBe("flowchart LR");
        for (const line of lines)
          expect(line).toMatch(
            /^ {2}(?:[cs]\d+(?:\["[^"<>`]*"\]|\(\["[^"<>`]*"\]\)| --> s\d+)|rest\["and \d+ further users"\])$/,
          );
      }),
    );
  });

  it("groups a large inventory by type", () => {
    const text = mermaidDiagram(manySecrets(2000, 3));
    expect(text.length).toBeLessThan(10_000);
    expect(text).toContain("secrets");
  });
});

describe("the calendar file", { timeout: 30_000 }, () => {
  it("has an all-day event a due date, folded at 75 bytes", () => {
    const text = writeCalendar(
      inventory([aSecret({ name: `A;B,${"漢".repeat(60)}` }), aSecret({ id: "x", rotation: { intervalDays: 90 } })]),
      PLAIN,
    );
    expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
    expect(text).toContain("DTSTART;VALUE=DATE:20261230\r\n");
    expect(text).toContain("SUMMARY:Rotate A\\;B\\,");
    for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  });
});

describe("the badge", () => {
  it("says the worst that holds", () => {
    expect(writeBadge(inventory())).toContain("secrets: 1 finding");
    expect(writeBadge(aReport([], { secrets: [aSecret({ status: "overdue" })] }))).toContain("secrets: 1 overdue");
    expect(writeBadge(aReport([], { secrets: [aSecret()] }))).toContain("secrets: 1 kept");
    expect(writeBadge(aReport([], { failures: [{ path: "a", reason: "b" }] }))).toContain("secrets: incomplete");
    expect(XMLValidator.validate(writeBadge(aReport()))).toBe(true);
  });
});

describe("the inventory in the other formats", { timeout: 30_000 }, () => {
  const report = hostileInventory();

  it("is valid JSON by the shipped schema, and JSON Lines", () => {
    const parsed = JSON.parse(writeJson(report));
    expectValid(ownReportValidator(), parsed);
    expect(Object.keys(parsed.secrets[0]).slice(0, 10).join(" ")).toBe(
      "id name type criticality owners status rotation declaredIn usedIn findings",
    );
    const lines = writeJsonl(report)
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const count = (record: string): number => lines.filter((line) => line.record === record).length;
    expect([count("secret"), count("drift")]).toEqual([report.secrets?.length, report.drift?.length]);
    const { added = [], removed = [], changed = [] } = report.changes ?? {};
    expect(count("change")).toBe(added.length + removed.length + changed.length);
    expect(count("change")).toBeGreaterThan(0);
  });

  it("is a valid CycloneDX bill with one asset a secret", () => {
    const bom = JSON.parse(writeCyclonedx(report, PLAIN));
    expectValid(cyclonedxValidator(), bom);
    expect(bom.components).toHaveLength(report.secrets?.length ?? 0);
  });

  it("is a row a secret in CSV", () => {
    expect(writeCsv(inventory(), PLAIN)).toContain(
      "\r\nsecret,example-key,EXAMPLE_KEY,api-key,critical,ok,'@platform,90,2026-10-01,2026-12-30,src/app.ts,12,",
    );
  });
});
