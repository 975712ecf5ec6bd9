/**
 * JSON that describes an interface, as a tool for it reads it: there `secret` in the file's name is the name of a service or a field. Known by
 * what stands at its front; whoever forges that hides a name, and no content.
 */

const FRONTS: readonly RegExp[] = [
  /^\s*\{\s*"\$schema"\s*:\s*"https?:\/\/json-schema\.org\//,
  // AWS: the description of a service, its pages, its examples
  /^\s*\{\s*"version"\s*:\s*"2\.0"\s*,\s*"metadata"\s*:\s*\{\s*"apiVersion"\s*:/,
  /^\s*\{\s*"pagination"\s*:\s*\{\s*"[A-Z]\w+"\s*:\s*\{\s*"input_token"\s*:/,
  /^\s*\{\s*"version"\s*:\s*"1\.0"\s*,\s*"examples"\s*:\s*\{\s*"[A-Z]\w+"\s*:\s*\[/,
  /^\s*\{\s*"(?:openapi"\s*:\s*"3\.|swagger"\s*:\s*"2\.)/,
];
const FRONT_BYTES = 512;

/** @param head the file's first bytes */
export function describesInterface(head: Uint8Array): boolean {
  const front = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, FRONT_BYTES)).toString("utf8");
  return FRONTS.some((pattern) => pattern.test(front));
}
