/**
 * Files that other scanners wrote of one tree, `fixtures/exceptions/`: gitleaks 8.30.1 (`dir .` and `git .`, the fingerprints of its
 * report), betterleaks 2.0.0-rc.4 (`fs .`, those of its), detect-secrets 1.5.0 (`scan`). The tree is made anew in each run, and its secrets
 * are the same ones.
 */

import { resolve } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { run, runJson } from "../git/run-program.js";
import { githubToken, password } from "../program/secrets.js";
import { type TemporaryFolder, temporaryRepository } from "../sources/temporary-repository.js";
import { createDraw } from "../support/drawn.js";
import { drawnRsa } from "../support/drawn-keys.js";

vi.setConfig({ testTimeout: 60_000 });

let repository: TemporaryFolder;
beforeEach(() => {
  repository = temporaryRepository();
  for (const [path, text] of Object.entries(tree())) repository.write(path, text);
});

/** Each with the files whose findings stay, since the other tool found nothing there. */
test.each([
  ["gitleaks.txt", "gitleaksignore", ["config/db.yml", "config/db.yml"]],
  ["betterleaks.txt", "gitleaksignore", ["config/db.yml", "src/aws.py"]],
  ["yelp-baseline.json", "detect-secrets", ["config/db.yml"]],
])("%s: all that it left out is allowed, and nothing else", async (name, format, staying) => {
  const options = { cwd: repository.path };
  const { stdout } = await run(
    ["allow", "import", resolve("fixtures/exceptions", name), "--as", format, "--allowlist", `${name}.allow`],
    options,
  );
  expect(stdout).toContain("0 not carried over");
  const { report } = await runJson(["--allowlist", `${name}.allow`], options);
  expect(report.findings.map(({ path }) => path)).toEqual(staying);
  expect(report.stale).toEqual([]);
});

function tree(): Readonly<Record<string, string>> {
  const draw = createDraw("import");
  const stripe = `${["sk", "live"].join("_")}_${draw.text(24)}`;
  const upper = (length: number): string => draw.text(length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
  const aws = ["AK", "IA"].join("") + upper(16);
  const awsSecret = draw.text(40);
  const slack = ["T", "B"].map((letter) => `${letter}${draw.text(8, "ABCDEFGH0123456789")}`).join("/");
  const webhook = `https://hooks.${"slack"}.com/services/${slack}/${draw.text(24)}`;
  const apiKey = draw.text(32, "0123456789abcdef");
  const [head, claims] = ['{"alg":"HS256","typ":"JWT"}', '{"sub":"1234","name":"x"}'].map((part) =>
    Buffer.from(part).toString("base64url"),
  );
  const url = `postgres://app:${password(9)}@db.example.com/shop`;
  return {
    "src/a.js": `// one\nconst key = "${stripe}";\nconst gh = "${githubToken(5)}";\n`,
    "src/aws.py": `AWS_ACCESS_KEY_ID = "${aws}"\nAWS_SECRET_ACCESS_KEY = "${awsSecret}"\n`,
    "test/fixtures/slack.yml": `hook: ${webhook}\n`,
    "keys/server.pem": drawnRsa("import", 2048).privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    "config/db.yml": `production:\n  password: ${password(3)}\n  url: ${url}\n`,
    "src/api.ts": `export const apiKey = "${apiKey}";\nconst jwt = "${head}.${claims}.${draw.text(43)}";\n`,
  };
}
