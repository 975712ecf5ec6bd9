/** Names of secrets in other languages and scripts. */

import { describe, expect, test } from "vitest";
import { detectText } from "../pack/detect-text.js";

const V = ["kD7", "Sommer9x"].join("_");
const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");
const secrets = (text: string, path: string): readonly string[] =>
  detectText(utf8(`${text}\n`), path)
    .filter(({ confidence }) => confidence !== "low")
    .map(({ secret }) => secret);

const NAMES: readonly string[] = [
  ...[
    "Passwort",
    "Kennwort",
    "Zugangscode",
    "Schlüssel",
    "mot_de_passe",
    "mdp",
    "clé_api",
    "contraseña",
    "clave",
    "senha",
    "segredo",
  ],
  ...[
    "parola",
    "wachtwoord",
    "wachtzin",
    "hasło",
    "haslo",
    "tajny_klucz",
    "şifre",
    "sifre",
    "heslo",
    "geslo",
    "jelszó",
    "lösenord",
  ],
  ...[
    "passord",
    "adgangskode",
    "kodeord",
    "salasana",
    "lozinka",
    "kata_sandi",
    "matkhau",
    "mima",
    "mi_ma",
    "miyao",
    "kouling",
    "anshou",
  ],
  ...[
    "пароль",
    "Пароль",
    "ПАРОЛЬ",
    "пароль_бд",
    "секрет",
    "парола",
    "лозинка",
    "гасло",
    "κωδικός",
    "Κωδικός",
    "συνθηματικό",
    "סיסמה",
  ],
  ...[
    "密码",
    "密碼",
    "数据库密码",
    "密钥",
    "口令",
    "令牌",
    "パスワード",
    "暗証番号",
    "トークン",
    "비밀번호",
    "암호",
    "토큰",
    "รหัสผ่าน",
  ],
];

describe("a secret is found under the name", () => {
  test.each(NAMES)("%s", (name) => {
    expect(secrets(`${name}: ${V}`, "a.yml"), "YAML").toContain(V);
    expect(secrets(`${name}=${V}`, "a.properties"), "properties").toContain(V);
    expect(secrets(`config = {"user": "bob", "${name}": "${V}"}`, "a.py"), "a key").toContain(V);
  });

  test.each([
    ["a.md", `密码：${V}`],
    ["a.md", `用户名：admin 密码：${V}`],
    ["a.md", `初期パスワード：\`${V}\``],
    ["a.py", `# 密码：${V}`],
    ["a.java", `String 비밀번호 = "${V}";`],
    ["a.rb", `{ "パスワード" => "${V}" }`],
  ])("%s: %s", (path, text) => {
    expect(secrets(text, path)).toContain(V);
  });
});

describe("nothing is found at medium or higher", () => {
  test.each([
    ["a.yml", "密码: 请输入密码"],
    ["a.yml", "пароль: введите пароль"],
    ["a.yml", "パスワード: パスワードを入力してください"],
    ["a.js", 'const labels = { password: "密码", "密码": "Password", "пароль": "Введите пароль" };'],
    ["a.js", 't("密码", "请输入密码");'],
    ["a.js", 'alert("密码：" + value);'],
    ["a.md", "密码：至少八个字符"],
    ["a.yml", "ключ: имя"],
  ])("%s: %s", (path, text) => {
    expect(secrets(text, path)).toEqual([]);
  });
});
