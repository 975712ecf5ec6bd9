/**
 * Published test vectors, put together from parts, and keys made at run time.
 */

import { describe, expect, test } from "vitest";
import { crc16, crc24, crc32 } from "../../src/detect/checksums/crc.js";
import { verifyChecksum } from "../../src/detect/checksums/verify.js";
import type { Checksum } from "../../src/model/rule.js";
import { drawnEc, drawnEd25519, drawnRsa } from "../support/drawn-keys.js";
import { pemBlock } from "./support.js";

test("the sums of the catalogue's check string", () => {
  const check = Buffer.from("123456789");
  expect(crc32("123456789")).toBe(0xcbf43926);
  expect(crc16(check)).toBe(0x31c3);
  expect(crc24(check)).toBe(0x21cf02);
});

const VECTORS: readonly (readonly [Checksum, string, readonly string[]])[] = [
  ["bitcoin-wif", "Bitcoin wiki", ["5HueCGU8rMjxEXxiPuD5BDku4MkFqe", "Zyd4dZ1jvhTVqvbTLvyTJ"]],
  [
    "bip32-private",
    "BIP32, vector 1",
    ["xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPq", "jiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"],
  ],
  ["bip39", "BIP39, all zero", ["abandon ".repeat(11), "about"]],
  ["bip39", "BIP39, all ones", ["zoo ".repeat(23), "vote"]],
  ["nats-seed", "nkeys' README", ["SUAMK2FG4MI6UE3ACF3FK3OIQBCEIEZ", "V7NSWFFEW63UXMRLFM2XLAXK4GY"]],
  ["stellar-crc16", "Stellar's SDK", ["SBGWSG6BTNCKCOB3DIFBGCVMUPQF", "YPA2G4O34RMTB343OYPXU5DJDVMN"]],
  ["age-bech32", "age's test kit", ["AGE-SECRET-KEY-1", "GFPYYSJZ".repeat(6), "GFPQ4EGAEX"]],
  ["basic-auth", "RFC 7617", ["QWxhZGRpbjpvc", "GVuIHNlc2FtZQ=="]],
  [
    "jwt",
    "RFC 7519, 3.1",
    [
      "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
      ".",
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
      ".",
      "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
    ],
  ],
];

test.each(VECTORS)("%s: %s", (name, _source, parts) => {
  expect(verifyChecksum(name, parts.join(""))).toBe("valid");
});

test("a mnemonic with its words in another order is no mnemonic", () => {
  expect(verifyChecksum("bip39", `about ${"abandon ".repeat(11)}`.trim())).toBe("invalid");
});

describe("keys as Node writes them", () => {
  const ec = drawnEc("vectors");
  const ed = drawnEd25519("vectors");
  const rsa = drawnRsa("vectors", 1024);

  test.each([
    ["PKCS#8, EC", ec.privateKey.export({ type: "pkcs8", format: "pem" })],
    ["SEC1", ec.privateKey.export({ type: "sec1", format: "pem" })],
    ["PKCS#8, Ed25519", ed.privateKey.export({ type: "pkcs8", format: "pem" })],
    ["PKCS#1", rsa.privateKey.export({ type: "pkcs1", format: "pem" })],
    ["PKCS#8, encrypted", rsa.privateKey.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "p" })],
  ])("%s is a private key in PEM, in any dress", (_kind, pem) => {
    const block = String(pem);
    expect(verifyChecksum("pem", block)).toBe("valid");
    expect(verifyChecksum("pem", block.replaceAll("\n", "\\n"))).toBe("valid");
    expect(verifyChecksum("pem", block.replaceAll("\n", "\n      "))).toBe("valid");
    expect(verifyChecksum("pem", block.replaceAll("\n", '\\n" +\n  "'))).toBe("valid");
    expect(verifyChecksum("pem", block.slice(0, -40))).toBe(undefined);
  });

  test("a public key under a private label, or a label with prose in it, is not", () => {
    const body = rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64");
    expect(verifyChecksum("pem", pemBlock("PRIVATE KEY", body))).toBe("invalid");
    expect(verifyChecksum("pem", pemBlock("PRIVATE KEY", "put the key here"))).toBe("invalid");
  });

  test("bare base64: the private key is one, the public key is none", () => {
    const der = rsa.privateKey.export({ type: "pkcs8", format: "der" }).toString("base64");
    expect(verifyChecksum("der-private-key", der)).toBe("valid");
    expect(verifyChecksum("der-private-key", rsa.publicKey.export({ type: "spki", format: "der" }).toString("base64"))).toBe(
      "invalid",
    );
  });

  test("a traditional encrypted key shows no structure", () => {
    const pem = String(ec.privateKey.export({ type: "sec1", format: "pem", cipher: "aes-128-cbc", passphrase: "p" }));
    expect(pem).toContain("DEK-Info");
    expect(verifyChecksum("pem", pem)).toBe(undefined);
  });
});

test("a range is no checksum", () => {
  expect(verifyChecksum("ethereum-key", "ab".repeat(32))).toBe(undefined);
  expect(verifyChecksum("ethereum-key", "0".repeat(64))).toBe("invalid");
  expect(verifyChecksum("ethereum-key", "f".repeat(64))).toBe("invalid");
});
