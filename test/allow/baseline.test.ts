import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BaselineRow, baselineSuppression, staleRows } from "../../src/allow/baseline.js";
import { parseBaseline, renderBaseline } from "../../src/allow/baseline-text.js";
import { updateBaseline } from "../../src/allow/baseline-update.js";
import { errorOf } from "./helpers.js";

const row = (fingerprint: string, path: string, line = 1): BaselineRow => ({
  fingerprint: `ss1:${fingerprint}`,
  rule: "acme-token",
  path,
  line,
});
const rows = fc.uniqueArray(
  fc
    .record({
      fingerprint: fc.stringMatching(/^[a-z]{1,2}$/),
      path: fc.constantFrom("a.ts", "b{x}.ts", 'c "q"\n.ts'),
      line: fc.nat({ max: 99 }),
    })
    .map(({ fingerprint, path, line }) => row(fingerprint, path, line)),
  { selector: ({ fingerprint, path }) => `${fingerprint} ${path}`, maxLength: 12 },
);

describe("the text", () => {
  test("one finding a line, sorted, with nothing but fingerprints and places", () => {
    const expected = `{
  "$schema": "https://unpkg.com/secret-scan/schemas/secrets-baseline.schema.json",
  "version": 1,
  "findings": [
    {"fingerprint":"ss1:a","rule":"acme-token","path":"z.ts","line":3},
    {"fingerprint":"ss1:b","rule":"acme-token","path":"a.ts","line":2},
    null
  ]
}
`;
    expect(renderBaseline([row("b", "a.ts", 2), row("a", "z.ts", 3)])).toBe(expected);
  });

  test("comes back with the line of each finding, whatever the line ends and the layout", () => {
    fc.assert(
      fc.property(rows, fc.constantFrom("\n", "\r\n"), fc.boolean(), (list, lineEnd, mark) => {
        const text = (mark ? "\uFEFF" : "") + renderBaseline(list, lineEnd as "\n" | "\r\n");
        for (const layout of [text, JSON.stringify(JSON.parse(text.replace("\uFEFF", "")), null, 4)]) {
          const baseline = parseBaseline(layout);
          expect(baseline.rows.map(({ fileLine: _, ...rest }) => rest)).toEqual(
            parseBaseline(text).rows.map(({ fileLine: _, ...rest }) => rest),
          );
          const lines = layout.split(/\r\n|\n/);
          for (const { fileLine } of baseline.rows) expect(lines[fileLine - 1]).toMatch(/^\s*\{/);
        }
      }),
    );
  });

  test.each([
    [
      "a merge conflict",
      `${renderBaseline([row("a", "x")]).replace("    null", "<<<<<<< HEAD\n    null")}`,
      ".secrets-baseline.json:6:1: an unfinished merge",
    ],
    ["broken JSON", '{\n  "version": 1,\n  "findings": [\n    {,\n', ".secrets-baseline.json:4: not valid JSON"],
    ["cut off", '{\n  "version": 1,\n  "findings": [', ".secrets-baseline.json:3: not valid JSON"],
    ["another version", '{\n "version": 2,\n "findings": []}', ".secrets-baseline.json:2: unknown version"],
    ["no list", '{"version": 1}', '.secrets-baseline.json:1: "findings" must be a list'],
    ["an unknown key", '{"version": 1, "findings": [], "finding": []}', 'unknown key "finding". Did you mean "findings"?'],
    [
      "a finding without a fingerprint",
      '{"version": 1, "findings": [\n{"rule": "r", "path": "p", "line": 1}]}',
      ".secrets-baseline.json:2: the finding has no fingerprint",
    ],
    [
      "a finding with a value",
      '{"version": 1, "findings": [\n{"fingerprint": "ss1:a", "secret": "p"}]}',
      '.secrets-baseline.json:2: unknown key "secret"',
    ],
    ["a list", "[]", ".secrets-baseline.json:1: the file must be an object"],
  ])("%s is an error with its place", async (_name, text, expected) => {
    expect(await errorOf(() => parseBaseline(text))).toContain(expected);
  });

  test("two branches that take out and put in merge without a conflict", () => {
    const folder = mkdtempSync(join(tmpdir(), "baseline-"));
    try {
      const start = [..."bdfhjlnp"].map((letter) => row(letter, "a.ts"));
      writeFileSync(join(folder, "base"), renderBaseline(start));
      writeFileSync(
        join(folder, "ours"),
        renderBaseline([...start.filter(({ fingerprint }) => fingerprint !== "ss1:d"), row("z", "new.ts")]),
      );
      writeFileSync(join(folder, "theirs"), renderBaseline([...start, row("a", "other.ts"), row("i", "x.ts")]));
      execFileSync("git", ["merge-file", "ours", "base", "theirs"], { cwd: folder });
      expect(
        parseBaseline(readFileSync(join(folder, "ours"), "utf8"))
          .rows.map(({ fingerprint }) => fingerprint.slice(4))
          .join(""),
      ).toBe("abfhijlnpz");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("applying", () => {
  const baseline = parseBaseline(renderBaseline([row("a", "a.ts"), row("b", "b.ts")]));

  test("hides the secret wherever it is now", () => {
    expect(baselineSuppression(baseline, "ss1:a")).toEqual({ by: "baseline" });
    expect(baselineSuppression(baseline, "ss1:c")).toBeUndefined();
  });

  test("lists what is gone, in a full scan only", () => {
    const stale = [
      {
        entry: { source: ".secrets-baseline.json", line: 6, fingerprint: "ss1:b", rule: "acme-token", path: "b.ts" },
        why: "matches-nothing",
      },
    ];
    expect(staleRows(baseline, new Set(["ss1:a"]), true)).toEqual(stale);
    expect(staleRows(baseline, new Set(), false)).toEqual([]);
  });
});

describe("updating", () => {
  test("shrinks only", () => {
    const {
      rows: left,
      added,
      removed,
      leftOut,
    } = updateBaseline([row("a", "a.ts"), row("b", "b.ts")], [row("a", "a.ts", 9), row("c", "c.ts")], false);
    expect(left).toEqual([row("a", "a.ts", 1)]);
    expect(removed).toEqual([row("b", "b.ts")]);
    expect(added).toEqual([]);
    expect(leftOut).toEqual([row("c", "c.ts")]);
  });

  test("a file that moved takes its row along, a copy that is gone does not stay", () => {
    expect(updateBaseline([row("a", "old.ts")], [row("a", "new.ts", 4)], false).rows).toEqual([row("a", "new.ts", 4)]);
    const { rows: left, removed } = updateBaseline([row("a", "a.ts"), row("a", "b.ts")], [row("a", "b.ts")], false);
    expect(left).toEqual([row("a", "b.ts")]);
    expect(removed).toEqual([row("a", "a.ts")]);
  });

  test("never grows without being asked to, and again changes nothing", () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (before, found, add) => {
        const change = updateBaseline(before, found, add);
        const known = new Set(before.map(({ fingerprint }) => fingerprint));
        if (!add) {
          expect(change.rows.length).toBeLessThanOrEqual(before.length);
          for (const { fingerprint } of change.rows) expect(known.has(fingerprint)).toBe(true);
        } else {
          expect(new Set(change.rows.map(({ fingerprint }) => fingerprint))).toEqual(
            new Set(found.map(({ fingerprint }) => fingerprint)),
          );
        }
        const again = updateBaseline(change.rows, found, add);
        expect(renderBaseline(again.rows)).toBe(renderBaseline(change.rows));
        expect(again.removed).toEqual([]);
      }),
    );
  });
});
