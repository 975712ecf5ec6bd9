import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commandsPage } from "../../src/cli/commands-page.js";

test("docs/commands.md lists the commands and options that there are; npm run docs:commands writes it", () => {
  expect(readFileSync(new URL("../../docs/commands.md", import.meta.url), "utf8")).toBe(commandsPage());
});
