/**
 * JUnit XML: a failed test a finding, an error a file that could not be read, a skipped test a suppressed finding.
 */

import type { Finding, SuppressedFinding } from "../model/finding.js";
import type { PathReason, Report } from "../model/report.js";
import { locationText, whyOf } from "./text/words.js";
import { xmlText } from "./text/xml-text.js";
import { reportTime, type WriterOptions } from "./writer.js";

/** One suite; a clean scan has one test that passes, for an empty suite reads as no tests. */
export function writeJunit(report: Report, options: WriterOptions): string {
  return [...junitPieces(report, options)].join("");
}

/** A report without findings has one passed test: an empty suite reads as "no tests were run". */
export function* junitPieces(report: Report, options: WriterOptions): Generator<string> {
  const { findings, failures, suppressed } = report;
  const isPassed = findings.length + failures.length === 0;
  const tests = findings.length + failures.length + suppressed.length + (isPassed ? 1 : 0);
  const seconds = ((report.scan.run?.durationMs ?? 0) / 1000).toFixed(3);
  const counts = `tests="${tests}" failures="${findings.length}" errors="${failures.length}"`;
  const time = `time="${seconds}" timestamp="${xmlText(reportTime(report, options).slice(0, 19))}"`;
  yield `<?xml version="1.0" encoding="UTF-8"?>\n`;
  yield `<testsuites name="secret-scan" ${counts} ${time}>\n`;
  yield `  <testsuite name="secret-scan" ${counts} skipped="${suppressed.length}" ${time}>\n`;
  for (const finding of findings) yield findingCase(finding);
  for (const failure of failures) yield failureCase(failure);
  for (const entry of suppressed) yield suppressedCase(entry);
  if (isPassed) yield `    <testcase classname="secret-scan" name="no findings"/>\n`;
  yield `  </testsuite>\n</testsuites>\n`;
}

function findingCase(finding: Finding): string {
  const { ruleName, masked, path, startLine, remediation } = finding;
  const text = [
    `${locationText(finding)} ${masked}`,
    `Why: ${whyOf(finding).join("; ")}`,
    ...remediation.steps,
    finding.fingerprint,
  ];
  return [
    `    <testcase ${caseName(finding)} file="${xmlText(path)}" line="${startLine}">\n`,
    `      <failure type="${xmlText(finding.criticality)}" message="${xmlText(`${ruleName}: ${masked}`)}">`,
    text.map(xmlText).join("\n"),
    "</failure>\n    </testcase>\n",
  ].join("");
}

function failureCase({ path, reason }: PathReason): string {
  const message = xmlText(`not read: ${reason}`);
  return `    <testcase classname="incomplete" name="${xmlText(path)}" file="${xmlText(path)}">\n      <error type="failure" message="${message}"/>\n    </testcase>\n`;
}

function suppressedCase({ finding, by, reason }: SuppressedFinding): string {
  const message = xmlText(`suppressed by ${by}${reason ? `: ${reason}` : ""}`);
  return `    <testcase ${caseName(finding)} file="${xmlText(finding.path)}" line="${finding.startLine}">\n      <skipped message="${message}"/>\n    </testcase>\n`;
}

function caseName(finding: Finding): string {
  return `classname="${xmlText(finding.ruleId)}" name="${xmlText(`${finding.ruleName} in ${locationText(finding)}`)}"`;
}
