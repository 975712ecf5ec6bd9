/**
 * The line that a refused commit shows for a secret, in the language of its file: put in its place as it is printed, the commit goes
 * through. The whole screen fits on 24 lines.
 */

import { expect, test, vi } from "vitest";
import { environmentLine } from "../../src/report/refusal/environment-line.js";
import { aFinding } from "../report/report-builder.js";
import { temporaryRepository } from "../sources/temporary-repository.js";
import { makeSecret, run } from "./run-program.js";

vi.setConfig({ testTimeout: 60_000 });

const SCREEN_LINES = 24;
const HERE = "%%";
const NAME = "STRIPE_SECRET_KEY";

test.each([
  ["a.js", `const stripeKey = "${HERE}";`, `const stripeKey = process.env.${NAME};`],
  ["call.js", `get(url, { auth: "Bearer ${HERE}" });`, `get(url, { auth: "Bearer " + process.env.${NAME} });`],
  ["template.js", `const h = \`Bearer ${HERE}\`;`, `const h = \`Bearer \${process.env.${NAME}}\`;`],
  ["a.ts", `const key: string = '${HERE}';`, `const key: string = process.env.${NAME}!;`],
  ["a.py", `  Stripe(api_key='${HERE}', timeout=3)`, `Stripe(api_key=os.environ["${NAME}"], timeout=3)`],
  ["f.py", `h = f"Bearer ${HERE}"`, `h = f"Bearer " + os.environ["${NAME}"]`],
  ["raw.py", `key = r'${HERE}'`, `key = os.environ["${NAME}"]`],
  ["a.rb", `Stripe.api_key = "${HERE}"`, `Stripe.api_key = ENV.fetch("${NAME}")`],
  ["h.rb", `h = "Bearer ${HERE}"`, `h = "Bearer #{ENV.fetch("${NAME}")}"`],
  ["a.go", `\tkey := "${HERE}"`, `key := os.Getenv("${NAME}")`],
  ["const.go", `const key = "${HERE}"`, `var key = os.Getenv("${NAME}")`],
  ["A.java", `  static final String KEY = "${HERE}";`, `static final String KEY = System.getenv("${NAME}");`],
  ["A.kt", `const val KEY = "${HERE}"`, `val KEY = System.getenv("${NAME}")`],
  ["a.php", `$key = '${HERE}';`, `$key = getenv('${NAME}');`],
  ["h.php", `$h = "Bearer ${HERE}";`, `$h = "Bearer " . getenv('${NAME}');`],
  [
    "A.cs",
    `  private const string Key = "${HERE}";`,
    `private static readonly string Key = Environment.GetEnvironmentVariable("${NAME}");`,
  ],
  ["B.cs", `  var key = @"${HERE}";`, `var key = Environment.GetEnvironmentVariable("${NAME}");`],
  ["a.rs", `    let key = "${HERE}";`, `let key = std::env::var("${NAME}")?;`],
  [
    "const.rs",
    `const KEY: &str = "${HERE}";`,
    `static KEY: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| std::env::var("${NAME}").expect("it is set"));`,
  ],
  ["a.sh", `KEY=${HERE}`, `KEY="$${NAME}"`],
  ["h.sh", `curl -H "Authorization: Bearer ${HERE}" "$url"`, `curl -H "Authorization: Bearer \${${NAME}}" "$url"`],
  ["single.sh", `curl -H 'Authorization: Bearer ${HERE}'`, `curl -H 'Authorization: Bearer '"$${NAME}"''`],
  ["a.yml", `stripe_key: ${HERE}`, `stripe_key: \${${NAME}}`],
  ["b.yaml", `stripe_key: "${HERE}"`, `stripe_key: "\${${NAME}}"`],
  ["a.tf", `stripe_key = "${HERE}"`, "stripe_key = var.stripe_secret_key"],
  ["Dockerfile", `ENV KEY=${HERE}`, `ENV KEY=\${${NAME}}`],
])("%s: %s", async (file, line, expected) => {
  const repository = temporaryRepository();
  repository.write(file, `${line.replace(HERE, makeSecret())}\n`);
  repository.git("add", ".");
  const refused = await run(["hook", "pre-commit"], { cwd: repository.path });
  expect(refused.code).toBe(1);
  const screen = refused.stderr.trimEnd().split("\n");
  expect(screen.length).toBeLessThanOrEqual(SCREEN_LINES);
  const at = screen.findIndex((text) => /Read it from the environment; line 1/.test(text));
  expect(screen[at + 1]?.trim()).toBe(expected);
  expect(screen[at + 2]?.trim()).toBe(`git add -- ${file}`);
  repository.write(file, `${expected}\n`);
  repository.git("add", "--", file);
  expect(await run(["hook", "pre-commit"], { cwd: repository.path })).toMatchObject({ code: 0, stderr: "" });
});

test.each([
  ["application.properties", "db.password", "DB_PASSWORD"],
  ["a.yml", "smtp.auth.password", "SMTP_AUTH_PASSWORD"],
  ["a.py", "self.password", "PASSWORD"],
])("%s: the variable of %s is %s", (path, assignedTo, name) => {
  const frame = { text: `${assignedTo}=********`, start: assignedTo.length + 1, length: 8 };
  expect(environmentLine(aFinding({ path, assignedTo, frame }))).toContain(name);
  expect(environmentLine(aFinding({ path, assignedTo, frame }))).not.toContain(`_${name}`);
});

test("where no language is known, no line is shown; the other ways are", async () => {
  const repository = temporaryRepository();
  repository.write("a.json", `{"stripeKey": "${makeSecret()}"}\n`);
  repository.git("add", ".");
  const { stderr } = await run(["hook", "pre-commit"], { cwd: repository.path });
  expect(stderr).not.toContain("environment;");
  expect(stderr).toMatch(/git rm -r -q --cached -f -- a\.json[\s\S]*>> \.gitignore[\s\S]*allow ss1:\S+ --reason/);
});

test("a file that is refused by its name gets no line: the one of another file is shown, and says of which", async () => {
  const repository = temporaryRepository();
  repository.write(".env", `STRIPE_KEY=${makeSecret()}\n`);
  repository.git("add", "-f", ".env");
  const alone = await run(["hook", "pre-commit"], { cwd: repository.path });
  expect(alone.code).toBe(1);
  expect(alone.stderr).not.toContain("Read it from the environment");
  expect(alone.stderr).toContain("git rm -q --cached -f -- .env");
  repository.write("src/pay.js", `\nconst stripeKey = "${makeSecret()}";\n`);
  repository.git("add", ".");
  const { stderr } = await run(["hook", "pre-commit"], { cwd: repository.path });
  expect(stderr.replaceAll(/\s+/g, " ")).toContain(
    `Read it from the environment; line 2 of src/pay.js is then, for example: const stripeKey = process.env.${NAME}; git add -- src/pay.js 3.`,
  );
  expect(stderr.trimEnd().split("\n").length).toBeLessThanOrEqual(SCREEN_LINES);
});
