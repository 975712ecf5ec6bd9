/**
 * Writes docs/rules.md from the compiled pack. `npm run docs:rules`
 */

import { writeFile } from "node:fs/promises";
import { loadBuiltInPack } from "../src/rules/built-in-pack.js";
import { loadBuiltInText } from "../src/rules/built-in-text.js";
import { rulesPage } from "../src/rules/describe/rules-page.js";

const texts = loadBuiltInText();
await writeFile("docs/rules.md", rulesPage(loadBuiltInPack().rules.map((core) => ({ ...core, ...texts.get(core.id)! }))));
