/**
 * The keys at the top of `.secrets-allowlist`, beside `entries` and `nested`.
 */

import type { Problem } from "./check-entry.js";
import { didYouMean } from "./nearest.js";

const TOP_KEYS = ["version", "key", "nested", "entries"] as const;

/** What is wrong with `key: value`; `atKey` when it is the key itself. */
export function checkTopField(key: string, value: string | undefined): (Problem & { readonly atKey?: true }) | undefined {
  if (key === "version") {
    if (value === "1") return undefined;
    const remedy = "This program reads version 1; a later one may need a newer secret-scan";
    return { message: `unknown version "${value ?? ""}"`, remedy };
  }
  if (key === "key") {
    if (isRepositoryKey(value ?? "")) return undefined;
    const remedy = "`allow rekey` makes one; without the line the tool's default is used";
    return { message: "the key is not 32 bytes in base64", remedy };
  }
  return {
    message: `unknown key "${key}"`,
    remedy: didYouMean(key, TOP_KEYS, `Known keys: ${TOP_KEYS.join(", ")}`),
    atKey: true,
  };
}

/** True for 32 bytes in padded base64. */
export function isRepositoryKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{43}=$/.test(text);
}
