import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { renderBaseline } from "../../src/allow/baseline-text.js";
import { compileAllowlist } from "../../src/allow/compiled-allowlist.js";
import { allowlistChange, baselineChange } from "../../src/allow/exception-change.js";
import { readLastRun, writeLastRun } from "../../src/allow/last-run.js";
import { joinAllowlists, nestedAllowlistFilter } from "../../src/allow/nested-allowlist.js";
import { parseAllowlist } from "../../src/allow/parse-allowlist.js";
import { createSuppressionMatcher } from "../../src/allow/suppression-matcher.js";
import { readExceptionFile } from "../../src/allow/text-file.js";
import { allowlist, errorOf, finding, OPTIONS, parse } from "./helpers.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "allow-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("reading a file of exceptions", () => {
  test("whole, or undefined when there is none", async () => {
    writeFileSync(join(folder, "good"), "\uFEFFversion: 1\r\n");
    expect(await readExceptionFile(join(folder, "good"), "good")).toBe("\uFEFFversion: 1\r\n");
    expect(await readExceptionFile(join(folder, "none"), "none")).toBeUndefined();
    expect(await readExceptionFile(join(folder, "good", "below"), "below")).toBeUndefined();
  });

  test("a folder in its place and bytes that are no text are errors", async () => {
    mkdirSync(join(folder, "dir"));
    writeFileSync(join(folder, "bytes"), Buffer.from([0x76, 0xff, 0xfe]));
    expect(await errorOf(() => readExceptionFile(join(folder, "dir"), ".secrets-allowlist"))).toBe(
      ".secrets-allowlist: this is a directory. A text file is expected here: remove or rename it",
    );
    expect(await errorOf(() => readExceptionFile(join(folder, "bytes"), "f"))).toBe("f: the file is not UTF-8. Save it as UTF-8");
  });
});

describe("a change of the exceptions", () => {
  const one = allowlist("path: a", "path: b");
  test.each([
    ["none", one, one, 0, 0],
    ["a new file", undefined, one, 2, 0],
    ["a removed file", one, undefined, 0, 2],
    ["one more", one, allowlist("path: a", "path: c", "path: b"), 1, 0],
    ["one widened", one, allowlist("path: a/**", "path: b"), 1, 1],
    ["a later end", allowlist("path: a, expires: 2026-01-01"), allowlist("path: a, expires: 2027-01-01"), 1, 1],
    ["another reason and form", one, `entries: [{ reason: other, path: 'b' }, { path: a, reason: "x" }]`, 0, 0],
    ["what could not be read before", "entries: [", one, 2, 0],
    ["from YAML to the plain form", "entries: [{ path: a, reason: x }]", allowlist("path: a"), 0, 0],
  ])("%s", async (_name, before, after, added, removed) => {
    expect(await allowlistChange(before, after)).toEqual({ added, removed });
  });

  test("of the baseline", () => {
    const text = (...letters: string[]): string =>
      renderBaseline(letters.map((letter) => ({ fingerprint: `ss1:${letter}`, rule: "r", path: "p", line: 1 })));
    expect(baselineChange(text("a", "b"), text("b", "c", "d"))).toEqual({ added: 2, removed: 1 });
    expect(baselineChange(undefined, text("a"))).toEqual({ added: 1, removed: 0 });
  });
});

describe("nested files", () => {
  test("count where the root says so, for their folder only", async () => {
    const root = await parse(`version: 1\nnested: ["packages/*"]\nentries:\n  - path: a.ts\n    reason: x\n`);
    const counts = nestedAllowlistFilter(root);
    expect(counts("packages/web/.secrets-allowlist")).toBe(true);
    expect(counts("packages/web/src/.secrets-allowlist")).toBe(false);
    expect(counts("lib/.secrets-allowlist")).toBe(false);
    expect(counts(".secrets-allowlist")).toBe(false);
    const nested = await parseAllowlist(
      allowlist("path: src/*.ts", "rule: acme-token"),
      "packages/web/.secrets-allowlist",
      OPTIONS,
    );
    const { entries } = joinAllowlists(root, [nested]);
    const matcher = createSuppressionMatcher(compileAllowlist(entries));
    const hides = (path: string, ruleId = "generic-secret"): boolean =>
      matcher.match(finding({ path, ruleId }))?.suppression !== undefined;
    expect(hides("packages/web/src/x.ts")).toBe(true);
    expect(hides("src/x.ts")).toBe(false);
    expect(hides("packages/web/any", "acme-token")).toBe(true);
    expect(hides("packages/app/any", "acme-token")).toBe(false);
    expect(hides("a.ts")).toBe(true);
  });

  test("may neither key nor nest", async () => {
    const root = await parse("version: 1\n");
    const nested = await parseAllowlist(`nested: ["**"]\n`, "p/.secrets-allowlist", OPTIONS);
    expect(await errorOf(() => joinAllowlists(root, [nested]))).toBe(
      'p/.secrets-allowlist:1: "nested" counts at the root only. Remove the line',
    );
  });
});

describe("the last run", () => {
  test("keeps fingerprints and places, nothing else", async () => {
    const kept = { fingerprint: "ss1:a", ruleId: "acme-token", path: "a.ts", startLine: 3 };
    await writeLastRun(folder, [{ ...kept, masked: "xxxx" } as never]);
    expect(await readLastRun(folder)).toEqual([kept]);
    expect(await readLastRun(join(folder, "elsewhere"))).toBeUndefined();
    writeFileSync(join(folder, "secret-scan", "last-run.json"), "{");
    expect(await readLastRun(folder)).toBeUndefined();
  });
});
