/**
 * Our own reports and baselines bear names such as `secrets-scan.json` that a rule on names refuses. They are known by what
 * stands at their front, not by the name: whoever forges that front hides a name, and no content.
 */

const REPORT = /^\uFEFF?\s*\{\s*"schemaVersion"\s*:\s*1\s*,\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"secret-scan"/;
const BASELINE = /^\uFEFF?\s*\{\s*"\$schema"\s*:\s*"[^"]*secrets-baseline[^"]*"/;
const SCHEMA = /^\uFEFF?\s*\{\s*"\$schema"\s*:\s*"[^"]*json-schema[^"]*"\s*,\s*"\$id"\s*:\s*"[^"]*secret/;
const FRONT_BYTES = 512;

export function isOwnReport(head: Uint8Array): boolean {
  const front = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, FRONT_BYTES)).toString("utf8");
  return REPORT.test(front) || BASELINE.test(front) || SCHEMA.test(front);
}
