/**
 * The formats by name. To add one: a file with its writer, its name in `FORMAT_NAMES`, a line here, a test with its validator.
 */

import type { Report } from "../model/report.js";
import { codequalityPieces, writeCodequality } from "./codequality.js";
import { csvPieces, writeCsv } from "./csv.js";
import { cyclonedxPieces, writeCyclonedx } from "./cyclonedx.js";
import { writeGithub } from "./github.js";
import { gitlabPieces, writeGitlab } from "./gitlab.js";
import { htmlPieces, writeHtml } from "./html/page.js";
import { jsonReportPieces, writeJson } from "./json.js";
import { jsonlPieces, writeJsonl } from "./jsonl.js";
import { junitPieces, writeJunit } from "./junit.js";
import { writeMarkdown } from "./markdown.js";
import { prettyPieces, writePretty } from "./pretty.js";
import { writeSarif } from "./sarif.js";
import type { FormatName, PieceWriter, ReportWriter, WriterOptions } from "./writer.js";

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

/** Those whose length grows with the findings. */
const IN_PIECES: Readonly<Partial<Record<FormatName, PieceWriter>>> = {
  pretty: prettyPieces,
  json: jsonReportPieces,
  jsonl: jsonlPieces,
  html: htmlPieces,
  gitlab: gitlabPieces,
  codequality: codequalityPieces,
  junit: junitPieces,
  csv: csvPieces,
  cyclonedx: cyclonedxPieces,
};

/** What the format's writer gives, made while it is read: a report of any length needs no memory of its own. */
export function reportPieces(format: FormatName, report: Report, options: WriterOptions): string | Iterable<string> {
  return IN_PIECES[format]?.(report, options) ?? REPORT_WRITERS[format](report, options);
}
