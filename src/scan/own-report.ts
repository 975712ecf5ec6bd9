/**
 * Our own reports and baselines bear names such as `secrets-scan.json` that a rule on names refuses. They are known by what
 * stands at their front, not by the name: whoever forges that front hides a name, and no content.
 */

const FRONTS: readonly RegExp[] = [
  // JSON, JSON Lines, GitLab, SARIF, CycloneDX
  /^\s*\{\s*"schemaVersion"\s*:\s*1\s*,\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"secret-scan"/,
  /^\s*\{\s*"record"\s*:\s*"meta"\s*,\s*"schemaVersion"\s*:\s*1\s*,\s*"tool"\s*:\s*\{\s*"name"\s*:\s*"secret-scan"/,
  /^\s*\{\s*"version"\s*:\s*"[\d.]+"\s*,\s*"scan"\s*:\s*\{\s*"analyzer"\s*:\s*\{\s*"id"\s*:\s*"secret-scan"/,
  /^\s*\{\s*"\$schema"\s*:\s*"[^"]*sarif[^"]*"\s*,\s*"version"\s*:\s*"2\.1\.0"\s*,\s*"runs"\s*:\s*\[\s*\{\s*"tool"\s*:\s*\{\s*"driver"\s*:\s*\{\s*"name"\s*:\s*"secret-scan"/,
  /^\s*\{\s*"bomFormat"\s*:\s*"CycloneDX"[^[\]]*"tools"\s*:\s*\{\s*"components"\s*:\s*\[\s*\{\s*"type"\s*:\s*"application"\s*,\s*"name"\s*:\s*"secret-scan"/,
  // Code Quality, also without an entry
  /^\s*\[\s*\{\s*"type"\s*:\s*"issue"\s*,\s*"engine_name"\s*:\s*"secret-scan"/,
  /^\s*\[\s*\]\s*$/,
  // the baseline, and schemas of ours
  /^\s*\{\s*"\$schema"\s*:\s*"[^"]*secrets-baseline[^"]*"/,
  /^\s*\{\s*"\$schema"\s*:\s*"[^"]*json-schema[^"]*"\s*,\s*"\$id"\s*:\s*"[^"]*secret/,
];
const FRONT_BYTES = 512;

/** @param head a file's first bytes; what it is called does not count */
export function isOwnReport(head: Uint8Array): boolean {
  const front = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, FRONT_BYTES)).toString("utf8");
  const text = front.startsWith("\uFEFF") ? front.slice(1) : front;
  return FRONTS.some((pattern) => pattern.test(text));
}
