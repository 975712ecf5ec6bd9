import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromForeignPattern, literalPattern } from "../../src/allow/import/foreign-pattern.js";
import { type ImportFinding, matchClaims } from "../../src/allow/import/match-claims.js";
import { readImport } from "../../src/allow/import/read-import.js";
import { digestsAt, linesOf } from "../../src/allow/import/value-digests.js";
import { errorOf, TODAY } from "./helpers.js";

/** Findings of a scan of today; `values` are filled in as a scan would, from the secrets that only this test has. */
const SECRETS: readonly (Omit<ImportFinding, "values" | "digests" | "allowed" | "endLine"> & { secret: string })[] = [
  {
    fingerprint: "ss1:aws",
    ruleId: "aws-access-key",
    provider: "AWS",
    path: "src/aws.ts",
    startLine: 12,
    secret: "aws-EXAMPLE-one",
  },
  {
    fingerprint: "ss1:fix",
    ruleId: "generic-secret",
    provider: "",
    path: "test/fixtures/a.json",
    startLine: 3,
    secret: "fake_Token_2",
  },
  {
    fingerprint: "ss1:doc",
    ruleId: "stripe-secret-key",
    provider: "Stripe",
    path: "docs/README.md",
    startLine: 7,
    secret: "pAznMW3DsrnVJ5",
  },
  { fingerprint: "ss1:key", ruleId: "private-key-pem", provider: "", path: "keys/id.pem", startLine: 1, secret: "-----" },
];

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

async function importFile(name: string, text: string, options: { kind?: string; owner?: string; expires?: string } = {}) {
  const { claims, lost } = await readImport(text, name, options.kind);
  const findings = SECRETS.map(({ secret, ...finding }) => ({
    ...finding,
    endLine: finding.startLine + (secret === "-----" ? 5 : 0),
    values: new Set(claims.flatMap(({ value }) => (value !== undefined && new RegExp(value, "u").test(secret) ? [value] : []))),
    digests: digestsAt([secret], { startLine: 1, startColumn: 1, endLine: 1, endColumn: secret.length + 1 }),
    allowed: false,
  }));
  const result = matchClaims(claims, findings, { today: TODAY, owner: options.owner, expires: options.expires });
  return {
    entries: result.entries.map(({ fingerprint, reason }) => `${fingerprint} ${reason}`),
    lost: [...lost, ...result.lost].map(({ origin, what, why }) => `${origin}: ${what}: ${why}`),
    raw: result.entries,
  };
}

describe("gitleaks and betterleaks", () => {
  test(".gitleaksignore: places, in commits and in the tree", async () => {
    const text = `# rotated in 2024
src/aws.ts:aws-access-token:12
4f2b1c9d0e8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c:test/fixtures/a.json:generic-api-key:3
docs/README.md:slack-bot-token:7
src/aws.ts:aws-access-token:99
gone.ts:github-pat:1
what is this
`;
    expect(await importFile(".gitleaksignore", text)).toMatchObject({
      entries: [
        "ss1:aws imported from .gitleaksignore:2: rotated in 2024",
        "ss1:fix imported from .gitleaksignore:3: rotated in 2024",
      ],
      lost: [
        ".gitleaksignore:7: a line: it is no fingerprint of the form [COMMIT:]PATH:RULE:LINE",
        '.gitleaksignore:4: a place of the rule "slack-bot-token": what stands there today is another kind of secret (stripe-secret-key)',
        '.gitleaksignore:5: a place of the rule "aws-access-token": nothing is found on that line today; the file has a finding elsewhere',
        '.gitleaksignore:6: a place of the rule "github-pat": nothing is found on that line today',
      ],
    });
  });

  test(".betterleaksignore: digests of secrets, wherever they are", async () => {
    const digest = sha256(SECRETS.find(({ fingerprint }) => fingerprint === "ss1:doc")!.secret);
    const rows = ["# known since May", digest, sha256("elsewhere"), `hmac-sha256:${digest}`];
    const { entries, lost } = await importFile(".betterleaksignore", rows.join("\n"));
    expect(entries).toEqual(["ss1:doc imported from .betterleaksignore:2: known since May"]);
    expect(lost).toEqual([
      ".betterleaksignore:4: a keyed digest: only who has betterleaks' key can tell what it means",
      ".betterleaksignore:3: a digest: no secret of today has this digest",
    ]);
  });

  test(".gitleaks.toml: paths, expressions and stopwords; global, targeted and of a rule", async () => {
    const text = `title = "ours"
[extend]
useDefault = true

[[allowlists]]
description = "fixtures"
paths = ['''test/fixtures/.*''', '''\\.lock$''']
regexes = ['''(?i)AWS-example''']
commits = ["4f2b1c9d"]

[[allowlists]]
description = "on lines"
regexTarget = "line"
regexes = ['''password: .*''']

[[allowlists]]
targetRules = ["stripe-access-token"]
condition = "AND"
paths = ['''docs/''']
stopwords = ["aznmw3"]

[[rules]]
id = "private-key"
[[rules.allowlists]]
paths = ['''(?x) keys/ ''', '''^keys/''']
`;
    const { entries, lost } = await importFile(".gitleaks.toml", text);
    expect(entries).toEqual([
      "ss1:fix imported from .gitleaks.toml:7: fixtures",
      "ss1:aws imported from .gitleaks.toml:8: fixtures",
      "ss1:doc imported from .gitleaks.toml:20",
      "ss1:key imported from .gitleaks.toml:25",
    ]);
    expect(lost).toEqual([
      ".gitleaks.toml:9: a commit: an exception here is for a secret, not for a commit",
      ".gitleaks.toml:14: an expression: it is for the line, and ours are for the secret alone",
      ".gitleaks.toml:25: a path: its expression is not one that JavaScript knows",
      ".gitleaks.toml:7: a path: nothing that it means is found today",
    ]);
  });

  test(".betterleaks.toml: the older single table, and a filter that is a program", async () => {
    const text = 'filter = "finding.path == \'x\'"\n[allowlist]\npaths = ["src/aws"]\n';
    const { entries, lost } = await importFile(".betterleaks.toml", text);
    expect(entries).toEqual(["ss1:aws imported from .betterleaks.toml:3"]);
    expect(lost).toEqual([".betterleaks.toml: a filter: it is a program, and exceptions here are lists"]);
  });

  test("broken TOML names its place", async () => {
    expect(await errorOf(() => readImport("[allowlist\n", ".gitleaks.toml", undefined))).toMatch(
      /^\.gitleaks\.toml:1:\d+: not valid TOML/,
    );
  });
});

test("detect-secrets: results, audits and filters", async () => {
  const text = JSON.stringify(
    {
      version: "1.5.0",
      plugins_used: [{ name: "AWSKeyDetector" }],
      filters_used: [
        { path: "detect_secrets.filters.allowlist.is_line_allowlisted" },
        { path: "detect_secrets.filters.regex.should_exclude_file", pattern: ["^docs/.*"] },
        { path: "detect_secrets.filters.regex.should_exclude_line", pattern: ["x"] },
        { path: "detect_secrets.filters.regex.should_exclude_secret", pattern: ["^fake_"] },
      ],
      results: {
        "src/aws.ts": [
          {
            type: "AWS Access Key",
            filename: "src/aws.ts",
            hashed_secret: "1111",
            is_verified: false,
            line_number: 12,
            is_secret: false,
          },
        ],
        "keys/id.pem": [
          {
            type: "Private Key",
            filename: "keys/id.pem",
            hashed_secret: "2222",
            is_verified: false,
            line_number: 1,
            is_secret: true,
          },
        ],
      },
      generated_at: "2024-01-01T00:00:00Z",
    },
    null,
    2,
  );
  const { entries, lost } = await importFile(".secrets.baseline", text);
  expect(entries).toEqual([
    "ss1:aws imported from .secrets.baseline:36: audited as no secret",
    "ss1:doc imported from .secrets.baseline:15",
    "ss1:fix imported from .secrets.baseline:27",
  ]);
  expect(lost).toEqual([
    ".secrets.baseline:46: a result in keys/id.pem: it was audited as a real secret: rotate it",
    ".secrets.baseline:21: an expression: it is for the line, and ours are for the secret alone",
  ]);
});

test("detect-secrets: a result whose line has moved is known by its digest", async () => {
  const hashed_secret = createHash("sha1").update(SECRETS[0]!.secret).digest("hex");
  const results = { "src/aws.ts": [{ type: "AWS Access Key", hashed_secret, line_number: 90 }] };
  const { entries, lost } = await importFile(".secrets.baseline", JSON.stringify({ results }));
  expect(entries).toEqual(["ss1:aws imported from .secrets.baseline:1"]);
  expect(lost).toEqual([]);
});

test("a digest is of the text at its place, over lines, whatever ends them", () => {
  const place = { startLine: 2, startColumn: 3, endLine: 3, endColumn: 4 };
  for (const end of ["\n", "\r\n", "\r"])
    expect(digestsAt(linesOf(Buffer.from(["one", "x é𝒳", "abcd", ""].join(end))), place)).toContain(sha256("é𝒳\nabc"));
  expect(digestsAt([], place)).toEqual(new Set());
});

test("a name that tells no kind hides whatever stood there; one that does hides nothing else", () => {
  const today = {
    fingerprint: "ss1:a",
    provider: "",
    path: "a",
    startLine: 1,
    endLine: 1,
    values: new Set<string>(),
    digests: new Set<string>(),
    allowed: false,
  };
  const meets = (theirs: string, ruleId: string): boolean =>
    matchClaims([{ origin: "f", lines: { from: 1, to: 1 }, rule: theirs }], [{ ...today, ruleId }], { today: TODAY }).entries
      .length === 1;
  for (const theirs of ["generic-api-key", "Secret Keyword", "Base64 High Entropy String", "JSON Web Token"])
    expect(meets(theirs, "slack-bot-token")).toBe(true);
  for (const ours of ["assigned-key", "url-credentials", "hard-coded-fallback"])
    expect(meets("aws-access-token", ours)).toBe(true);
  expect(meets("Slack Token", "slack-bot-token")).toBe(true);
  expect(meets("Private Key", "pgp-private-key")).toBe(true);
  expect(meets("AWS Access Key", "slack-bot-token")).toBe(false);
});

describe("lists of paths", () => {
  test(".secretlintignore is as .gitignore", async () => {
    const { entries } = await importFile(".secretlintignore", "# no docs\n\nfixtures/\n*.md\n!docs/README.md\n");
    expect(entries).toEqual(["ss1:fix imported from .secretlintignore:3"]);
  });

  test("ripsecrets: paths, then secrets", async () => {
    const { entries, raw } = await importFile(".secretsignore", "test/*\ndummy\n\n[secrets]\npAznMW3DsrnVJ5\n");
    expect(entries).toEqual(["ss1:fix imported from .secretsignore:1", "ss1:doc imported from .secretsignore:5"]);
    expect(JSON.stringify(raw)).not.toContain("pAznMW3");
  });

  test("trufflehog: expressions, one a line", async () => {
    const { entries } = await importFile("trufflehog-exclude.txt", "^docs/\n(.*/)?fixtures/.*\\.json$\n");
    expect(entries).toEqual(["ss1:doc imported from trufflehog-exclude.txt:1", "ss1:fix imported from trufflehog-exclude.txt:2"]);
    expect((await importFile("exclude.txt", "^docs/\n", { kind: "trufflehog" })).entries).toHaveLength(1);
  });

  test("secretlint's comments in a source file", async () => {
    const text = [..."123456789ab"].map((_, index) => (index === 9 ? "// secretlint-disable" : "")).join("\n");
    expect((await importFile("src/aws.ts", `${text}\nkey\n// secretlint-enable\n`)).entries).toEqual([
      "ss1:aws imported from src/aws.ts:10",
    ]);
    expect((await importFile("src/aws.ts", `${text}\n// secretlint-enable\nkey\n`)).entries).toEqual([
      "ss1:aws imported from src/aws.ts:10",
    ]);
    expect((await importFile("docs/README.md", "\n\n\n\n\n<!-- secretlint-disable-next-line -->\nkey\n")).entries).toEqual([
      "ss1:doc imported from docs/README.md:6",
    ]);
  });
});

describe("GitGuardian", () => {
  test("version 2", async () => {
    const text = `version: 2
secret:
  ignored_paths:
    - '**/README.md'
  ignored_matches:
    - name: by its hash
      match: ${"530e5a4a".repeat(8)}
    - name: a test's
      match: fake_Token_2
  ignored_detectors:
    - Generic Password
`;
    const { entries, lost } = await importFile(".gitguardian.yaml", text);
    expect(entries).toEqual(["ss1:doc imported from .gitguardian.yaml:4", "ss1:fix imported from .gitguardian.yaml:9: a test's"]);
    expect(lost).toEqual([
      ".gitguardian.yaml:7: a match: it is a hash that only ggshield can compute",
      '.gitguardian.yaml:11: the detector "Generic Password": its rules are not ours; see `--exclude-rule`',
    ]);
  });

  test("version 1", async () => {
    const text = "paths-ignore:\n  - 'docs/*'\nmatches-ignore:\n  - fake_Token_2\n";
    expect((await importFile(".gitguardian.yml", text)).entries).toHaveLength(2);
  });
});

describe("trivy", () => {
  test(".trivyignore names no secret", async () => {
    const { entries, lost } = await importFile(".trivyignore", "# x\nCVE-2023-0001\naws-access-key-id exp:2027-01-01\n");
    expect(entries).toEqual([]);
    expect(lost).toEqual(['.trivyignore:3: the rule "aws-access-key-id": it would hide whatever the rule finds, in every file']);
  });

  test(".trivyignore.yaml: paths, with statement and end", async () => {
    const text = `vulnerabilities:
  - id: CVE-2023-0001
secrets:
  - id: aws-access-key-id
    paths:
      - src/aws.ts
    expired_at: 2026-12-31
    statement: a sample
  - id: stripe-secret-token
    paths: [docs]
    expired_at: 2026-01-01
  - id: github-pat
`;
    const { raw, lost } = await importFile(".trivyignore.yaml", text);
    expect(raw).toEqual([
      { fingerprint: "ss1:aws", reason: "imported from .trivyignore.yaml:6: a sample", expires: "2026-12-31" },
    ]);
    expect(lost).toEqual([
      '.trivyignore.yaml:12: the rule "github-pat": it would hide whatever the rule finds, in every file',
      '.trivyignore.yaml:10: a path of the rule "stripe-secret-token": it ended on 2026-01-01',
    ]);
  });

  test("trivy-secret.yaml: allow rules", async () => {
    const text =
      "disable-rules:\n  - slack-web-hook\nallow-rules:\n  - id: docs\n    description: skip docs\n    path: .*\\.md$\n  - id: fake\n    regex: (?i)FAKE_\n";
    const { entries, lost } = await importFile("trivy-secret.yaml", text);
    expect(entries).toEqual([
      "ss1:doc imported from trivy-secret.yaml:4: skip docs",
      "ss1:fix imported from trivy-secret.yaml:7",
    ]);
    expect(lost).toEqual(['trivy-secret.yaml:2: the rule "slack-web-hook": its rules are not ours; see `--exclude-rule`']);
  });
});

test("owner and end are those that were asked for", async () => {
  const { raw } = await importFile(".secretlintignore", "*.md\n", { owner: "@me", expires: "2027-01-31" });
  expect(raw).toEqual([
    { fingerprint: "ss1:doc", reason: "imported from .secretlintignore:1", owner: "@me", expires: "2027-01-31" },
  ]);
});

test("a file that nobody knows is an error that names the known", async () => {
  expect(await errorOf(() => readImport("x", "notes.txt", undefined))).toContain(
    "Name its format by --as. Known: gitleaksignore",
  );
  expect(await errorOf(() => readImport("x", "notes.txt", "trufflehogg"))).toBe(
    '--as: unknown format "trufflehogg". Did you mean "trufflehog"?',
  );
});

describe("expressions of Go and Python", () => {
  test.each([
    ["(?i)fake[-_]?(key|t)", "FAKE-KEY", true],
    ["(?i)[a-f]\\d", "C1", true],
    ["(?P<name>ab)\\z", "xab", true],
    ["\\Aab", "xab", false],
    ["[[:alpha:]]{3}\\-\\_x", "abc-_x", true],
    ["(?i)\\bx\\b", "X", true],
    ["(?i)a", "é", false],
  ])("%s in %s: %s", (foreign, text, expected) => {
    expect(new RegExp(fromForeignPattern(foreign)!, "u").test(text)).toBe(expected);
  });

  test.each(["(?x)a b", "(?<=a", "a\\Qb\\E", "[[:nonsense:]]", "(?U)a"])("%s cannot be said", (foreign) => {
    expect(fromForeignPattern(foreign)).toBeUndefined();
  });

  test("a literal finds itself, and in any letter case where that is asked", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (text) => {
        expect(new RegExp(`^${literalPattern(text, false)}$`, "u").test(text)).toBe(true);
        const ascii = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
        expect(new RegExp(`^${literalPattern(text, true)}$`, "u").test(ascii)).toBe(true);
      }),
    );
  });
});
