/**
 * `.gitleaksignore` and `.betterleaksignore`: one fingerprint a line, `[COMMIT:]PATH:RULE:LINE`, or from betterleaks 2 on the SHA-256 of
 * the secret.
 */

import { type Claims, createClaimCollector } from "./claim.js";

/** Places, one a line, as that scanner and its successor write them. */
export function readGitleaksIgnore(text: string, file: string): Claims {
  const collector = createClaimCollector();
  let note: string | undefined;
  text.split(/\r?\n/).forEach((row, index) => {
    const line = row.replace(/\s+#.*$/, "").trim();
    if (line.startsWith("#") || line === "") {
      note = line === "" ? undefined : line.replace(/^#+\s*/, "");
      return;
    }
    const origin = `${file}:${index + 1}`;
    if (/^[0-9a-f]{64}$/.test(line)) {
      collector.claims.push({ origin, note, digest: line });
      return;
    }
    if (line.startsWith("hmac-sha256:")) {
      collector.lost.push({ origin, what: "a keyed digest", why: "only who has betterleaks' key can tell what it means" });
      return;
    }
    const parts = /^(?:([0-9a-f]{7,64}):)?(.+):([^:]+):(\d+)$/.exec(line);
    if (parts === null) {
      collector.lost.push({ origin, what: "a line", why: "it is no fingerprint of the form [COMMIT:]PATH:RULE:LINE" });
      return;
    }
    const [, , path, rule, number] = parts;
    // A file in an archive is written OUTER!INNER; a finding of ours stands in the outer one.
    const outer = path!.split("!", 1)[0]!.replace(/^\.\//, "");
    const at = Number(number);
    collector.claims.push({ origin, note, path: (found) => found === outer, lines: { from: at, to: at }, rule });
  });
  return collector;
}
