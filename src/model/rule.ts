/**
 * A rule of the pack, as the rest of the program sees it: checked, with every default filled in.
 *
 * Owns the shape only. Reading YAML and proving a rule is `rules/`; running one is `detect/`.
 */

import type { Confidence, Criticality, SecretType } from "./secret-type.js";

/**
 * How a rule's matches are found:
 * - `prefix`  the match starts with one of `prefixes` (case-sensitive), at a token border;
 * - `literal` the match holds, or follows within `LITERAL_REACH` bytes, one of `literals` (ASCII, any letter case);
 * - `context` the value has no shape of its own; one of `context` (words, any letter case) must stand in the same
 *             assignment, key path or statement;
 * - `assigned` code in `detect/assigned` finds it: passwords and other values that only their name and place give away;
 * - `path`    the file's name alone decides; the content is not looked at.
 */
export type RuleKind = "prefix" | "literal" | "context" | "path" | "assigned";

/** Offline checksums that a rule may ask for, by name; `detect/checksums` computes them. */
export const CHECKSUMS = [
  "github-classic",
  "github-fine-grained",
  "gitlab-routable",
  "atlassian-crc32",
  "bitbucket-server",
  "age-bech32",
  "bitcoin-wif",
  "bip32-private",
  "cloudflare-crc32",
  "confluent-crc32",
  "grafana-crc32",
  "zuplo-crc32",
  "vercel-crc32",
  "stellar-crc16",
  "jwt",
  "jwe",
  "pem",
  "pgp-armor",
  "der-private-key",
  "openssh-key",
  "basic-auth",
  "macaroon",
  "nats-seed",
  "bip39",
  "ethereum-key",
  "discord-bot",
] as const;

export type Checksum = (typeof CHECKSUMS)[number];

export interface Remediation {
  /** The provider's page on which the credential is revoked. */
  readonly revokeUrl?: string;
  readonly documentationUrl?: string;
  /** Imperative sentences in the order they are to be carried out; never empty. */
  readonly steps: readonly string[];
}

/** What belongs to a rule's secrets: another rule's finding, or a text that is no secret itself. Exactly one of `ruleId` and `pattern`. */
export interface RulePair {
  readonly ruleId?: string;
  /** JavaScript source, flag `s`, on latin1 text; the group `secret` or else the whole match. Proved free of catastrophic backtracking. */
  readonly pattern?: string;
  /** How reports call it; the rule's name where there is one. */
  readonly what?: string;
  /** Lines before and after the secret. */
  readonly within: number;
}

/** See `RuleCore.signs`; so few that they fit one character of the built-in pack. */
export const SIGNS = "+/=.~:@!#%&*";

/** What detection needs of a rule; small, since every thread loads it for every rule at start. */
export interface RuleCore {
  /** Lower-case kebab, unique: `github-personal-access-token`. */
  readonly id: string;
  readonly kind: RuleKind;
  /** Decides, with the rule's kind, how much of a match may be shown. */
  readonly type: SecretType;
  /** Decides which allowlist entries may hide a match. */
  readonly criticality: Criticality;
  /**
   * JavaScript source, matched sticky and with flag `s` against latin1 text (one index is one byte). The named group `secret`,
   * or else the whole match, is the secret. It needs no look-around for token borders: the engine checks them.
   * `context` rules: the pattern of the value alone. `path` rules: `""`.
   */
  readonly pattern: string;
  readonly ignoreCase: boolean;
  /** Bounds of the whole match's length in bytes; the upper one is what a match may cost. */
  readonly minLength: number;
  readonly maxLength: number;
  /** What a match may hold beside token characters `[A-Za-z0-9_-]`: bit i for the i-th of `SIGNS`, the bit above them for any other. */
  readonly signs: number;
  /** Token characters that its matches begin with at least, up to 255. */
  readonly leastRun: number;
  /** Of a `literal` rule: its matches begin with one of these, at a token border, though the literals are what they are found by. */
  readonly prefixes: readonly string[];
  /** Lower case. */
  readonly literals: readonly string[];
  /** Lower case, without `_` and `-`: `newrelic` matches `NEW_RELIC_KEY`, `new-relic` and `newRelic`. */
  readonly context: readonly string[];
  /** Globs on the path, any letter case; empty: every file. For `path` rules the ones that match. */
  readonly paths: readonly string[];
  /** Globs that take a path out again. */
  readonly notPaths: readonly string[];
  /** Least Shannon entropy of the secret in bits a character; 0: not asked. */
  readonly entropy: number;
  /** True when the secret must look random by the n-gram model (`detect/randomness`). */
  readonly randomness: boolean;
  readonly checksum?: Checksum | undefined;
  readonly confidence: Confidence;
  /** Leading characters of the secret that are public and may be shown: 4 for `ghp_`. */
  readonly publicPrefix: number;
  /** False for a user's pattern that is not proved free of catastrophic backtracking: it runs under a deadline. */
  readonly safe: boolean;
  readonly pair?: RulePair | undefined;
}

/** What only reports and `rules show` need; loaded when there is something to say. */
export interface RuleText {
  readonly id: string;
  readonly name: string;
  /** `""` for generic rules. */
  readonly provider: string;
  readonly rotationDays: number;
  readonly remediation: Remediation;
  readonly references: readonly string[];
  readonly origin: "built-in" | "user";
}

export interface Rule extends RuleCore, Omit<RuleText, "id"> {}

export interface RulePack {
  /** SHA-256 (hex) of the compiled pack: two equal digests find the same. */
  readonly digest: string;
  readonly rules: readonly RuleCore[];
}

/** A literal may stand this many bytes after the start, or before the start, of what its rule's pattern matches. */
export const LITERAL_REACH = 128;
