/** A token at the end of a run that is longer than what a look at the text reaches ahead. */

import { describe, expect, test } from "vitest";
import { compileAllowlist } from "../../src/allow/compiled-allowlist.js";
import { loadBuiltInPack } from "../../src/rules/built-in-pack.js";
import { createBlobScanner } from "../../src/scan/blob-scanner.js";
import { WINDOW_BYTES } from "../../src/scan/blob-session.js";
import { memoryReader } from "../../src/scan/byte-reader.js";

const scanner = createBlobScanner({
  rules: loadBuiltInPack().rules,
  fingerprintKey: undefined,
  exceptions: { allowlist: compileAllowlist([]), inline: true, foreignMarkers: false, today: "2026-01-01" },
  minConfidence: "medium",
  maxDecodeDepth: 0,
  maxArchiveDepth: 0,
});
const assembled = ["glpat", "-", "xK9zQw2Rt7Lm4VbN8sYc"].join("");

describe("a run that reaches over the end of a look", () => {
  for (const [name, from, length] of [
    ["begins well before it and ends far behind it", WINDOW_BYTES - 60_000, 120_000],
    ["begins right before it", WINDOW_BYTES - (24 << 10) - 1, 60_000],
    ["ends at it", WINDOW_BYTES - (24 << 10) - 5_000, 5_000],
    ["fills more than a window", 100_000, 3 * WINDOW_BYTES],
  ] as const) {
    test(name, () => {
      const before = "x = 1;\n".repeat(Math.ceil(from / 7)).slice(0, from - 1);
      const text = `${before}\n${"a1B2c3D4".repeat(length / 8)}_${assembled}\n${before}`;
      const { findings } = scanner.scan(memoryReader(Buffer.from(text)), "data.txt");
      const column = 8 * Math.floor(length / 8) + 2;
      expect(findings.map(({ ruleId, startColumn }) => [ruleId, startColumn])).toEqual([
        ["gitlab-personal-access-token", column],
      ]);
    });
  }
});
