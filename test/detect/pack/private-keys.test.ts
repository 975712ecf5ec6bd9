/**
 * Private keys in every dress they are found in; certificates and public keys in the same ones are nothing.
 */

import type { KeyObject } from "node:crypto";
import { describe, expect, it } from "vitest";
import { createDraw } from "../../support/drawn.js";
import { drawnEc, drawnEd25519, drawnRsa } from "../../support/drawn-keys.js";
import { detectText, rulesIn } from "./detect-text.js";

const rsa = drawnRsa("private keys", 2048);
const ec = drawnEc("private keys");
const ed25519 = drawnEd25519("private keys");

const PEMS: readonly (readonly [string, string])[] = [
  ["PKCS#1", pem(rsa.privateKey, "pkcs1")],
  ["PKCS#8", pem(rsa.privateKey, "pkcs8")],
  ["SEC1", pem(ec.privateKey, "sec1")],
  ["Ed25519", pem(ed25519.privateKey, "pkcs8")],
];

/** How people carry a block around, each with the file it would stand in. */
const DRESSES: readonly (readonly [string, string, (block: string) => string])[] = [
  ["a file of its own", "server.key", (block) => block],
  ["CRLF", "server.key", (block) => block.replaceAll("\n", "\r\n")],
  ["a JSON string", "sa.json", (block) => JSON.stringify({ private_key: block })],
  ["JSON in JSON", "sa.json", (block) => JSON.stringify({ file: JSON.stringify({ private_key: block }) })],
  ["a YAML block", "values.yml", (block) => `key: |\n${block.replaceAll(/^/gm, "    ")}\n`],
  ["one line of an environment file", ".env", (block) => `KEY="${block.replaceAll("\n", "\\n")}"\n`],
  ["concatenated strings", "key.js", (block) => `const key = ${quotedLines(block).join(" +\n  ")};\n`],
  ["an array of lines", "key.js", (block) => `const key = [\n${quotedLines(block).join(",\n")}\n].join("");\n`],
  ["adjacent strings of C", "key.c", (block) => `static const char key[] =\n${quotedLines(block).join("\n")};\n`],
  ["continued lines of C", "key.c", (block) => `#define KEY "${block.replaceAll("\n", "\\n\\\n")}"\n`],
  ["a comment", "notes.py", (block) => block.replaceAll(/^/gm, "# ")],
  ["blanks for line ends", "notes.txt", (block) => block.trim().replaceAll("\n", " ")],
  ["no line ends", "notes.txt", (block) => block.replaceAll("\n", "")],
  ["an XML element", "key.xml", (block) => `<key>${block}</key>`],
];

describe.each(PEMS)("a PEM key, %s", (_, block) => {
  it.each(DRESSES)("is found in %s", (_dress, path, wrap) => {
    const found = detectText(wrap(block), path);
    expect(found).toHaveLength(1);
    // in one piece the body is a DER key as well, and either rule may speak for it
    expect(found[0]?.ruleId).toMatch(/^(?:private-key|der-private-key-base64)$/);
    expect(found[0]?.confidence).toBe("high");
    expect(base64Of(found[0]?.secret ?? "")).toContain(bodyOf(block).slice(0, 40));
    expect(found[0]?.secret).not.toContain("BEGIN");
  });

  it("is found as base64 of the block", () => {
    expect(rulesIn(`tls.key: ${Buffer.from(block).toString("base64")}\n`, "secret.yml")).toContain("pem-private-key-base64");
  });
});

it("is no key what a program has between the two lines that it writes", () => {
  const [begin, end] = ["BEGIN", "END"].map((word) => `-----${word} RSA PRIVATE${" KEY"}-----`);
  const text = `const PRIVATE_OPENING_BOUNDARY = '${begin}';\nconst PRIVATE_CLOSING_BOUNDARY = '${end}';\n`;
  for (const { confidence } of detectText(text, "pkcs1.js")) expect(confidence).toBe("low");
});

describe("OpenSSH's own format", () => {
  it.each([
    ["none", "private-key"],
    ["aes256-ctr", "openssh-private-key-encrypted"],
    ["aes256-gcm@openssh.com", "openssh-private-key-encrypted"],
    ["chacha20-poly1305@openssh.com", "openssh-private-key-encrypted"],
  ])("cipher %s: %s", (cipher, rule) => {
    const block = openSsh(cipher);
    for (const [, path, wrap] of DRESSES) expect(rulesIn(wrap(block), path)).toEqual([rule]);
  });
});

/** PROTOCOL.key of OpenSSH: magic, cipher, key derivation and its salt, one key, its public and its private part. */
function openSsh(cipher: string): string {
  const draw = createDraw(`openssh ${cipher}`);
  const part = (bytes: Uint8Array | string): Buffer => {
    const text = Buffer.from(bytes);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length);
    return Buffer.concat([length, text]);
  };
  const isPlain = cipher === "none";
  const options = isPlain ? "" : Buffer.concat([part(draw.bytes(16)), Buffer.from([0, 0, 0, 16])]);
  const publicKey = Buffer.concat([part("ssh-ed25519"), part(draw.bytes(32))]);
  const check = draw.bytes(4);
  const plain = Buffer.concat([check, check, publicKey, part(draw.bytes(64)), part("a@b"), Buffer.from([1, 2, 3, 4, 5])]);
  const body = Buffer.concat([
    Buffer.from("openssh-key-v1\0"),
    ...[part(cipher), part(isPlain ? "none" : "bcrypt"), part(options), Buffer.from([0, 0, 0, 1]), part(publicKey)],
    part(isPlain ? plain : draw.bytes(144)),
  ]);
  const [begin, end] = ["BEGIN", "END"].map((word) => `-----${word} OPENSSH PRIVATE${" KEY"}-----`);
  return `${begin}\n${body.toString("base64").replaceAll(/.{70}/g, "$&\n")}\n${end}\n`;
}

describe("a key without armour", () => {
  it.each([
    ["RSA", bodyOf(PEMS[0]![1])],
    ["PKCS#8", bodyOf(PEMS[1]![1])],
    ["EC", bodyOf(PEMS[2]![1])],
  ])("is found as base64 of its DER: %s", (_, body) => {
    expect(rulesIn(`blob = "${body}"`, "a.properties").join()).toMatch(/^der-(?:ec-)?private-key-base64$/);
  });

  it("is found as a JSON Web Key, whatever the order of its members", () => {
    const key = ec.privateKey.export({ format: "jwk" });
    expect(rulesIn(JSON.stringify(key), "key.json")).toEqual(["jwk-private-key"]);
    expect(rulesIn(JSON.stringify(key, null, 2), "key.json")).toEqual(["jwk-private-key"]);
    const { d, ...rest } = key;
    expect(rulesIn(JSON.stringify({ d, ...rest }), "key.json").join()).toMatch(/^jwk-private-key/);
  });

  it("is found as a symmetric JSON Web Key", () => {
    const k = createDraw("a symmetric key").bytes(32).toString("base64url");
    expect(rulesIn(JSON.stringify({ kty: "oct", k }), "key.json")).toEqual(["jwk-symmetric-key"]);
  });
});

describe("an encrypted key", () => {
  it.each(["pkcs1", "pkcs8"] as const)("has a rule of its own: %s", (type) => {
    const block = rsa.privateKey.export({ type, format: "pem", cipher: "aes-128-cbc", passphrase: "pass" }).toString();
    expect(rulesIn(block, "server.key")).toEqual(["private-key-encrypted"]);
    expect(rulesIn(JSON.stringify({ key: block }), "a.json")).toEqual(["private-key-encrypted"]);
  });
});

describe("what is no private key", () => {
  it.each(DRESSES)("a public key in %s", (_, path, wrap) => {
    for (const { publicKey } of [rsa, ec, ed25519]) {
      const block = publicKey.export({ type: "spki", format: "pem" }).toString();
      expect(rulesIn(wrap(block), path)).toEqual([]);
    }
  });

  it("a public JSON Web Key", () => {
    expect(rulesIn(JSON.stringify(rsa.publicKey.export({ format: "jwk" })), "jwks.json")).toEqual([]);
  });

  it("a label without a body", () => {
    expect(rulesIn(`if (text.includes("${armour("BEGIN")}")) return "${armour("END")}";`, "scan.js")).toEqual([]);
  });
});

function pem(key: KeyObject, type: "pkcs1" | "pkcs8" | "sec1"): string {
  return key.export({ type: type as "pkcs8", format: "pem" }).toString();
}

function bodyOf(block: string): string {
  return block.trim().split("\n").slice(1, -1).join("");
}

function quotedLines(block: string): string[] {
  return block
    .trim()
    .split("\n")
    .map((line) => `"${line}\\n"`);
}

/** The secret without what the dress put between its lines. */
function base64Of(secret: string): string {
  return secret
    .replaceAll(/\\+[nrt]/g, "")
    .replaceAll(/["'`,\s\\]|(?:^|\s)[#+](?=\s|$)/g, "")
    .replaceAll(/(?<=[A-Za-z0-9/])[#](?=[A-Za-z0-9/])/g, "");
}

function armour(word: string): string {
  return `-----${word} PRIVATE ${"KEY"}-----`;
}
