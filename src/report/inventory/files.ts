/**
 * The files that `inventory --out DIR` writes, each from the same report.
 */

import { writeHtml } from "../html/page.js";
import { writeJson } from "../json.js";
import { writeSarif } from "../sarif.js";
import type { ReportWriter } from "../writer.js";
import { writeInventoryMarkdown } from "./markdown.js";

/** By the file's name in DIR. A scan reads none of them. */
export const INVENTORY_FILES: Readonly<Record<string, ReportWriter>> = {
  "secrets_inventory.md": writeInventoryMarkdown,
  "secrets-scan.json": writeJson,
  "secret-scan.sarif": writeSarif,
  "secrets_inventory.html": writeHtml,
};
