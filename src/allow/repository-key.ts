/**
 * The key of fingerprints at the top of `.secrets-allowlist`: random, and no secret, since whoever reads the repository may know it.
 */

import { isRepositoryKey } from "./check-top.js";
import { ALLOWLIST_FILE } from "./parse-allowlist.js";

const KEY_LENGTH = 44;
/** Only a key at the left edge of its line is one of the file itself. Latin1. */
const KEY_NAME = /(?:^|[\r\n]|\xEF\xBB\xBF)key: +["']?$/;

/** True when what is found at `[start, end)` of the text is the key in an allowlist, and nothing else that somebody wrote there. */
export function isRepositoryKeyAt(bytes: Uint8Array, start: number, end: number, path: string): boolean {
  if (end - start < KEY_LENGTH - 1 || end - start > KEY_LENGTH) return false;
  if (path !== ALLOWLIST_FILE && !path.endsWith(`/${ALLOWLIST_FILE}`)) return false;
  const latin1 = (from: number, to: number): string => Buffer.from(bytes.subarray(Math.max(0, from), to)).toString("latin1");
  return isRepositoryKey(latin1(start, start + KEY_LENGTH)) && KEY_NAME.test(latin1(start - 32, start));
}
