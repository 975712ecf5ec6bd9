/**
 * The formats by name. To add one: a file with its writer, its name in `FORMAT_NAMES`, a line here, a test with its validator.
 */

import { writeJson } from "./json.js";
import { writeJsonl } from "./jsonl.js";
import { writeMarkdown } from "./markdown.js";
import { writePretty } from "./pretty.js";
import { writeSarif } from "./sarif.js";
import type { FormatName, ReportWriter } from "./writer.js";

export const REPORT_WRITERS: Readonly<Record<FormatName, ReportWriter>> = {
  pretty: writePretty,
  json: writeJson,
  jsonl: writeJsonl,
  markdown: writeMarkdown,
  sarif: writeSarif,
};
