/**
 * Versions of a file are scanned where they differ from one another: with the same result as if each were scanned as a whole.
 */

import { describe, expect, test } from "vitest";
import { githubToken, password, randomText } from "../program/secrets.js";
import { code, expectSame, scanAll, spliced } from "./scan-versions.js";

describe("a version that differs a little", () => {
  test("is told by its edit where nothing is near", () => {
    const base = Buffer.from(code + code + code);
    const [first, second] = scanAll(base, [spliced(base.length, 3000, 5, "other")], "src/a.ts");
    expect(first!.result.findings).toEqual([]);
    expect(second!.isTold).toBe(true);
    expect(second!.result).toEqual({ bytes: base.length, findings: [], failures: [] });
  });

  const token = githubToken(3);
  const filler = (bytes: number): string => code.repeat(Math.ceil(bytes / code.length)).slice(0, bytes);
  test.each<[string, string, string, string, string]>([
    ["a token that is whole now", `${filler(2000)}x = "${token.slice(0, 20)}`, "", token.slice(20), `"\n${filler(2000)}`],
    ["a value under a name", `${filler(2000)}password = "`, "changeme", password(5), `"\n${filler(2000)}`],
    ["a name before a value", `${filler(2000)}x_`, "colour", "password", ` = "${password(5)}"\n${filler(2000)}`],
    ["a blank before a token", `${filler(2000)}a`, "a", " ", `${token}\n${filler(2000)}`],
    [
      "a provider's name above",
      `${filler(2000)}# `,
      "other",
      "stripe secret key",
      `\nkey: ${randomText(32, 8)}\n${filler(2000)}`,
    ],
    [
      "what was commented with another word",
      `${filler(2000)}Authorization: `,
      "Digest",
      "Basic",
      ` dXNlcjpwYXNzd29yZDE=\n${filler(2000)}`,
    ],
    [
      "a header's value behind many blanks",
      `${filler(1500)}Authorization: Bearer${" ".repeat(1400)}`,
      "",
      randomText(40, 3),
      `\n${filler(1500)}`,
    ],
    [
      "a long row of blanks that is gone",
      `${filler(1500)}password =`,
      " ".repeat(1500),
      " ",
      `"${password(6)}"\n${filler(1500)}`,
    ],
    ["what stood at the end before", `${filler(2000)}${token.slice(0, 39)}`, "", token.slice(39), ""],
    ["what stands at the start now", "", filler(500), "", `${token}\n${filler(2000)}`],
  ])("holds the same findings: %s", (_, before, removed, put, behind) => {
    const base = Buffer.from(before + removed + behind, "latin1");
    const steps = [spliced(base.length, before.length, removed.length, put)];
    expectSame(base, steps, "config/a.yaml");
    expectSame(base, steps, "src/a.ts");
  });

  test("holds a password that came into a table far below its headings, or late into a list", () => {
    const rows = Array.from({ length: 400 }, (_, i) => `someone${i},x,${i}@example.org\n`);
    const table = Buffer.from(`username,password,mail\n${rows.join("")}`);
    const at = table.indexOf(",x,", 9_000) + 1;
    const later = [spliced(table.length, at, 1, password(7))];
    expect(scanAll(table, later, "users.csv").map(({ result }) => result.findings.length)).toEqual([0, 1]);
    expectSame(table, later, "users.csv");
    const list = Buffer.from(
      `passwords:\n${Array.from({ length: 90 }, (_, i) => `  - "\${PASSWORD_OF_USER_NUMBER_${i}}"\n`).join("")}`,
    );
    const element = list.indexOf("- ", 2_600) + 3;
    expectSame(list, [spliced(list.length, element, list.indexOf('"', element) - element, password(8))], "a.yaml");
  });

  test("holds a private key whose end came ten kilobytes behind its start", () => {
    const key = `-----BEGIN ${["PRIVATE", "KEY"].join(" ")}-----\n${Array.from({ length: 150 }, (_, i) => randomText(64, i)).join("\n")}\n`;
    const base = Buffer.from(filler(1500) + key + filler(1500));
    expectSame(
      base,
      [spliced(base.length, 1500 + key.length, 0, `-----END ${["PRIVATE", "KEY"].join(" ")}-----\n`)],
      "a.pem.txt",
    );
  });
});
