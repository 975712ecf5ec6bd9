/**
 * GitLab's secret detection report, schema 15.2: what the security widget of a merge request reads.
 */

import type { Finding } from "../model/finding.js";
import type { Report } from "../model/report.js";
import type { Criticality } from "../model/secret-type.js";
import { createPlaceKeys, type PlaceKey, uuidOf } from "./place-keys.js";
import { jsonPieces, lazyList } from "./text/json-pieces.js";
import { markdownCode, markdownText } from "./text/markdown-text.js";
import { visible } from "./text/visible.js";
import { kindText, reasonText, whyOf } from "./text/words.js";
import { reportTime, type WriterOptions } from "./writer.js";

const SCHEMA_VERSION = "15.2.5";

/** Longest texts that the schema takes. */
const NAME_LIMIT = 255;
const SOLUTION_LIMIT = 7000;

/** Where there is no commit to name, as GitLab's own analysers write it. */
const NO_COMMIT = "0000000";

const SEVERITIES: Readonly<Record<Criticality, string>> = { critical: "Critical", high: "High", moderate: "Medium", low: "Low" };

/** GitLab's secret detection report. */
export function writeGitlab(report: Report, options: WriterOptions): string {
  return [...gitlabPieces(report, options)].join("");
}

/** The same, a vulnerability a piece. */
export function gitlabPieces(report: Report, options: WriterOptions): Iterable<string> {
  const { tool, scan, failures } = report;
  const placeKey = createPlaceKeys();
  const head = scan.repository?.head ?? NO_COMMIT;
  const analyzer = { id: tool.name, name: tool.name, version: tool.version, vendor: { name: tool.name } };
  const started = Date.parse(reportTime(report, options));
  return jsonPieces({
    version: SCHEMA_VERSION,
    scan: {
      analyzer,
      scanner: analyzer,
      type: "secret_detection",
      start_time: gitlabTime(started),
      end_time: gitlabTime(started + (scan.run?.durationMs ?? 0)),
      status: scan.complete ? "success" : "failure",
      ...(failures.length > 0
        ? { messages: failures.map((failure) => ({ level: "warn", value: `Not read: ${visible(reasonText(failure))}` })) }
        : {}),
    },
    vulnerabilities: lazyList(report.findings, (finding) => vulnerability(finding, placeKey(finding), head)),
  });
}

/** UTC without zone or fraction. */
function gitlabTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}

function vulnerability(finding: Finding, key: PlaceKey, head: string): object {
  const { ruleId, path, startLine, endLine, remediation } = finding;
  const urls = [remediation.revokeUrl, remediation.documentationUrl].filter((url) => url && /^https?:\/\/\S+$/.test(url));
  return {
    id: uuidOf(key.place),
    name: visible(finding.ruleName).slice(0, NAME_LIMIT),
    description: descriptionText(finding),
    severity: SEVERITIES[finding.criticality],
    solution: remediation.steps.map(visible).join("\n").slice(0, SOLUTION_LIMIT),
    identifiers: [
      { type: "secret_scan_rule_id", name: `secret-scan rule ${ruleId}`, value: ruleId },
      { type: "cwe", name: "CWE-798", value: "798", url: "https://cwe.mitre.org/data/definitions/798.html" },
    ],
    ...(urls.length > 0 ? { links: urls.map((url) => ({ url })) } : {}),
    location: {
      file: visible(path),
      start_line: startLine,
      end_line: endLine,
      commit: {
        sha: finding.commit ?? head,
        ...(finding.author ? { author: visible(finding.author) } : {}),
        ...(finding.date ? { date: finding.date } : {}),
      },
    },
    tracking: {
      type: "source",
      items: [
        { file: visible(path), start_line: startLine, end_line: endLine, signatures: [{ algorithm: "hash", value: key.place }] },
      ],
    },
    details: {
      fingerprint: { type: "text", name: "Fingerprint", value: finding.fingerprint },
      confidence: { type: "text", name: "Confidence", value: finding.confidence },
    },
  };
}

function descriptionText(finding: Finding): string {
  const why = whyOf(finding).map(markdownText).join("; ");
  return `In the repository stands a secret (${markdownText(kindText(finding))}): ${markdownCode(finding.masked)}. Flagged because: ${why}.`;
}
