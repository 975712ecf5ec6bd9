import { expect, test } from "vitest";
import type { Rule } from "../../src/model/rule.js";
import { compileRules } from "../../src/rules/compile/compile-rules.js";
import { describeRule } from "../../src/rules/describe/describe-rule.js";
import { listRules } from "../../src/rules/describe/list-rules.js";

const FILE = `
defaults: { provider: Acme Incorporated Works, type: api-key, criticality: critical }
rules:
  - id: acme-token
    name: Acme token
    pattern: 'acme_[A-Za-z0-9]{32}'
    remediation: { revokeUrl: "https://acme.example/tokens" }
  - id: acme-session
    name: Acme session
    context: [acme]
    pattern: '[0-9a-f]{20,40}'
    entropy: 3
  - id: acme-file
    name: Acme key file
    path: ['**/acme.key']
`;

function rules(): Rule[] {
  const { rules: cores, texts } = compileRules(FILE, "acme.yaml", { origin: "user" });
  return cores.map((core, index) => ({ ...core, ...texts[index]! }));
}

test("the list fits the width, cutting the provider and then leaving out columns at the right", () => {
  expect(listRules(rules(), 100)).toBe(
    [
      "RULE          PROVIDER                 TYPE     CRITICALITY  CONFIDENCE",
      "acme-token    Acme Incorporated Works  api-key  critical     high",
      "acme-session  Acme Incorporated Works  api-key  critical     medium",
      "acme-file     Acme Incorporated Works  api-key  critical     high",
      "",
    ].join("\n"),
  );
  expect(listRules(rules(), 60).split("\n")[1]).toBe("acme-token    Acme Incorp…  api-key  critical     high");
  expect(listRules(rules(), 40).split("\n")[1]).toBe("acme-token    Acme In…  api-key");
  for (const width of [20, 40, 60, 80])
    for (const line of listRules(rules(), width).split("\n")) expect(line.length).toBeLessThanOrEqual(width);
});

test("a rule's description says how it is found and what to do", () => {
  const [token, session, file] = rules().map(describeRule);
  expect(token).toContain("acme-token: Acme token\n");
  expect(token).toContain("  Found by     a value that starts with acme_\n");
  expect(token).toContain("  Length       37 bytes\n");
  expect(token).toContain("  1. Revoke this credential (Acme token) at https://acme.example/tokens and make a new one");
  expect(session).toContain("a value whose name, statement or key path holds acme\n");
  expect(session).toContain("at least 3 bits a character\n");
  expect(file).toContain("  Files        **/acme.key\n");
  expect(file).toContain("git rm --cached");
});

test.each([
  ["password", "Change this password wherever it is used (Acme thing); removing"],
  ["private-key", "Put a new key in the place of this one wherever it is used or trusted (Acme thing); removing"],
  ["api-key", "Find out what accepts this credential (Acme thing), have it revoked there and make a new one; removing"],
])("what to do about a %s of no provider asks for no provider", (type, step) => {
  const rule = `{ id: acme-thing, name: Acme thing, type: ${type}, criticality: high, pattern: 'acme_[a-z]{32}' }`;
  const { texts } = compileRules(`rules: [${rule}]`, "acme.yaml", { origin: "user" });
  expect(texts[0]?.remediation.steps[0]).toContain(step);
});
