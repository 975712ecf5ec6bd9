/**
 * Reports for tests: small ones by hand, and arbitrary ones with names that try to break out of every format.
 */

import fc from "fast-check";
import type { Finding, SuppressedFinding } from "../../src/model/finding.js";
import { compareFindings } from "../../src/model/order.js";
import type { Report, ScanFacts, StaleEntry } from "../../src/model/report.js";
import type { Rule } from "../../src/model/rule.js";
import { CONFIDENCES, CRITICALITIES, SECRET_TYPES } from "../../src/model/secret-type.js";
import type { WriterOptions } from "../../src/report/writer.js";

// a report is a large value: fifty of them try what hundreds of small ones would
fc.configureGlobal({ ...fc.readConfigureGlobal(), numRuns: 50 });

export const PLAIN: WriterOptions = { color: false, width: 80, includeSuppressed: false, verbose: false };

export function aFinding(overrides: Partial<Finding> = {}): Finding {
  return {
    fingerprint: "ss1:3q2-7wAAAAAAAAAAAAAAAAAAAAAA",
    ruleId: "example-api-key",
    ruleName: "Example API key",
    provider: "Example",
    type: "api-key",
    criticality: "critical",
    confidence: "high",
    path: "src/config.ts",
    startLine: 12,
    startColumn: 15,
    endLine: 12,
    endColumn: 55,
    masked: "exa_****",
    verdicts: [
      { step: "prefix", outcome: "pass", detail: "starts with exa_" },
      { step: "checksum", outcome: "raise", detail: "checksum is valid" },
    ],
    frame: { text: 'const key = "exa_****";', start: 13, length: 8 },
    rotationDays: 90,
    remediation: {
      revokeUrl: "https://example.com/settings/keys",
      documentationUrl: "https://example.com/docs",
      steps: ["Revoke the key in the provider's console.", "Put the new one into the environment."],
    },
    ...overrides,
  };
}

export function aRule(finding: Finding): Rule {
  return {
    id: finding.ruleId,
    kind: "prefix",
    pattern: "exa_[a-z]{36}",
    ignoreCase: false,
    minLength: 40,
    maxLength: 40,
    prefixes: ["exa_"],
    literals: [],
    context: [],
    paths: [],
    notPaths: [],
    entropy: 0,
    randomness: false,
    confidence: finding.confidence,
    publicPrefix: 4,
    signs: 0,
    leastRun: 0,
    safe: true,
    name: finding.ruleName,
    provider: finding.provider,
    type: finding.type,
    criticality: finding.criticality,
    rotationDays: finding.rotationDays,
    remediation: finding.remediation,
    references: ["https://example.com/reference_page"],
    origin: "built-in",
  };
}

export function aReport(
  findings: readonly Finding[] = [],
  overrides: Partial<Omit<Report, "scan">> & { scan?: Partial<ScanFacts> } = {},
): Report {
  const { scan, ...rest } = overrides;
  const named = [...findings, ...(rest.suppressed ?? []).map(({ finding }) => finding)];
  const rules = new Map(named.map((finding) => [finding.ruleId, aRule(finding)]));
  return {
    tool: { name: "secret-scan", version: "0.1.0", rulePack: { digest: "0".repeat(64), rules: 500 } },
    findings: [...findings].sort(compareFindings),
    suppressed: [],
    stale: [],
    skipped: [],
    failures: [],
    rules: [...rules.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...rest,
    scan: {
      source: "worktree",
      repository: { head: "1".repeat(40), branch: "main", dirty: false },
      files: 1234,
      blobs: 0,
      bytes: 5_678_901,
      complete: (rest.failures ?? []).length === 0,
      run: { startedAt: "2026-11-24T06:00:00.000Z", durationMs: 420 },
      ...scan,
    },
  };
}

/** What breaks a table, a tag, a diagram, a cell, a terminal or an annotation. */
export const HOSTILE: readonly string[] = [
  "a|b",
  "`code` ```",
  "line\nbreak\r\n::error::injected",
  "<img src=x onerror=alert(1)>",
  "</script><script>alert(1)</script>",
  "](javascript:alert(1))",
  "=cmd|' /C calc'!A0",
  "+1+1",
  "@SUM(A1)",
  "-2",
  "\u001b[31mred\u001b[0m\u0007",
  "\u202Egnp.exe\u2066",
  "zero\u200Bwidth\uFEFF\u2028",
  "::set-output name=x::y",
  "##[error]x",
  "]]> &amp; \u0000 \uFFFE",
  "\uD800 lone",
  "漢字/パス",
  "👩‍👩‍👧‍👦 🇫🇷",
  "%0A%25",
  "\"quoted\", 'it'",
  "@octocat #1 www.example.com",
  "y".repeat(4000),
];

export function hostileText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...HOSTILE),
    fc.string({ minLength: 1, maxLength: 30, unit: "binary" }),
    fc.tuple(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 10 })).map(([a, b]) => a + b),
  );
}

function findings(): fc.Arbitrary<Finding> {
  const optional = {
    isNew: fc.boolean(),
    commit: fc.constant("a".repeat(40)),
    author: hostileText(),
    date: fc.constant("2026-11-24T08:00:00+02:00"),
    assignedTo: hostileText(),
    alsoIn: fc.array(fc.record({ path: hostileText(), startLine: fc.integer({ min: 1, max: 9 }) }), { maxLength: 5 }),
    decodedFrom: fc.constantFrom(["base64"], ["zip:a|b.txt", "gzip"]),
    pathEncoded: fc.constant(true as const),
    history: fc.record({
      cameIn: fc.constant(["a".repeat(40)]),
      wentIn: fc.constantFrom([], ["b".repeat(40)]),
      stillIn: fc.array(
        hostileText().map((name) => `refs/heads/${name}`),
        { maxLength: 4 },
      ),
      reachableFrom: fc.array(hostileText(), { maxLength: 4 }),
    }),
  };
  return fc
    .record(
      {
        path: hostileText(),
        startLine: fc.integer({ min: 1, max: 99_999 }),
        startColumn: fc.integer({ min: 1, max: 999 }),
        ruleId: fc.constantFrom("rule-a", "rule-b", "rule-c"),
        ruleName: hostileText(),
        provider: hostileText(),
        masked: hostileText(),
        type: fc.constantFrom(...SECRET_TYPES),
        criticality: fc.constantFrom(...CRITICALITIES),
        confidence: fc.constantFrom(...CONFIDENCES),
        verdicts: fc.array(
          fc.record({ step: fc.constant("shape"), outcome: fc.constant("pass" as const), detail: hostileText() }),
          { maxLength: 3 },
        ),
        frameBefore: hostileText(),
        frameAfter: hostileText(),
        ...optional,
      },
      {
        requiredKeys: [
          "path",
          "startLine",
          "startColumn",
          "ruleId",
          "ruleName",
          "provider",
          "masked",
          "type",
          "criticality",
          "confidence",
          "verdicts",
          "frameBefore",
          "frameAfter",
        ],
      },
    )
    .map(({ frameBefore, frameAfter, ...rest }) =>
      aFinding({
        ...rest,
        endLine: rest.startLine,
        endColumn: rest.startColumn + 8,
        frame: { text: `${frameBefore}${rest.masked}${frameAfter}`, start: frameBefore.length, length: rest.masked.length },
      }),
    );
}

function suppressed(): fc.Arbitrary<SuppressedFinding> {
  return fc.record(
    {
      finding: findings(),
      by: fc.constantFrom("allowlist" as const, "inline" as const, "baseline" as const),
      reason: hostileText(),
      owner: hostileText(),
      expires: fc.constant("2027-06-30"),
    },
    { requiredKeys: ["finding", "by"] },
  );
}

function stale(): fc.Arbitrary<StaleEntry> {
  return fc.record({
    entry: fc.record({ source: fc.constant(".secrets-allowlist"), line: fc.integer({ min: 1, max: 99 }), path: hostileText() }),
    why: fc.constantFrom("expired" as const, "matches-nothing" as const, "needs-expiry" as const),
  });
}

/** Arbitrary reports, hostile in every field that a stranger may fill. */
export function reports(): fc.Arbitrary<Report> {
  const reasons = fc.array(fc.record({ path: hostileText(), reason: hostileText() }), { maxLength: 3 });
  return fc
    .record({
      findings: fc.array(findings(), { maxLength: 6 }),
      suppressed: fc.array(suppressed(), { maxLength: 3 }),
      stale: fc.array(stale(), { maxLength: 3 }),
      skipped: reasons,
      failures: reasons,
      source: fc.constantFrom("worktree" as const, "index" as const, "range" as const, "history" as const, "stdin" as const),
    })
    .map(({ findings: list, source, ...rest }) => aReport(list, { ...rest, scan: { source } }));
}
