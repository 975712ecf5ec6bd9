import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { folder, type JsonReport, report, run } from "../program/folder.js";
import { githubToken, randomText } from "../program/secrets.js";
import { drawnRsa } from "../support/drawn-keys.js";

const token = githubToken();
const pem = drawnRsa("encoded", 1024).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const googleKey = ["AI", "za"].join("") + randomText(35, 5);
const percent = (text: string): string => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join("");
const base64 = (text: string): string => Buffer.from(text).toString("base64");

async function findings(files: Readonly<Record<string, string>>): Promise<JsonReport[]> {
  return (await report([], { cwd: folder(files) })).findings;
}

test.each<[encoding: string, encode: (text: string) => string]>([
  ["hex", (text) => Buffer.from(text).toString("hex")],
  ["hex", (text) => `0x${Buffer.from(text).toString("hex").toUpperCase()}`],
  ["base64", base64],
])("every token in %s is found, with its own fingerprint", async (encoding, encode) => {
  const tokens = Array.from({ length: 40 }, (_, seed) => githubToken(seed + 10));
  const plain = await findings({ "a.txt": tokens.map((text) => `x = "${text}"\n`).join("") });
  const found = await findings({ "a.txt": tokens.map((text) => `x = "${encode(text)}"\n`).join("") });
  expect(found.map((finding) => finding.fingerprint)).toEqual(plain.map((finding) => finding.fingerprint));
  expect(new Set(found.map((finding) => finding.decodedFrom.join()))).toEqual(new Set([encoding]));
});

describe("one place has one finding, that of the innermost text", () => {
  test.each([
    ["a key in base64", `key: ${base64(pem)}\n`, "private-key"],
    [
      "a service account in base64",
      `GCP=${base64(JSON.stringify({ type: "service_account", private_key: pem }))}`,
      "private-key",
    ],
    ["a token as the password of a registry", `{"auths":{"x.io":{"auth":"${base64(`me:${token}`)}"}}}`, undefined],
  ])("%s", async (_, text, ruleId = "github-personal-access-token") => {
    const found = await findings({ "a.txt": text });
    expect(found.map((finding) => [finding.ruleId, finding.decodedFrom])).toEqual([[ruleId, ["base64"]]]);
  });

  test("what an escaped URL leaves readable is found as it stands", async () => {
    const before = "u=https%3A%2F%2Fx.io%3Ftoken%3D";
    const found = await findings({ "a.txt": `${before}${token}%26a` });
    expect(found.map((finding) => [finding.startColumn, finding.decodedFrom])).toEqual([[before.length + 1, undefined]]);
  });
});

describe("mails and URLs", () => {
  const HEADER = "Content-Transfer-Encoding: quoted-printable\n\n";
  test.each([
    ["a continued line", `${HEADER}The token: ${token.slice(0, 15)}=\n${token.slice(15)}\n`, "quoted-printable"],
    [
      "a continued line, CRLF",
      `${HEADER}The token: ${token.slice(0, 15)}=\n${token.slice(15)}\n`.replaceAll("\n", "\r\n"),
      "quoted-printable",
    ],
    [
      "an escaped assignment without a header",
      `Hello,\nthe token =3D ${token.slice(0, 15)}=\n${token.slice(15)}\n`,
      "quoted-printable",
    ],
    ["an escaped underscore", `q=a%3D${token.replace("_", "%5F")}%26z`, "percent"],
    ["letters and digits alone, every one escaped", percent(googleKey), "percent", googleKey],
    ["the same behind an escaped quote", `%22${percent(googleKey)}%22`, "percent", googleKey],
    ["every byte escaped", percent(token), "percent"],
    ["an escaped underscore in a mail", `${HEADER}the key ${token.replace("_", "=5F")} of the caf=C3=A9\n`, "quoted-printable"],
    ["the same in HTML", `<a>${token.replace("_", "&#95;")}</a>\n`, "html-entity"],
    ["the same in HTML, hexadecimal", `<a>${token.replace("_", "&#x5f;")}</a>\n`, "html-entity"],
    ["the same in HTML, by name", `<a>${token.replace("_", "&lowbar;")}</a>\n`, "html-entity"],
    ["the same in a program", `k = "${token.replace("_", "\\u{5f}")}"\n`, "unicode-escape"],
  ])("%s", async (_, text, encoding, secret = token) => {
    const [plain] = await findings({ "a.txt": secret });
    const found = await findings({ "a.txt": text });
    expect(found.map((finding) => [finding.fingerprint, finding.decodedFrom])).toEqual([[plain.fingerprint, [encoding]]]);
  });

  test.each([
    ["every byte", `u=?t=${percent(token)}\n`, 6, 6 + 3 * token.length],
    ["some", `q=a%3D${token.replace("_", "%5F")}%26z\n`, 7, 7 + token.length + 2],
    ["behind another", `${percent("ä")}=${percent(googleKey)}%26t=${percent(token)}`, 13 + 3 * googleKey.length, undefined],
  ])("the place is that of the secret, escaped: %s", async (_, text, startColumn, endColumn = 1 + text.length) => {
    const found = (await findings({ "a.txt": text })).at(-1);
    expect(found).toMatchObject({ startLine: 1, startColumn, endLine: 1, endColumn });
    const redacted = await run(["redact"], { cwd: folder(), input: text });
    expect(redacted.stdout.startsWith(text.slice(0, 2))).toBe(true);
    expect(redacted.stdout).not.toContain(text.slice(startColumn - 1, endColumn - 1));
  });

  test("a password in an escaped query", async () => {
    const found = await findings({ "a.log": `GET /x?a=1&password%3D${token.slice(10, 30)}%21&b=2\n` });
    expect(found.map((finding) => [finding.ruleId, finding.decodedFrom])).toEqual([["assigned-password", ["percent"]]]);
  });
});

test("a file that was packed and written as base64 is unpacked, however small it is", async () => {
  const packed = gzipSync(`k=${token}`).toString("base64");
  const found = await findings({ "a.yml": `release: ${packed}\n`, "b.yml": `data: ${base64(packed)}\n` });
  expect(found.map((finding) => [finding.path, finding.startColumn, finding.decodedFrom])).toEqual([
    ["a.yml", 10, ["base64", "gzip"]],
    ["b.yml", 7, ["base64", "base64", "gzip"]],
  ]);
});

test.each([
  ["=", "\\u003d"],
  ["+", "\\u002B"],
  ["_", "\\u005f"],
])("a writer of JSON escapes %s alone within a value", async (sign, written) => {
  const value = `${token}${sign === "_" ? "" : sign}`;
  const found = await findings({ "a.json": `{"t":"key:${value.replaceAll(sign, written)}"}` });
  expect(found.map(({ ruleId }) => ruleId)).toEqual(["github-personal-access-token"]);
});
