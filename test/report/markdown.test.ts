import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeMarkdown } from "../../src/report/markdown.js";
import { aFinding, aReport, PLAIN, reports } from "./report-builder.js";
import { UNSEEN_IN_OUTPUT } from "./unseen.js";

describe("markdown", { timeout: 30_000 }, () => {
  it("lists findings in the inventory's table", () => {
    const text = writeMarkdown(aReport([aFinding()]), PLAIN);
    expect(text).toContain("| Type | Criticality | Owner | Location | Rotation |");
    expect(text).toContain("| api-key | critical |  | `src/config.ts:12:15` | 90 days | Example API key |");
    expect(text).toContain("[Revoke it](https://example.com/settings/keys)");
  });

  it("keeps its tables, opens no tag, links nowhere and mentions nobody, whatever the names", () => {
    fc.assert(
      fc.property(reports(), (report) => {
        const text = writeMarkdown(report, { ...PLAIN, includeSuppressed: true, verbose: true });
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        for (const [width, table] of tables(text)) for (const row of table) expect(cells(row)).toBe(width);
        const outside = text
          .replace(/`[^`\n]*`/g, "")
          .replace(/<\/?code>/g, "")
          .replace(/\[[^\]\n]*\]\(https:\/\/example\.com[\w/]*\)/g, "");
        expect(outside).not.toMatch(/[<>`@[\]]/);
      }),
    );
  });
});

/** Column counts of the tables with their rows. */
function tables(text: string): [number, string[]][] {
  return text
    .split(/\n(?!\|)/)
    .map((block) => block.split("\n").filter((line) => line.startsWith("|")))
    .filter((rows) => rows.length > 0)
    .map((rows) => [cells(rows[0] ?? ""), rows]);
}

function cells(row: string): number {
  return row.split("|").length;
}
