/**
 * Short hashes of texts, by which long lists are looked through as sorted numbers. No secret and no security hangs on them: where two
 * texts share one, the texts are compared.
 */

/** What a hash starts from. */
export const HASH_START = 0x811c9dc5;

/** FNV-1a over UTF-16 units, 32 bits. @param from the hash of what comes before */
export function hashText(text: string, start: number = 0, end: number = text.length, from: number = HASH_START): number {
  let hash = from;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
