/**
 * Files of settings as nobody would write them: real fields with values of other fields, odd ones and missing ones, then damaged.
 */

import { mutated } from "./generate.js";
import type { Random } from "./random.js";

const SCALARS = [
  "1",
  "x",
  "jwt",
  "ss1:abc",
  "''",
  '"\\u202e"',
  "2027-01-01",
  "2026-13-45",
  "null",
  "true",
  "[a, [b]]",
  "{a: 1}",
  "&a [*a]",
  "!!js/function x",
  "src/**",
  "'**'",
  "'(a+)+$'",
  "'['",
  "critical",
  "api-key",
  "1e999",
  "|\n    a\n    b",
  "'x'.repeat",
  "__proto__",
];

/** What each kind of file has for keys; `list` is the key under which its entries stand. */
const KINDS = {
  allowlist: {
    head: "version: 1\n",
    list: "entries",
    keys: ["fingerprint", "rule", "path", "value", "reason", "owner", "expires", "key"],
  },
  config: {
    head: "version: 1\nexclude: [x/**]\n",
    list: "secrets",
    keys: ["name", "owners", "type", "criticality", "description", "required", "deprecated", "listed", "rotation"],
  },
  rules: {
    head: "",
    list: "rules",
    keys: [
      "id",
      "name",
      "type",
      "criticality",
      "pattern",
      "prefixes",
      "context",
      "literals",
      "entropy",
      "path",
      "checksum",
      "examples",
    ],
  },
  baseline: { head: "version: 1\n", list: "findings", keys: ["fingerprint", "rule", "path", "line"] },
} as const;

export type SettingsKind = keyof typeof KINDS;

export const SETTINGS_KINDS: readonly SettingsKind[] = ["allowlist", "config", "rules", "baseline"];

/** A file for `--allowlist`, `--config`, `--rules` or `--baseline`. */
export function generatedSettings(kind: SettingsKind, random: Random): Buffer {
  const { head, list, keys } = KINDS[kind];
  const entry = (): string => {
    const chosen = keys.filter(() => random.below(3) > 0);
    if (random.below(8) === 0) chosen.push(random.pick([...keys]));
    const lines = chosen.map((key) => `${key}: ${random.pick(SCALARS)}`);
    return `  - ${lines.length === 0 ? "{}" : lines.join("\n    ")}\n`;
  };
  const text = `${head}${list}:\n${Array.from({ length: random.below(6) }, entry).join("")}`;
  const bytes = Buffer.from(random.below(10) === 0 ? `\ufeff${text.replaceAll("\n", "\r\n")}` : text);
  return random.below(2) === 0 ? bytes : mutated(bytes, random);
}
