/** Places beyond names and operators: rows of SQL, commands' own flags, tags of YAML. */

import { describe, expect, test } from "vitest";
import { detectText } from "../pack/detect-text.js";

const V = ["kD7", "Sommer9x"].join("_");
const secrets = (text: string, path: string): readonly string[] => detectText(`${text}\n`, path).map(({ secret }) => secret);

describe("a password is found", () => {
  test.each([
    ["a.sql", `INSERT INTO users (id, name, password) VALUES (1, 'bob', '${V}');`],
    ["a.sql", `insert into \`app\`.\`users\` (\`password\`, \`mail\`)\nvalues ('${V}', 'bob@corp.test');`],
    ["a.sql", `INSERT INTO users (name, created, api_token) VALUES (CONCAT('a', 'b'), NOW(), '${V}'), ('c', NOW(), 'x');`],
    ["a.py", `cur.execute("INSERT INTO users (name, passwd) VALUES ('bob', '${V}')")`],
    ["a.js", `db.run('INSERT INTO users (name, passwd) VALUES (\\'bob\\', \\'${V}\\')');`],
    ["a.sh", `redis-cli -h db -a ${V} ping`],
    ["a.md", `    $ redis-cli -a '${V}' --no-auth-warning`],
    ["a.sh", `ldapsearch -x -D "cn=admin" -w ${V} -b dc=x`],
    ["a.sh", `ldapadd -x -D "cn=admin,dc=x" -w "${V}" -f a.ldif`],
    ["a.sh", `mysql -u root -p${V} app`],
    ["a.sh", `mysqldump --host=db -p'${V}' app > a.sql`],
    ["a.yml", `password: !!str ${V}`],
    ["a.yml", `password: !!str "${V}"`],
    ["a.sql", `CREATE USER bob IDENTIFIED BY ${V};`],
    ["a.sql", `CREATE USER 'bob'@'%' IDENTIFIED WITH mysql_native_password BY '${V}';`],
    ["a.sql", `CREATE USER bob WITH PASSWORD '${V}';`],
    ["a.sql", `ALTER ROLE bob PASSWORD '${V}';`],
    ["a.sql", `CREATE LOGIN bob WITH PASSWORD = N'${V}';`],
  ])("%s: %s", (path, text) => {
    expect(secrets(text, path)).toContain(V);
  });
});

test("the password of each row of an INSERT is found", () => {
  const rows = ["Winter", "Summer", "Autumn"].map((season, i) => `${season}2${i}4_x`);
  const text = `INSERT INTO users (name, password) VALUES ('a', '${rows[0]}'),\n('b (c)', '${rows[1]}'),\n('d', NULL), ('e', '${rows[2]}');`;
  expect(secrets(text, "a.sql")).toEqual(rows);
});

describe("nothing is found", () => {
  test.each([
    ["a.sql", "INSERT INTO users (id, name, password) VALUES (?, ?, ?);"],
    ["a.sql", "INSERT INTO users (name, password) VALUES ('bob', MD5('x'));"],
    ["a.sql", "INSERT INTO users (name, password) VALUES ('bob', NULL);"],
    [
      "a.sql",
      "INSERT INTO users (name, password) VALUES ('bob', '$2y$10$abcdefghijklmnopqrstuuKzQ1xYz3vWmN5bT7cR9dF2gH4jK6lP8');",
    ],
    ["a.sql", "INSERT INTO users (name, password_hash, mail) VALUES ('bob', 'kD7_Sommer9x', 'm');"],
    ["a.py", 'cur.execute("INSERT INTO users (name, password) VALUES (%s, %s)", row)'],
    ["a.sh", 'redis-cli -h db -a "$REDIS_PASSWORD" ping'],
    ["a.sh", "redis-cli -h db ping && cp -a kD7_Sommer9x b"],
    ["a.sh", "ldapsearch -x -D cn=admin -W -b dc=x"],
    ["a.yml", "password: !ref kD7_Sommer9x"],
    ["a.py", '"DB_PASSWORD": os.environ.get("DB_PASSWORD"),\n"DB_ROLE": "kD7_Sommer9x",'],
  ])("%s: %s", (path, text) => {
    expect(detectText(`${text}\n`, path).filter(({ ruleId }) => ruleId !== "bcrypt-hash")).toEqual([]);
  });
});
