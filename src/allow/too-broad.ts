/**
 * Tells an entry that would hide everything: without fingerprint and rule, and matching all of a fixed sample of paths and values.
 */

import { compileGlob, isLiteralGlob, literalRun } from "./glob.js";
import { requiredLiteral } from "./required-literal.js";

/** Paths without two characters that all of them share. */
const SAMPLE_PATHS = [
  "README.md",
  ".env",
  "Dockerfile",
  "src/index.ts",
  "config/app/settings.yaml",
  "packages/web/.env.local",
  "a/b/c/d/e/f.json",
  "test/keys/id_rsa",
] as const;

/** Values of many lengths and alphabets without two characters that all of them share. */
const SAMPLE_VALUES = [
  "hunter2",
  "swordfish",
  "XKPTMQRSTUVW",
  "90210446",
  "tr0ub4dor&3",
  "0f1e2d3c4b5a69788796a5b4c3d2e1f0",
  "QWxhZGRpbjpvcGVuLXNlc2FtZQ==",
  "Example_1234.abcd/EFGH+ijkl-5678",
] as const;

/** True when `path` (a valid glob) and `value` (a valid expression) together leave nothing of the sample out. */
export function hidesEverything(path: string | undefined, value: string | undefined): boolean {
  return (path === undefined || matchesAllPaths(path)) && (value === undefined || matchesAllValues(value));
}

function matchesAllPaths(glob: string): boolean {
  // The common cases first: this is asked of every entry in a list of thousands.
  if (isLiteralGlob(glob) || (!/[[{\\]/.test(glob) && /[\w-]{2}/.test(glob))) return false;
  if (literalRun(glob).length >= 2) return false;
  const matches = compileGlob(glob);
  return SAMPLE_PATHS.every((path) => matches(path));
}

function matchesAllValues(source: string): boolean {
  // the common case first: two characters at its beginning are needed, whatever follows the third
  if (/^\^?[\w-]{3}/.test(source) && !source.includes("|")) return false;
  if (requiredLiteral(source).length >= 2) return false;
  const expression = new RegExp(source, "u");
  return SAMPLE_VALUES.every((value) => expression.test(value));
}
