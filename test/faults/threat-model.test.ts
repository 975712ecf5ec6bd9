/**
 * The threat model names a test for each threat: they exist.
 */

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));
const page = readFileSync(`${root}docs/threat-model.md`, "utf8");
const table = page.slice(page.indexOf("| threat |"), page.indexOf("## Memory"));
const rows = table.split("\n").flatMap((line) => {
  const cells = line.split("|").map((cell) => cell.trim());
  return cells.length === 5 && !/^(?:threat|-+)$/.test(cells[1]!) ? [[cells[1]!, cells[3]!] as const] : [];
});

/** The file of a name such as `faults/unread`; a folder has no text. */
function fileOf(name: string): string | undefined {
  const path = [".test.ts", ".slow.ts", ""].map((ending) => `${root}test/${name}${ending}`).find((file) => existsSync(file));
  return path;
}

test.each(rows)("%s", (_, cell) => {
  let file = "";
  expect(cell).not.toBe("");
  for (const part of cell.split(";").map((text) => text.trim())) {
    const [names = ""] = /^[\w/, -]*/.exec(part)!;
    for (const name of names.split(",").map((text) => text.trim())) {
      if (name === "" || name === "all") continue;
      const full = name.includes("/") || file === "" || fileOf(name) !== undefined ? name : `${file.split("/")[0]}/${name}`;
      expect(fileOf(full), full).toBeDefined();
      file = full;
    }
    for (const [, title = ""] of part.matchAll(/"([^"]+)"/g)) {
      const text = readFileSync(fileOf(file)!, "utf8");
      const pattern = title.split("…").map((words) => words.trim().replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      expect(new RegExp(pattern.join(".*")).test(text), `${file}: ${title}`).toBe(true);
    }
  }
});

test("there is a table", () => {
  expect(rows.length).toBeGreaterThan(20);
});
