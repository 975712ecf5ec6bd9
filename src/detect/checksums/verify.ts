/**
 * The checksums and structures that formats carry, by the names that rules use.
 *
 * Owns the table. No network, no key, no clock: what is judged here is in the value itself.
 */

import type { Checksum } from "../../model/rule.js";
import { BITBUCKET_SERVER } from "./atlassian-server.js";
import { NATS_SEED, STELLAR_SEED } from "./base32-seed.js";
import { BIP32_PRIVATE, BITCOIN_WIF } from "./base58check.js";
import { BASIC_AUTH } from "./basic-auth.js";
import { AGE_BECH32 } from "./bech32.js";
import type { ChecksumPart, ChecksumResult } from "./checksum-part.js";
import { DISCORD_BOT } from "./discord-bot.js";
import { ETHEREUM_KEY } from "./ethereum-key.js";
import { GITHUB_FINE_GRAINED } from "./github-fine-grained.js";
import { JWE, JWT } from "./json-web-token.js";
import { MACAROON } from "./macaroon.js";
import { BIP39 } from "./mnemonic.js";
import { PGP_ARMOR } from "./pgp-armor.js";
import { DER_PRIVATE_KEY, OPENSSH_KEY, PEM } from "./private-key.js";
import { ATLASSIAN, CLOUDFLARE, CONFLUENT, GITHUB_CLASSIC, GITLAB_ROUTABLE, GRAFANA, VERCEL, ZUPLO } from "./trailing-crc32.js";

const PARTS: Readonly<Record<Checksum, ChecksumPart>> = {
  "github-classic": GITHUB_CLASSIC,
  "github-fine-grained": GITHUB_FINE_GRAINED,
  "gitlab-routable": GITLAB_ROUTABLE,
  "atlassian-crc32": ATLASSIAN,
  "bitbucket-server": BITBUCKET_SERVER,
  "age-bech32": AGE_BECH32,
  "bitcoin-wif": BITCOIN_WIF,
  "bip32-private": BIP32_PRIVATE,
  "cloudflare-crc32": CLOUDFLARE,
  "confluent-crc32": CONFLUENT,
  "grafana-crc32": GRAFANA,
  "zuplo-crc32": ZUPLO,
  "vercel-crc32": VERCEL,
  "stellar-crc16": STELLAR_SEED,
  jwt: JWT,
  jwe: JWE,
  pem: PEM,
  "pgp-armor": PGP_ARMOR,
  "der-private-key": DER_PRIVATE_KEY,
  "openssh-key": OPENSSH_KEY,
  "basic-auth": BASIC_AUTH,
  macaroon: MACAROON,
  "nats-seed": NATS_SEED,
  bip39: BIP39,
  "ethereum-key": ETHEREUM_KEY,
  "discord-bot": DISCORD_BOT,
};

/** Whether the part is right. `undefined`: the format has no such part in this value, so nothing can be said. Never throws. */
export function verifyChecksum(name: Checksum, secret: string): ChecksumResult {
  return PARTS[name].verify(secret);
}

/** A value of the same shape whose part is right; a draft that is right, or that the format can't hold, comes back as it is. */
export function completeChecksum(name: Checksum, draft: string): string {
  const part = PARTS[name];
  return part.verify(draft) === "valid" ? draft : part.complete(draft);
}

/** Formats whose check reads a structure, not a sum: a wrong one says that the value is something else, not that it is mistyped. */
const STRUCTURES: ReadonlySet<Checksum> = new Set<Checksum>([
  "bitbucket-server",
  "jwt",
  "jwe",
  "pem",
  "der-private-key",
  "openssh-key",
  "basic-auth",
  "macaroon",
  "discord-bot",
  "ethereum-key",
]);

/** True when `invalid` means "something else", false when it means "mistyped, cut short or made up". */
export function isStructure(name: Checksum): boolean {
  return STRUCTURES.has(name);
}

/** True where what stands around the value says what it is: a wrong body in armour is a key that was changed, or cut short. */
export function isArmoured(name: Checksum): boolean {
  return name === "pem";
}
