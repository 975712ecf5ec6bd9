/** What one announcement has more than one value of: rows below a heading, elements of a list, lines with two passwords. */

import { describe, expect, test } from "vitest";
import { detectText } from "../pack/detect-text.js";

const [A, B, C] = ["Winter", "Summer", "Autumn"].map((season, i) => `${season}2${i}4_x`) as [string, string, string];
const secrets = (text: string, path: string): readonly string[] => detectText(`${text}\n`, path).map(({ secret }) => secret);

describe("each password is found", () => {
  test.each([
    ["users.csv", `id,email,password\n1,a@corp.test,${A}\n2,b@corp.test,${B}\n3,c@corp.test,${C}`],
    ["users.csv", `id;password;email\r\n1;${A};a@corp.test\r\n2;${B};b@corp.test\r\n3;${C};c@corp.test`],
    ["users.csv", `"user","password"\n"a, of b","${A}"\n"b","${B}"\n"c","${C}"`],
    ["export.csv", `name,login_uri,login_username,login_password\na,,a,${A}\nb,,b,${B}\nc,,c,${C}`],
    ["README.md", `| user | password |\n|------|------|\n| a | ${A} |\n| b | \`${B}\` |\n| c | ${C} |`],
    ["dump.sql", `COPY public.users (id, name, password) FROM stdin;\n1\ta\t${A}\n2\tb\t${B}\n3\tc\t${C}\n\\.`],
    ["dump.sql", `INSERT INTO users (name, password) VALUES\n('z', NULL),\n('a', '${A}'), ('b', '${B}'), ('c', '${C}');`],
    ["a.py", `PASSWORDS = ["${A}", "${B}", "${C}"]`],
    ["a.py", `PASSWORDS = (\n    "${A}",\n    "${B}",\n    "${C}",\n)`],
    ["a.json", `{"passwords": ["${A}", "${B}", "${C}"]}`],
    ["a.rb", `passwords = %w[${A} ${B} ${C}]`],
    ["a.go", `var apiTokens = []string{"${A}", "${B}", "${C}"}`],
    ["a.java", `private static final String[] PASSWORDS = {"${A}", "${B}", "${C}"};`],
    ["a.cs", `var passwords = new List<string> { "${A}", "${B}", "${C}" };`],
    ["a.sh", `PASSWORDS=("${A}" "${B}" "${C}")`],
    ["a.yml", `passwords:\n  - ${A}\n  - "${B}"\n  - '${C}'`],
    ["a.php", `<?php $passwords = array('${A}', '${B}', '${C}');`],
  ])("in %s: %s", (path, text) => {
    expect(secrets(text, path)).toEqual([A, B, C]);
  });

  test.each([
    ["a.yml", `password: &pw "${A}"`],
    ["a.yml", `password: &pw ${A}`],
    ["a.json", `[{"value": "${A}", "name": "DB_PASSWORD"}]`],
    ["a.json", `{\n  "value": "${A}",\n  "key": "password",\n  "type": "string"\n}`],
    ["a.yml", `env:\n- value: "${A}"\n  name: DB_PASSWORD`],
    ["a.yml", `env:\n- value: ${A}\n  name: DB_PASSWORD`],
    ["a.m", `#define kPassword @"${A}"`],
    ["a.rst", `:Password: \`\`${A}\`\``],
    ["a.adoc", `Password:: ${A}`],
    ["a.zig", `const password: []const u8 = "${A}";`],
    ["a.lua", `red:auth("${A}")`],
    ["a.sql", `INSERT INTO users (name, password) SELECT 'a', '${A}';`],
  ])("in %s: %s", (path, text) => {
    expect(secrets(text, path)).toEqual([A]);
  });

  test("of a line that has two", () => {
    expect(secrets(`createUser mon SHA "${A}" AES "${B}"`, "snmpd.conf")).toEqual([A, B]);
    expect(secrets(`snmpget -v3 -u mon -l authPriv -a SHA -A ${A} -x AES -X ${B} 10.0.0.1 sysName.0`, "a.sh")).toEqual([A, B]);
  });
});

describe("nothing is found", () => {
  test.each([
    ["a.php", "<?php return ['password' => ['required', 'string', 'min:8', 'confirmed']];"],
    ["a.js", 'const tokens = ["comma", "semi2", "lparen"];'],
    ["a.py", 'PASSWORD_FIELDS = ["password1", "password2"]'],
    ["users.csv", "user,password\na,********\nb,{{password}}\nc,"],
    ["users.csv", "name,password,required\nfield1,string,yes2"],
    ["README.md", "| Field | Password |\n|---|---|\n| a1 | yes |\n| Field | Password |\n|---|---|\n| a1 | no |"],
    ["a.yml", "env:\n- value: $(DB_PASSWORD)\n  name: DB_PASSWORD"],
    ["a.yml", "- name: A\n  value: kD7_Sommer9x\n- name: DB_PASSWORD"],
    ["a.json", '{"value": "{{password}}", "key": "password", "type": "string"}'],
    ["a.yml", "password: &pw $(DB_PASSWORD)"],
    ["a.yml", "secrets:\n  - db_password\n  - api-key-v1"],
  ])("in %s: %s", (path, text) => {
    expect(secrets(text, path)).toEqual([]);
  });
});
