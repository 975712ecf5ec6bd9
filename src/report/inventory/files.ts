/**
 * The files that `inventory --out DIR` writes, each from the same report.
 */

import { htmlPieces } from "../html/page.js";
import { jsonReportPieces } from "../json.js";
import { writeSarif } from "../sarif.js";
import type { PieceWriter } from "../writer.js";
import { writeInventoryMarkdown } from "./markdown.js";

/** By the file's name in DIR. A scan reads none of them. */
export const INVENTORY_FILES: Readonly<Record<string, PieceWriter>> = {
  "secrets_inventory.md": writeInventoryMarkdown,
  "secrets-scan.json": jsonReportPieces,
  "secret-scan.sarif": writeSarif,
  "secrets_inventory.html": htmlPieces,
};
