import { describe, expect, test } from "vitest";
import { folder, run } from "../program/folder.js";
import { githubToken, randomText } from "../program/secrets.js";

const body = randomText(30, 4);
const HEAD = "rules:\n  - id: acme-token\n    name: Acme token\n    type: api-key\n";

async function scan(text: string, ...fields: readonly string[]) {
  const cwd = folder({ "a.txt": text });
  const rules = folder({ "acme.yaml": `${[`${HEAD}    criticality: high`, ...fields].join("\n    ")}\n` });
  const { code, stdout, stderr } = await run(["--rules", `${rules}/acme.yaml`, "--format", "json"], { cwd });
  return { code, stderr, report: stdout === "" ? undefined : JSON.parse(stdout) };
}

describe("a pattern of one's own finds what JavaScript's would", () => {
  test.each<[name: string, text: string, column: number, fields: string[]]>([
    ["look-behind", `key acme_${body}`, 5, [`pattern: '(?<=key )acme_[A-Za-z0-9]{30}'`]],
    ["look-behind with a literal", `key 7:${body}`, 7, ["literals: ['key ']", `pattern: '(?<=key [0-9]:)[A-Za-z0-9]{30}'`]],
    ["the start of a line", `x\racme_${body} y`, 1, [`pattern: '^acme_[A-Za-z0-9]{30}'`]],
    ["the end of a line", `x acme_${body}\r\ny`, 3, [`pattern: 'acme_[A-Za-z0-9]{30}$'`]],
    ["a line break behind its start", `acme-begin\n${body}`, 1, [`pattern: 'acme-begin\\n(?<secret>[A-Za-z0-9]{30})'`]],
  ])("%s", async (_, text, column, fields) => {
    const { code, stderr, report } = await scan(text, ...fields);
    expect(stderr).toBe("");
    expect(report.findings.map(({ ruleId, startColumn }: Record<string, unknown>) => [ruleId, startColumn])).toEqual([
      ["acme-token", column],
    ]);
    expect(code).toBe(1);
  });

  test.each([
    ["^acme_[A-Za-z0-9]{30}", `x acme_${body}`],
    ["acme_[A-Za-z0-9]{30}$", `acme_${body} x`],
    ["(?<!no )acme_[A-Za-z0-9]{30}", `no acme_${body}`],
  ])("and no more: %s", async (pattern, text) => {
    expect((await scan(text, `pattern: '${pattern}'`)).code).toBe(0);
  });
});

test.each(["acme_(a+)+$", "acme_(a|a)*!"])("%s is warned about, stopped, and the rest is scanned", async (pattern) => {
  const { code, stderr, report } = await scan(`acme_${"a".repeat(60)}?\n${githubToken()}\n`, `pattern: '${pattern}'`);
  expect(stderr).toContain("acme.yaml:2: rule acme-token: the pattern is not proved free of catastrophic backtracking");
  expect(report.findings).toHaveLength(1);
  expect(report.failures).toEqual([{ path: "a.txt", reason: expect.stringContaining("acme-token ran out of time") }]);
  expect(code).toBe(1);
});

test("a rule has to say how critical its secret is", async () => {
  const rules = folder({ "acme.yaml": `${HEAD}    pattern: 'acme_[a-z]{30}'\n` });
  const { code, stderr } = await run(["--rules", "acme.yaml"], { cwd: rules });
  expect(stderr).toContain('acme.yaml:2:5: rule "acme-token", field "criticality": missing');
  expect(code).toBe(2);
});
