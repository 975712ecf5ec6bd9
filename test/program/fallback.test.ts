import { expect, test } from "vitest";
import { folder, report } from "./folder.js";

// joined, so that no line of this file reads as one of them
const WEAK = ["change", "me"].join("-");

test.each([
  ["a.js", `const key = process.env.JWT_SECRET || "${WEAK}";\n`],
  ["b.ts", `const key = process.env["DB_PASSWORD"] ?? '${WEAK}';\n`],
  ["c.py", `key = os.getenv("SECRET_KEY", "${WEAK}")\n`],
  ["d.sh", `export APP=\${API_TOKEN:-${WEAK}}\n`],
  ["application.yml", `jwt:\n  secret: \${JWT_SECRET:${WEAK}}\n`],
])("a literal that stands in for a variable is a finding however weak it is: %s", async (name, text) => {
  expect((await report([], { cwd: folder({ [name]: text }) })).findings).toMatchObject([
    { ruleId: "hard-coded-fallback", confidence: "medium" },
  ]);
});

test("what stands in for no secret is none", async () => {
  const text = 'const port = process.env.PORT || "3000";\nconst token = process.env.API_TOKEN || "";\n';
  expect((await report([], { cwd: folder({ "a.js": text }) })).findings).toEqual([]);
});
