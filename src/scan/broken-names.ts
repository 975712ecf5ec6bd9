/**
 * Findings of rules on names: the file should not be there, whatever it holds; and key stores under any name.
 */

import type { Detector } from "../detect/detector.js";
import type { Fingerprinter } from "./fingerprint.js";
import { describesInterface } from "./interface-description.js";
import { privateKeyBytes } from "./key-store-bytes.js";
import { isOwnReport } from "./own-report.js";
import { isPublicKey } from "./public-key.js";
import type { RawFinding } from "./raw-finding.js";

const KEY_STORE_RULE = "key-store-file";
/** Its names are also those of public keys and of presentations. */
const PRIVATE_KEY_RULE = "private-key-file";
const SECRET_JSON_RULE = "secret-json-file";

/** A key that stands in a file named as one says more than the name: one secret, one finding. */
export function withoutNamedKey(findings: readonly RawFinding[], detector: Detector): readonly RawFinding[] {
  const isName = ({ ruleId }: RawFinding): boolean => ruleId === PRIVATE_KEY_RULE;
  if (!findings.some(isName)) return findings;
  const holdsKey = findings.some(
    ({ ruleId, confidence }) => confidence !== "low" && detector.ruleOf(ruleId)?.type === "private-key",
  );
  return holdsKey ? findings.filter((finding) => !isName(finding)) : findings;
}

/** At most one: the first rule in the pack's order that the name breaks. It stands at 1:1 to 1:1. */
export function brokenNames(detector: Detector, fingerprinter: Fingerprinter, path: string, head: Uint8Array): RawFinding[] {
  const [named] = detector.pathRules.brokenBy(path);
  const bytes = named === undefined ? privateKeyBytes(head) : undefined;
  const rule = named ?? (bytes === undefined ? undefined : detector.ruleOf(KEY_STORE_RULE));
  if (rule === undefined || isOwnReport(head)) return [];
  if (rule.id === PRIVATE_KEY_RULE && isPublicKey(head)) return [];
  if (rule.id === SECRET_JSON_RULE && describesInterface(head)) return [];
  return [
    {
      ruleId: rule.id,
      confidence: rule.confidence,
      fingerprint: fingerprinter.ofName(path),
      masked: path.slice(path.lastIndexOf("/") + 1),
      verdicts: [{ step: "path", outcome: "pass", detail: bytes ?? "the file's name alone" }],
      startLine: 1,
      startColumn: 1,
      endLine: 1,
      endColumn: 1,
    },
  ];
}
