/**
 * What a checksum does to a finding: a value that was computed here, without the program's own sums, is reported as its rule says;
 * with one character changed it is reported as low, and the verdict says why.
 */

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { detectText } from "../detect/pack/detect-text.js";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A text of `length` characters that reads random and is the same each time. */
function drawn(seed: string, length: number, alphabet: string = BASE62): string {
  const bytes = Array.from({ length: Math.ceil(length / 32) }, (_, index) => [
    ...createHash("sha256").update(`${seed} ${index}`).digest(),
  ]);
  return bytes
    .flat()
    .slice(0, length)
    .map((byte) => alphabet.charAt(byte % alphabet.length))
    .join("");
}

/** CRC-32 bit by bit, as its definition has it. */
function crc32(text: string): number {
  let sum = 0xffffffff;
  for (const byte of Buffer.from(text, "latin1")) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}

/** CRC-16 (XModem) bit by bit. */
function crc16(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ ((sum & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  return sum;
}

/** CRC-24 of RFC 9580 bit by bit, its three bytes. */
function crc24(bytes: Uint8Array): Buffer {
  let sum = 0xb704ce;
  for (const byte of bytes) {
    sum ^= byte << 16;
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ ((sum & 0x800000) === 0 ? 0 : 0x1864cfb);
  }
  return Buffer.from([(sum >> 16) & 0xff, (sum >> 8) & 0xff, sum & 0xff]);
}

const inBase = (value: number, base: string, length: number): string =>
  Array.from({ length }, (_, place) => base.charAt(Math.floor(value / base.length ** (length - 1 - place)) % base.length)).join(
    "",
  );

const littleEndian = (value: number, length: 2 | 4): Buffer => {
  const bytes = Buffer.alloc(length);
  bytes.writeUIntLE(value, 0, length);
  return bytes;
};

function withBase32Sum(version: readonly number[], seed: string): string {
  const body = Buffer.from([...version, ...createHash("sha256").update(seed).digest()]);
  const bits = [...body, ...littleEndian(crc16(body), 2)].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((group) => BASE32.charAt(Number.parseInt(group.padEnd(5, "0"), 2))).join("");
}

function withBase58Sum(body: Buffer): string {
  const sum = createHash("sha256").update(createHash("sha256").update(body).digest()).digest().subarray(0, 4);
  let value = BigInt(`0x${Buffer.concat([body, sum]).toString("hex")}`);
  let text = "";
  for (; value > 0n; value /= 58n) text = BASE58.charAt(Number(value % 58n)) + text;
  return text;
}

const key = createHash("sha256").update("key").digest();
const random30 = drawn("github", 30);
const grafana = ["gl", "sa_"].join("") + drawn("grafana", 32);
const routable = ["gl", "pat-"].join("") + drawn("gitlab", 36);
const routableHead = `${routable}.01.${(36).toString(36).padStart(2, "0")}`;
const atlassian = ["ATA", "TT3xFfGF0"].join("") + drawn("atlassian", 171);
const confluent = drawn("confluent", 54);
const cloudflare = drawn("cloudflare", 40);
const vercel = drawn("vercel", 50);
const extended = (version: string): string =>
  withBase58Sum(Buffer.concat([Buffer.from(version, "hex"), Buffer.alloc(9), key, Buffer.from([0]), key]));
const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Rule, value, alphabet of the characters that may stand in the sum's place. */
const SUMMED: readonly (readonly [string, string, string])[] = [
  ["github-personal-access-token", `${["gh", "p_"].join("")}${random30}${inBase(crc32(random30), BASE62, 6)}`, BASE62],
  ["github-app-token", `${["gh", "s_"].join("")}${random30}${inBase(crc32(random30), BASE62, 6)}`, BASE62],
  ["npm-access-token", `${["np", "m_"].join("")}${random30}${inBase(crc32(random30), BASE62, 6)}`, BASE62],
  ["gitlab-personal-access-token", routableHead + crc32(routableHead).toString(36).padStart(7, "0"), BASE62.toLowerCase()],
  ["grafana-service-account-token", `${grafana}_${littleEndian(crc32(grafana), 4).toString("hex")}`, "0123456789abcdef"],
  ["atlassian-api-token", `${atlassian}=${inBase(crc32(`${atlassian}=`), "0123456789ABCDEF", 8)}`, "0123456789ABCDEF"],
  ["confluent-api-secret", `cflt${confluent}${littleEndian(crc32(confluent), 4).toString("base64").slice(0, 6)}`, BASE62],
  [
    "cloudflare-api-token",
    `${["cf", "ut_"].join("")}${cloudflare}${inBase(crc32(cloudflare), "0123456789abcdef", 8)}`,
    "abcdef0123456789",
  ],
  ["vercel-access-token", `${["vc", "p_"].join("")}${vercel}${inBase(crc32(vercel), BASE62, 6)}`, BASE62],
  ["nats-seed", withBase32Sum([(18 << 3) | (20 >> 2), (20 << 6) & 0xff], "nats"), BASE32],
  ["stellar-secret-seed", withBase32Sum([18 << 3], "stellar"), BASE32],
  ["bitcoin-wif-key", withBase58Sum(Buffer.concat([Buffer.from([0x80]), key, Buffer.from([1])])), BASE58],
  ["bip32-extended-private-key", extended("0488ade4"), BASE58],
  ["bip32-extended-private-key", extended("04358394"), BASE58],
];

const place = (value: string): string => `label\nvalue: "${value}"\n`;

function confidenceOf(ruleId: string, value: string): string | undefined {
  return detectText(place(value)).find((hit) => hit.ruleId === ruleId && hit.secret === value)?.confidence;
}

describe.each(SUMMED)("%s", (ruleId, value, alphabet) => {
  it("is a finding to look at with its sum, and a low one with another", () => {
    const last = value.length - 2;
    const next = alphabet.charAt((alphabet.indexOf(value.charAt(last)) + 1) % alphabet.length);
    expect(confidenceOf(ruleId, value)).toBe("high");
    expect(confidenceOf(ruleId, value.slice(0, last) + next + value.slice(last + 1))).toBe("low");
  });
});

describe("a PGP private key's armour", () => {
  const body = Buffer.concat([
    Buffer.from([0x94, 0x58]),
    ...["a", "b", "c", "d"].map((name) => createHash("sha512").update(name).digest()),
  ]);
  const lines = body.toString("base64").match(/.{1,64}/g) ?? [];
  const [begin, end] = ["BEGIN", "END"].map((word) => `-----${word} PGP PRIVATE ${["KEY", "BLOCK"].join(" ")}-----`);
  const armour = (sum: string): readonly string[] => [begin!, "Version: Test 1", "", ...lines, `=${sum}`, end!];
  const right = armour(crc24(body).toString("base64"));
  const wrong = armour("AAAA");
  const confidence = (text: string): string | undefined =>
    detectText(text).find(({ ruleId }) => ruleId === "pgp-private-key")?.confidence;

  it.each([
    ["as it is", (all: readonly string[]) => `${all.join("\n")}\n`],
    ["in one line of JSON", (all: readonly string[]) => `{"key": "${all.join("\\n")}"}\n`],
    ["in comments", (all: readonly string[]) => all.map((line) => `// ${line}\n`).join("")],
    ["in a string of parts", (all: readonly string[]) => `x = ${all.map((line) => `"${line}\\n"`).join(" +\n  ")};\n`],
    ["indented", (all: readonly string[]) => `key: |\n${all.map((line) => `  ${line}`.trimEnd()).join("\n")}\n`],
  ])("%s", (_dress, put) => {
    expect(confidence(put(right))).toBe("high");
    expect(confidence(put(wrong))).toBe("low");
    expect(confidence(put(right.filter((line) => !line.startsWith("="))))).toBe("high");
  });
});

describe("structures", () => {
  const signature = drawn("signature", 43);

  it("a JWT under a name that says nothing is one when its parts are JSON, and low when they are not", () => {
    const body = `${encoded({ alg: "HS256", typ: "JWT" })}.${encoded({ sub: "4711", jti: drawn("jti", 20) })}`;
    expect(confidenceOf("json-web-token", `${body}.${signature}`)).toBe("medium");
    const broken = `${["ey", "J"].join("")}${drawn("head", 33)}.${["ey", "J"].join("")}${drawn("body", 40)}.${signature}`;
    expect(confidenceOf("json-web-token", broken)).toBe("low");
  });

  it("a bot's token begins with the digits of its id in base64", () => {
    const rest = `.${drawn("time", 6)}.${drawn("hmac", 27)}`;
    const id = Buffer.from(`1${drawn("id", 17, "0123456789")}`).toString("base64");
    expect(confidenceOf("discord-token", id + rest)).toBe("high");
    expect(confidenceOf("discord-token", `${["M", "T"].join("")}${drawn("no id", 22)}${rest}`)).toBe("low");
  });
});
