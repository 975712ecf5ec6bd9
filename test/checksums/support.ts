/**
 * Drafts of every format with a checksum, for the properties: the right shape with random characters, no right checksum yet.
 */

import fc from "fast-check";
import type { Checksum } from "../../src/model/rule.js";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE64 = `${BASE62}+/`;
const BASE64URL = `${BASE62}_-`;
const BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const BECH32 = "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L";
const HEX = "0123456789abcdef";

/** Text of the given characters; of one length, or of any in between. */
export function text(characters: string, min: number, max: number = min): fc.Arbitrary<string> {
  return fc.string({ unit: fc.constantFrom(...characters), minLength: min, maxLength: max });
}

function joined(...parts: readonly (string | fc.Arbitrary<string>)[]): fc.Arbitrary<string> {
  return fc.tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part))).map((texts) => texts.join(""));
}

/** A PEM block; the markers are put together so that this file holds no key. */
export function pemBlock(label: string, body: string, lineEnd = "\n"): string {
  const lines = body.match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""].join(lineEnd);
}

/** Formats whose draft can always be completed. `ethereum-key` is missing: it has a range, not a checksum. */
export const DRAFTS: Readonly<Partial<Record<Checksum, fc.Arbitrary<string>>>> = {
  "github-classic": joined(fc.constantFrom("ghp_", "gho_", "ghs_", "npm_"), text(BASE62, 36)),
  "github-fine-grained": joined("github_pat_", text(BASE62, 22), "_", text(BASE62, 59)),
  "gitlab-routable": joined("glpat-", text(BASE64URL, 27, 60), ".01.", text("0123456789abcdef", 9)),
  "atlassian-crc32": fc.oneof(
    joined("ATATT3", text(BASE64URL, 180), "=", text("0123456789ABCDEF", 8)),
    joined("ATBB", text(BASE62, 24), text("0123456789ABCDEF", 8)),
  ),
  "bitbucket-server": joined(fc.constantFrom("BBDC-", ""), text(BASE64, 44)),
  "age-bech32": joined("AGE-SECRET-KEY-1", text(BECH32, 58)),
  "bitcoin-wif": joined("5J", text(BASE58, 49)),
  "bip32-private": joined("xprv", text(BASE58, 107)),
  "cloudflare-crc32": joined(fc.constantFrom("cfut_", "cfat_", "cfk_"), text(BASE62, 40), text(HEX, 8)),
  "confluent-crc32": joined("cflt", text(BASE64, 60)),
  "grafana-crc32": joined("glsa_", text(BASE62, 32), "_", text(HEX, 8)),
  "zuplo-crc32": joined("zpka_", text(BASE62, 32), "_", text(HEX, 8)),
  "vercel-crc32": joined("vcp_", text(BASE64URL, 50), text(BASE62, 6)),
  "stellar-crc16": joined("SB", text(BASE32, 54)),
  "nats-seed": joined("SU", text(BASE32, 56)),
  jwt: joined("eyJ", text(BASE64URL, 20), ".", text(BASE64URL, 30, 80), ".", text(BASE64URL, 43)),
  jwe: joined("eyJ", text(BASE64URL, 20), "..", text(BASE64URL, 16), ".", text(BASE64URL, 40), ".", text(BASE64URL, 22)),
  "basic-auth": text(BASE64, 12, 60),
  macaroon: joined("pypi-", "AgEIcHlwaS5vcmc", text(BASE64URL, 150, 157)),
  bip39: fc
    .constantFrom(12, 15, 18, 21, 24)
    .chain((count) => fc.array(text("abcdefgh", 3, 8), { minLength: count, maxLength: count }).map((words) => words.join(" "))),
  "discord-bot": joined("M", text(BASE64URL, 25), ".", text(BASE64URL, 6), ".", text(BASE64URL, 38)),
  "der-private-key": joined("MII", text(BASE64, 401)),
  "openssh-key": joined("b3BlbnNzaC1rZXktdjE", text(BASE64, 301)),
  pem: fc
    .tuple(
      fc.constantFrom("RSA PRIVATE KEY", "PRIVATE KEY", "OPENSSH PRIVATE KEY"),
      text(BASE64, 400),
      fc.constantFrom("\n", "\\n", "\r\n"),
    )
    .map(([label, body, end]) => pemBlock(label, body, end)),
  "pgp-armor": text(BASE64, 200).map((body) => {
    const label = "PGP PRIVATE KEY BLOCK";
    return `-----BEGIN ${label}-----\nVersion: X 1\n\n${body.match(/.{1,64}/g)?.join("\n")}\n=AAAA\n-----END ${label}-----`;
  }),
};

/** Formats with a real sum: one changed character is noticed nearly always (2^-16 at worst). The rest have structure only. */
export const SUMMED: readonly Checksum[] = [
  "github-classic",
  "gitlab-routable",
  "atlassian-crc32",
  "age-bech32",
  "bitcoin-wif",
  "bip32-private",
  "cloudflare-crc32",
  "confluent-crc32",
  "grafana-crc32",
  "zuplo-crc32",
  "vercel-crc32",
  "stellar-crc16",
  "nats-seed",
];
