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

/** Each is looked up when it is called: the bundle loads a format's code when it is asked for. */
export const REPORT_WRITERS: Readonly<Record<FormatName, ReportWriter>> = {
  pretty: (report, options) => writePretty(report, options),
  json: (report) => writeJson(report),
  jsonl: (report) => writeJsonl(report),
  markdown: (report, options) => writeMarkdown(report, options),
  sarif: (report, options) => writeSarif(report, options),
  html: (report, options) => writeHtml(report, options),
  gitlab: (report, options) => writeGitlab(report, options),
  codequality: (report) => writeCodequality(report),
  junit: (report, options) => writeJunit(report, options),
  csv: (report, options) => writeCsv(report, options),
  cyclonedx: (report, options) => writeCyclonedx(report, options),
  github: (report) => writeGithub(report),
};

/** Those whose length grows with the findings. */
const IN_PIECES: Readonly<Partial<Record<FormatName, PieceWriter>>> = {
  pretty: (report, options) => prettyPieces(report, options),
  json: (report) => jsonReportPieces(report),
  jsonl: (report) => jsonlPieces(report),
  html: (report, options) => htmlPieces(report, options),
  gitlab: (report, options) => gitlabPieces(report, options),
  codequality: (report) => codequalityPieces(report),
  junit: (report, options) => junitPieces(report, options),
  csv: (report, options) => csvPieces(report, options),
  cyclonedx: (report, options) => cyclonedxPieces(report, options),
};

/** What the format's writer gives, made while it is read: a report of any length needs no memory of its own. */
export function reportPieces(format: FormatName, report: Report, options: WriterOptions): string | Iterable<string> {
  return IN_PIECES[format]?.(report, options) ?? REPORT_WRITERS[format](report, options);
}
