/**
 * The formats by name. To add one: a file with its writer, its name in `FORMAT_NAMES`, a line here, a test with its validator.
 */

import { writeCodequality } from "./codequality.js";
import { writeCsv } from "./csv.js";
import { writeCyclonedx } from "./cyclonedx.js";
import { writeGithub } from "./github.js";
import { writeGitlab } from "./gitlab.js";
import { writeHtml } from "./html/page.js";
import { writeJson } from "./json.js";
import { writeJsonl } from "./jsonl.js";
import { writeJunit } from "./junit.js";
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
  html: writeHtml,
  gitlab: writeGitlab,
  codequality: writeCodequality,
  junit: writeJunit,
  csv: writeCsv,
  cyclonedx: writeCyclonedx,
  github: writeGithub,
};
