/** A report of many findings, as a scan would hand it to the writers; every text in it is made up. */

import { createHash } from "node:crypto";

const RULE = {
  id: "assigned-secret",
  name: "Assigned secret",
  provider: "generic",
  type: "generic",
  criticality: "high",
  confidence: "medium",
  rotationDays: 90,
  description: "A literal is assigned to the name of a secret",
  remediation: { steps: ["Revoke it.", "Keep the new one outside the repository."] },
  references: [],
};

/** @param {number} count findings, a hundred a file */
export function madeReport(count) {
  const findings = Array.from({ length: count }, (_, i) => {
    const line = 10 + (i % 100) * 3;
    const text = `  const apiKey${i} = "********";`;
    return {
      path: `src/part-${Math.floor(i / 100)
        .toString()
        .padStart(6, "0")}/file.js`,
      startLine: line,
      startColumn: 18,
      endLine: line,
      endColumn: 50,
      fingerprint: `ss1:${createHash("sha1").update(`${i}`).digest("base64url")}`,
      ruleId: RULE.id,
      ruleName: RULE.name,
      provider: RULE.provider,
      type: RULE.type,
      criticality: RULE.criticality,
      confidence: RULE.confidence,
      masked: "********",
      rotationDays: 90,
      assignedTo: `apiKey${i}`,
      verdicts: [
        { step: "place", outcome: "pass", detail: "a literal is assigned" },
        { step: "model", outcome: "pass", detail: "probability 0.99" },
      ],
      frame: { text, start: text.indexOf("*"), length: 8 },
      remediation: RULE.remediation,
    };
  });
  return {
    tool: { name: "secret-scan", version: "0", rulePack: { digest: "0", rules: 1 } },
    scan: { source: "worktree", files: count, blobs: count, bytes: count * 4_000, complete: true },
    findings,
    suppressed: [],
    stale: [],
    skipped: [],
    failures: [],
    rules: [RULE],
  };
}
