/** A secret and what belongs to it are one finding that names both places. */

import { describe, expect, it } from "vitest";
import { folder, report, run } from "./folder.js";
import { randomText } from "./secrets.js";

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const keyId = (seed: number): string => ["AK", "IA"].join("") + randomText(16, seed, CAPITALS);
const secret = (seed: number): string => randomText(40, seed);
const hex = (seed: number): string => randomText(32, seed, "0123456789abcdef");
const profile = (id: string, key: string): string => `aws_access_key_id = ${id}\naws_secret_access_key = ${key}\n`;

interface Found {
  readonly ruleId: string;
  readonly startLine: number;
  readonly pairedWith?: Readonly<Record<string, unknown>>;
}

type Shown = readonly [ruleId: string, line: number, what?: string, at?: string];

async function found(files: Readonly<Record<string, string>>, ...args: string[]): Promise<Shown[]> {
  const { findings } = (await report(["--no-config", ...args], { cwd: folder(files) })) as { findings: Found[] };
  return findings.map(({ ruleId, startLine, pairedWith: pair }): Shown => {
    return pair === undefined
      ? [ruleId, startLine]
      : [ruleId, startLine, pair["what"] as string, `${pair["startLine"]}:${pair["startColumn"]}-${pair["endColumn"]}`];
  });
}

describe("pairs", () => {
  it("makes one finding of a key id and its secret, each id with the nearest secret", async () => {
    const text = `[a]\n${profile(keyId(1), secret(2))}\n[b]\n${profile(keyId(3), secret(4))}`;
    expect(await found({ credentials: text })).toEqual([
      ["aws-secret-access-key", 3, "AWS access key id", "2:21-41"],
      ["aws-secret-access-key", 7, "AWS access key id", "6:21-41"],
    ]);
  });

  it("names the key id's line among the places of the secret", async () => {
    const { findings } = await report(["--no-config"], { cwd: folder({ credentials: profile(keyId(1), secret(2)) }) });
    expect(findings).toMatchObject([{ startLine: 2, alsoIn: [{ path: "credentials", startLine: 1 }] }]);
  });

  it("leaves a key id alone that has no secret near it", async () => {
    const apart = profile(keyId(1), secret(2)).replace("\n", "\n".repeat(12));
    expect(await found({ a: `aws_access_key_id = ${keyId(1)}\n` })).toEqual([["aws-access-key-id", 1]]);
    expect(await found({ a: apart })).toEqual([
      ["aws-access-key-id", 1],
      ["aws-secret-access-key", 13],
    ]);
  });

  it.each([
    ["a.env", `TWILIO_ACCOUNT_SID=${["A", "C"].join("")}${hex(1)}\nTWILIO_AUTH_TOKEN=${hex(2)}\n`, "account SID", "1:20-54"],
    ["b.yml", `db:\n  user: owner\n  password: ${randomText(12, 3)}\n`, "user name", "2:9-14"],
    ["c.py", `smtp_user = "mailer"\nsmtp_password = "${randomText(12, 4)}"\n`, "user name", "1:14-20"],
    ["d.json", `{ "client_id": "7f3a9c1d2b",\n  "client_secret": "${randomText(32, 5)}" }\n`, "id", "1:17-27"],
    ["e.env", `ACME_URL=https://acme.example\nACME_TOKEN=${randomText(32, 6)}\n`, "host", "1:10-30"],
    ["f.md", `postgres://owner:${randomText(12, 7)}@db.example.org/x\n`, "user name", "1:12-17"],
    ["g.py", `password = "${randomText(12, 8)}"\nusername = "ö-owner"\n`, "user name", "2:13-20"],
  ])("%s", async (name, text, what, at) => {
    expect((await found({ [name]: text })).map(([, , ...pair]) => pair)).toEqual([[what, at]]);
  });

  it("takes no variable and no other account's user for a partner", async () => {
    const password = randomText(12, 9);
    expect(await found({ "a.py": `username = config.user\npassword = "${password}"\n` })).toEqual([["assigned-password", 2]]);
    expect(await found({ "a.py": `smtp_user = "mailer"\ndb_password = "${password}"\n` })).toEqual([["assigned-password", 2]]);
  });

  it("keeps two credentials two, and shows nothing of either", async () => {
    const [key, other] = [randomText(32, 10), randomText(32, 11)];
    const cwd = folder({ "a.env": `ACME_API_KEY=${key}\nACME_API_SECRET=${other}\n` });
    const { stdout } = await run(["--no-config", "--format", "json"], { cwd });
    const { findings } = JSON.parse(stdout) as { findings: { pairedWith?: object }[] };
    expect(findings.map(({ pairedWith }) => pairedWith)).toEqual([undefined, undefined]);
    expect(stdout).not.toContain(key.slice(0, 6));
  });

  it("is allowed by the place of either", async () => {
    const cwd = folder({ credentials: profile(keyId(1), secret(2)) });
    const { code, stdout } = await run(["allow", "credentials:1", "--reason", "rotated"], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain("aws-secret-access-key at credentials:2");
    expect((await report([], { cwd })).findings).toEqual([]);
  });

  it("is hidden as one by an exception for the secret, not by one for its key id", async () => {
    const [id, key] = [keyId(1), secret(2)];
    const mark = " # secret-scan:allow -- rotated";
    expect(await found({ credentials: profile(id, `${key}${mark}`) })).toEqual([]);
    expect(await found({ credentials: profile(`${id}${mark}`, key) })).toEqual([
      ["aws-secret-access-key", 2, "AWS access key id", "1:21-41"],
    ]);
  });

  it("is told of in every report", async () => {
    const cwd = folder({ credentials: profile(keyId(1), secret(2)) });
    const shown = async (format: string): Promise<string> => (await run(["--no-config", "--format", format], { cwd })).stdout;
    expect(await shown("pretty")).toMatch(/with +AWS access key id AKIA\*{8} at line 1/);
    expect(await shown("markdown")).toContain("with its AWS access key id at line 1");
    expect(await shown("html")).toContain("With its AWS access key id");
    const sarif = JSON.parse(await shown("sarif")) as { runs: { results: { relatedLocations: unknown[] }[] }[] };
    expect(sarif.runs[0]!.results[0]!.relatedLocations).toMatchObject([
      { message: { text: "Its AWS access key id" }, physicalLocation: { region: { startLine: 1, startColumn: 21 } } },
    ]);
  });

  it("is a key of a user's rule", async () => {
    const rule = (pair: string): string =>
      `rules:\n  - id: acme\n    name: Acme key\n    type: api-key\n    criticality: high\n    prefixes: [acme_]\n    pattern: 'acme_[a-z0-9]{24}'\n    pair: ${pair}\n`;
    const text = `tenant-0042\nacme_${randomText(24, 3, "abcdefghijklmnopqrstuvwxyz0123456789")}\n`;
    const rules = "{ pattern: 'tenant-[0-9]{4}', what: tenant, within: 1 }";
    expect(await found({ "a.txt": text, "rules.yaml": rule(rules) }, "--rules", "rules.yaml", "--exclude", "rules.yaml")).toEqual(
      [["acme", 2, "tenant", "1:1-12"]],
    );
    const cwd = folder({ "rules.yaml": rule("{ pattern: '(a+)+b', what: tenant }") });
    const { code, stderr } = await run(["scan", "--rules", "rules.yaml"], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('field "pair.pattern"');
  });
});
