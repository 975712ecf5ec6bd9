/**
 * YAML of other tools as plain data.
 */

import { parse } from "yaml";
import { SecretScanError } from "../../model/error.js";

export type Json = Readonly<Record<string, unknown>>;

/** @throws SecretScanError `usage` where it is not YAML; an empty file is an empty mapping */
export function parseYaml(text: string, file: string): Json {
  let root: unknown;
  try {
    // Dates stay texts, and aliases cannot multiply.
    root = parse(text, { schema: "core", maxAliasCount: 100, logLevel: "silent" });
  } catch (cause) {
    const place = (cause as { linePos?: [{ line: number; col: number }] }).linePos?.[0];
    const where = { file, ...(place === undefined ? {} : { line: place.line, column: place.col }) };
    throw new SecretScanError("usage", "not valid YAML", where, "Mend the file, then import it again", { cause });
  }
  return isObject(root) ? root : {};
}

/** True for a mapping, not for a list. */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
