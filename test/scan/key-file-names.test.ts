/**
 * A file that is named as a key and holds one is one finding, not two; the name alone is one as well.
 */

import { generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { memoryReader } from "../../src/scan/byte-reader.js";
import { fuzzScanner } from "../fuzz/run-seed.js";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = privateKey.export({ type: "pkcs8", format: "pem" });
const scanner = fuzzScanner();

const rulesAt = (path: string, content: string | Buffer): string[] =>
  scanner.scan(memoryReader(Buffer.from(content)), path).findings.map(({ ruleId }) => ruleId);

test("the key that was read is told, not the name", () => {
  const found = rulesAt("conf/server.key", key);
  expect(found).toHaveLength(1);
  expect(found).not.toContain("private-key-file");
});

test("where no key can be read the name is told", () => {
  expect(rulesAt("conf/server.key", "not readable here\n")).toEqual(["private-key-file"]);
});

test("a public key under such a name is none", () => {
  expect(rulesAt("conf/server.key", publicKey.export({ type: "spki", format: "pem" }))).toEqual([]);
});

test("an environment file stays one beside the key that it holds", () => {
  expect(rulesAt(".env", key)).toEqual(expect.arrayContaining(["env-file"]));
  expect(rulesAt(".env", key)).toHaveLength(2);
});
