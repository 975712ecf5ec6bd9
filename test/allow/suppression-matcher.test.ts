import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { staleEntries } from "../../src/allow/stale-entries.js";
import { allowlist, finding, matcherOf, parse } from "./helpers.js";

async function hides(entry: string, changes: Parameters<typeof finding>[0] = {}): Promise<boolean> {
  return (await matcherOf(allowlist(entry))).match(finding(changes))?.suppression !== undefined;
}

describe("an entry hides", () => {
  test.each([
    ["by fingerprint", "fingerprint: ss1:aaaa", "fingerprint: ss1:bbbb"],
    ["by rule", "rule: generic-secret", "rule: acme-token"],
    ["by path", "path: src/**/*.ts", "path: test/**/*.ts"],
    ["by value", "value: ^correct-[a-z]{5}-", "value: ^horse"],
    ["by all that is given", "rule: generic-secret, path: src/**", "rule: generic-secret, path: lib/**"],
    ["by fingerprint and path", "fingerprint: ss1:aaaa, path: src/**", "fingerprint: ss1:aaaa, path: lib/**"],
  ])("%s", async (_name, entry, other) => {
    expect(await hides(entry)).toBe(true);
    expect(await hides(other)).toBe(false);
  });

  test("saying why, who and until when", async () => {
    const matcher = await matcherOf(allowlist("path: src/**, reason: a sample, owner: me, expires: 2027-01-31"));
    expect(matcher.match(finding())?.suppression).toEqual({
      by: "allowlist",
      reason: "a sample",
      owner: "me",
      expires: "2027-01-31",
    });
  });

  test("nothing once it has expired, and the finding says so", async () => {
    const matcher = await matcherOf(allowlist("path: src/**, expires: 2026-06-14"));
    expect(matcher.match(finding())).toEqual({
      used: [],
      needsExpiry: [],
      verdicts: [{ step: "allowlist", outcome: "pass", detail: "the entry at .secrets-allowlist:3 ended on 2026-06-14" }],
    });
  });

  test("nothing critical for good without a fingerprint", async () => {
    const critical = { criticality: "critical" } as const;
    expect(await hides("path: src/**", critical)).toBe(false);
    expect(await hides("path: src/**, expires: 2026-06-15", critical)).toBe(true);
    expect(await hides("fingerprint: ss1:aaaa", critical)).toBe(true);
    expect((await matcherOf(allowlist("path: src/**"))).match(finding(critical))).toMatchObject({ used: [0], needsExpiry: [0] });
  });

  test("no file name by its value, since there is no secret", async () => {
    expect(await hides("value: env", { path: ".env", secret: undefined })).toBe(false);
  });
});

describe("globs", () => {
  test.each([
    ["*.ts", "a.ts", true],
    ["*.ts", "src/a.ts", false],
    ["*", ".env", true],
    ["**/.env", ".env", true],
    ["**/.env", "a/b/.env", true],
    [".env", "a/.env", false],
    ["src/*", "src/.hidden", true],
    ["src/**", "src/a/.b/c", true],
    ["src/**", "lib/src/a", false],
    ["SRC/**", "src/a", false],
    ["**/*.{pem,key}", "a/b.key", true],
    ["{a,b}/c", "b/c", true],
    ["a?c", "a/c", false],
    ["[ab].txt", "a.txt", true],
    ["[!ab].txt", "c.txt", true],
    ["[!ab].txt", "a.txt", false],
    ["!a.txt", "b.txt", false],
    ["!a.txt", "!a.txt", true],
    ["app/(group)/*.tsx", "app/(group)/page.tsx", true],
    ["app/*|b", "b", false],
    ["a+b*", "a+b.txt", true],
    ["**/x", "line\nfeed/x", true],
    ["@(a)*", "a", false],
  ])("%s and %j: %s", async (glob, path, expected) => {
    expect(await hides(`path: ${JSON.stringify(glob)}`, { path })).toBe(expected);
  });
});

describe("several entries", () => {
  const entry = fc.record(
    {
      fingerprint: fc.constantFrom("ss1:a", "ss1:b", "ss1:c"),
      rule: fc.constantFrom("generic-secret", "acme-token"),
      path: fc.constantFrom("src/**", "src/a.ts", "**/*.ts", "{src,lib}/*", "lib/a.ts", "*.ts"),
      value: fc.constantFrom("horse", "^correct", "zz", "ho?r", "(a|e)c", "[rst]{2}"),
    },
    { requiredKeys: [] },
  );
  const entries = fc.uniqueArray(
    entry.filter((one) => Object.keys(one).length > 0),
    { selector: (one) => JSON.stringify([one.fingerprint, one.rule, one.path, one.value]), maxLength: 12 },
  );
  const findings = fc.array(
    fc.record({
      fingerprint: fc.constantFrom("ss1:a", "ss1:b", "ss1:d"),
      ruleId: fc.constantFrom("generic-secret", "acme-token", "smtp-password"),
      path: fc.constantFrom("src/a.ts", "a.ts", "lib/a.ts", "lib/x/b.ts"),
      secret: fc.constantFrom("correct-horse", "battery", "zzz", ""),
    }),
    { minLength: 1, maxLength: 6 },
  );
  const text = (list: readonly object[]): string =>
    allowlist(
      ...list.map((one) =>
        Object.entries(one)
          .map(([key, value]) => `${key}: ${JSON.stringify(value)}`)
          .join(", "),
      ),
    );
  const text1 = (one: object): string => text([one]);

  test("together hide exactly what each hides alone: adding or removing one changes nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(entries, findings, async (list, found) => {
        const all = await matcherOf(text(list));
        const alone = await Promise.all(list.map((one) => matcherOf(text1(one))));
        for (const change of found) {
          const one = finding(change);
          const expected = alone.flatMap((matcher, index) => (matcher.match(one) === undefined ? [] : [index]));
          expect(all.match(one)?.used ?? []).toEqual(expected);
          expect(all.match(one)?.entryIndex).toBe(expected[0]);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("stale entries", () => {
  const text = allowlist("path: a.ts", "path: b.ts", "path: c.ts, expires: 2026-01-01", "fingerprint: ss1:x, rule: acme-token");

  test("each with its place and why, in the order of the file", async () => {
    const { entries } = await parse(text);
    const use = { used: new Set([0, 1]), needsExpiry: new Set([1]) };
    expect(staleEntries(entries, use, true)).toEqual([
      { entry: { source: ".secrets-allowlist", line: 5, path: "b.ts" }, why: "needs-expiry" },
      { entry: { source: ".secrets-allowlist", line: 7, path: "c.ts" }, why: "expired" },
      { entry: { source: ".secrets-allowlist", line: 10, fingerprint: "ss1:x", rule: "acme-token" }, why: "matches-nothing" },
    ]);
  });

  test("part of a tree calls nothing unused", async () => {
    const { entries } = await parse(text);
    expect(staleEntries(entries, { used: new Set(), needsExpiry: new Set() }, false).map(({ why }) => why)).toEqual(["expired"]);
  });
});
