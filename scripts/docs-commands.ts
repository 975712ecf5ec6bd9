/**
 * Writes docs/commands.md from the tables of commands and options. `npm run docs:commands`
 */

import { writeFile } from "node:fs/promises";
import { commandsPage } from "../src/cli/commands-page.js";

await writeFile("docs/commands.md", commandsPage());
