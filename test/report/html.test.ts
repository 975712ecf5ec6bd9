import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeHtml } from "../../src/report/html/page.js";
import { aFinding, aReport, PLAIN, reports } from "./report-builder.js";
import { aSecret, hostileInventory, manySecrets } from "./secret-builder.js";
import { UNSEEN_IN_OUTPUT } from "./unseen.js";

/** Every tag that a page of ours may hold. */
const TAGS =
  "!doctype html head meta title link style body a header h1 h2 button nav ul li main section p strong b table caption thead tbody tr th td div label input select option span details summary pre mark code ol svg rect footer script";

describe("html", { timeout: 30_000 }, () => {
  it("holds our own tags only, whatever the names", () => {
    fc.assert(
      fc.property(fc.oneof(reports(), fc.constant(hostileInventory())), (report) => {
        const text = writeHtml(report, { ...PLAIN, includeSuppressed: true, verbose: true });
        expect(text).not.toMatch(UNSEEN_IN_OUTPUT);
        const page = text.replace(/<script>[\s\S]*<\/script>/, "<script></script>");
        const tags = new Set([...page.matchAll(/<\/?([^\s>]*)/g)].map(([, name]) => name ?? ""));
        expect([...tags].filter((name) => !TAGS.split(" ").includes(name))).toEqual([]);
        expect(page.match(/<script/g)).toHaveLength(1);
        expect(page).not.toMatch(/<[^>]*\s(?:on\w+|style)=/);
        for (const [, url] of page.matchAll(/href="([^"]*)"/g)) expect(url).toMatch(/^(?:https:\/\/|#\w|data:,$)/);
      }),
      { numRuns: 40 },
    );
  });

  it("lets in its own style and script and nothing else", () => {
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(writeHtml(aReport(), PLAIN))?.[1];
    expect(policy).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; img-src data:; base-uri 'none'; form-action 'none'$/,
    );
  });

  it("says what a reader needs without a script", () => {
    const text = writeHtml(aReport([aFinding()], { failures: [{ path: "a.zip", reason: "encrypted" }] }), PLAIN);
    for (const part of [
      "Example API key",
      "src/config.ts:12:15",
      "<mark>exa_****</mark>",
      "Revoke the key",
      "checksum is valid",
      "encrypted",
    ])
      expect(text).toContain(part);
    expect(text).toContain("The scan is incomplete");
  });

  it("shows the inventory: secrets, places, drift, calendar and change", () => {
    const secret = aSecret({ status: "fallback", description: "pays the bills" });
    const drift = [{ kind: "unused" as const, names: ["OLD_KEY"], detail: "declared, never used" }];
    const changes = { base: "main", added: [secret], removed: [], changed: [] };
    const text = writeHtml(aReport([], { secrets: [secret], drift, changes }), PLAIN);
    for (const part of [
      "Secrets inventory",
      "EXAMPLE_KEY",
      "src/app.ts:12",
      "@platform",
      "declared, never used",
      "2026-12-30",
      "Changes since main",
    ])
      expect(text).toContain(part);
  });

  it("counts the places of findings among those of secrets", () => {
    const text = writeHtml(aReport([aFinding({ path: "keys/id" })], { secrets: [aSecret()] }), PLAIN);
    const picture = text.slice(text.indexOf("Places of secrets by folder"), text.indexOf('id="secrets'));
    for (const folder of ["keys/", "src/"]) expect(picture).toContain(folder);
  });

  it("bounds what it lists of one secret", () => {
    const text = writeHtml(aReport([], { secrets: manySecrets(1, 500) }), PLAIN);
    expect(text.match(/<li>used:/g)?.length).toBeLessThan(25);
    expect(text).toContain("and 481 further places");
  });
});
