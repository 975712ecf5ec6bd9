/**
 * The page in a real browser: Debian's chromium, or the one that `CHROMIUM` names. Skipped, by name, where there is none.
 */

import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeHtml } from "../../src/report/html/page.js";
import { mermaidDiagram } from "../../src/report/inventory/mermaid.js";
import { aFinding, aReport, PLAIN } from "./report-builder.js";
import { hostileInventory, manySecrets } from "./secret-builder.js";

const chromium = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const mermaid = process.env["MERMAID"] ?? "node_modules/mermaid/dist/mermaid.min.js";
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(!existsSync(chromium))(
  "the page in chromium (skipped without it: apt-get install chromium)",
  { timeout: 60_000 },
  () => {
    let browser: Browser;
    const folder = mkdtempSync(join(tmpdir(), "secret-scan-html-"));

    beforeAll(async () => {
      browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox"] });
    }, 60_000);

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true });
    });

    /** Opens a page and notes what it says, asks for and pops up. */
    async function open(text: string, width: number): Promise<{ page: Page; noise: string[] }> {
      const file = join(folder, "page.html");
      writeFileSync(file, text);
      const url = pathToFileURL(file).href;
      const page = await browser.newPage();
      const noise: string[] = [];
      page.on("console", (message) => noise.push(message.text()));
      page.on("pageerror", (error) => noise.push(String(error)));
      page.on("dialog", (dialog) => void dialog.dismiss().then(() => noise.push("dialog")));
      page.on("request", (request) => request.url() !== url && !request.url().startsWith("data:") && noise.push(request.url()));
      await page.setViewport({ width, height: 900 });
      await page.goto(url);
      return { page, noise };
    }

    it.each([390, 1280])("says, asks for and overflows nothing at %i pixels, with the worst of names", async (width) => {
      const { page, noise } = await open(writeHtml(hostileInventory(), PLAIN), width);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      expect(noise).toEqual([]);
      await page.close();
    });

    it("pages, searches, filters and sorts", async () => {
      const { page, noise } = await open(writeHtml(aReport([], { secrets: manySecrets(250, 2) }), PLAIN), 1280);
      const rows = (): Promise<unknown> => page.evaluate("document.querySelectorAll('#secrets tbody tr:not([hidden])').length");
      const state = (): Promise<unknown> => page.evaluate("document.querySelector('#secrets [role=status]').textContent");
      const first = (): Promise<unknown> =>
        page.evaluate("document.querySelector('#secrets tbody tr:not([hidden]) summary').textContent");
      expect(await rows()).toBe(100);
      await page.evaluate("document.querySelectorAll('#secrets button.page')[1].click()");
      expect(await state()).toBe("101 to 200 of 250");
      await page.type("#secrets input[type=search]", "service_00042");
      expect([await rows(), await first()]).toEqual([1, "SERVICE_00042_KEY"]);
      await page.evaluate(
        "const s = document.querySelector('#secrets input'); s.value = ''; s.dispatchEvent(new Event('input'))",
      );
      await page.select("#secrets select", "low");
      expect(await state()).toBe("1 to 62 of 62");
      await page.select("#secrets select", "");
      await page.evaluate("const b = document.querySelector('#secrets th button'); b.click(); b.click()");
      expect(await first()).toBe("SERVICE_00249_KEY");
      expect(noise).toEqual([]);
      await page.close();
    });

    it("pages whatever is long, and no number is cut", async () => {
      const drift = manySecrets(5000, 0).map(({ name }) => ({ kind: "unused" as const, names: [name], detail: "used nowhere" }));
      const { page, noise } = await open(writeHtml(aReport([], { secrets: manySecrets(5000, 12), drift }), PLAIN), 390);
      expect(await page.evaluate("document.querySelectorAll('#drift tbody tr:not([hidden])').length")).toBe(100);
      expect(await page.evaluate("document.documentElement.scrollHeight < 60000")).toBe(true);
      const tooWide =
        "[...document.querySelectorAll('.bars td.number')].filter((cell) => cell.scrollWidth > cell.clientWidth).length";
      expect(await page.evaluate(tooWide)).toBe(0);
      expect(noise).toEqual([]);
      await page.close();
    });

    it("is whole without its script", async () => {
      const page = await browser.newPage();
      await page.setJavaScriptEnabled(false);
      const file = join(folder, "plain.html");
      writeFileSync(file, writeHtml(aReport([], { secrets: manySecrets(150, 1) }), PLAIN));
      await page.goto(pathToFileURL(file).href);
      const last = await page.$$eval(
        "#secrets tbody tr",
        (rows) => rows.filter((row) => row.getBoundingClientRect().height > 0).length,
      );
      expect(last).toBe(150);
      await page.close();
    });

    it.skipIf(!existsSync(mermaid))(
      "draws the inventory's diagram (skipped without it: npm install --no-save mermaid)",
      async () => {
        const page = await browser.newPage();
        await page.addScriptTag({ path: mermaid });
        for (const secrets of [hostileInventory().secrets ?? [], manySecrets(2000, 3), manySecrets(5, 2)]) {
          const drawn = await page.evaluate(
            `mermaid.render("diagram", ${JSON.stringify(mermaidDiagram(secrets))}).then(({ svg }) => svg)`,
          );
          expect(drawn).toMatch(/^<svg /);
          expect(drawn).not.toMatch(/<(?:img|script)/);
        }
        await page.close();
      },
    );

    it("has no serious fault of accessibility, light or dark", async () => {
      const findings = [aFinding(), aFinding({ path: "b/c.ts", criticality: "moderate", type: "ai" })];
      const report = aReport(findings, { secrets: manySecrets(30, 2), failures: [{ path: "a.zip", reason: "encrypted" }] });
      const { page } = await open(writeHtml(report, PLAIN), 390);
      await page.setBypassCSP(true);
      for (const value of ["light", "dark"]) {
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value }]);
        await page.reload();
        await page.evaluate(AXE);
        const faults = await page.evaluate(
          "axe.run().then(({ violations }) => violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id))",
        );
        expect(faults).toEqual([]);
      }
      await page.close();
    });
  },
);
