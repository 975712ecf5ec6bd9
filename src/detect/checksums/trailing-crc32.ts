/**
 * Tokens that end in a CRC-32 of what stands before it: GitHub's classic tokens (and npm's and NetBird's), GitLab's routable ones, Atlassian,
 * Cloudflare, Confluent, Grafana, Vercel, Zuplo. They differ in what is summed and how the sum is written: one row of facts each.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";
import { crc32 } from "./crc.js";

interface TrailingCrc {
  /** The shape for which the sum is known. Groups: `head` is not summed, `body` is, `sum` is the sum's place. */
  readonly shape: RegExp;
  readonly write: (crc: number) => string;
  /** The sum is compared in any letter case. */
  readonly anyCase?: true;
  /** A shape that also exists without a sum: a mismatch says nothing. */
  readonly uncertain?: RegExp;
}

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** `ghp_` and its kin, `npm_`, NetBird's `nbp_`: the last 6 of 36 or 76 characters. Other lengths are newer formats without a known sum. */
export const GITHUB_CLASSIC: ChecksumPart = trailingCrc({
  shape: /^(?<head>(?:gh[oprsu]|npm|nbp)_)(?<body>[A-Za-z0-9]{30}|[A-Za-z0-9]{70})(?<sum>[A-Za-z0-9]{6})$/,
  write: base62,
});

/** `glpat-PAYLOAD.01.LLCCCCCCC` (and the older form without a version, whose sum is not documented). */
export const GITLAB_ROUTABLE: ChecksumPart = trailingCrc({
  shape: /^(?<head>)(?<body>gl[a-z]{2,8}-[A-Za-z0-9_-]{20,400}(?:\.[0-9a-z]{2})?\.[0-9a-z]{2})(?<sum>[0-9a-z]{7})$/,
  write: (crc) => crc.toString(36).padStart(7, "0"),
  uncertain: /^[^.]*\.[^.]*$/,
});

/** `ATATT3…=`, `ATCTT3…=` and `ATBB…`: over all before the sum, the prefix included. */
export const ATLASSIAN: ChecksumPart = trailingCrc({
  shape: /^(?<head>)(?<body>AT[AC]TT3[A-Za-z0-9_=-]{20,800}=|ATBB[A-Za-z0-9]{24})(?<sum>[0-9A-Fa-f]{8})$/,
  write: (crc) => hex(crc).toUpperCase(),
  anyCase: true,
});

export const CLOUDFLARE: ChecksumPart = trailingCrc({
  shape: /^(?<head>cf(?:ut|at|k)_)(?<body>[A-Za-z0-9]{40})(?<sum>[0-9A-Fa-f]{8})$/,
  write: hex,
  anyCase: true,
});

export const CONFLUENT: ChecksumPart = trailingCrc({
  shape: /^(?<head>cflt)(?<body>[A-Za-z0-9+/]{54})(?<sum>[A-Za-z0-9+/]{6})$/,
  write: (crc) => littleEndian(crc).toString("base64").slice(0, 6),
});

/** `glsa_` and 32 characters are summed, the second underscore is not. */
export const GRAFANA: ChecksumPart = trailingCrc({
  shape: /^(?<head>)(?<body>glsa_[A-Za-z0-9]{32})_(?<sum>[0-9A-Fa-f]{8})$/,
  write: (crc) => littleEndian(crc).toString("hex"),
  anyCase: true,
});

export const VERCEL: ChecksumPart = trailingCrc({
  shape: /^(?<head>vc[a-z]_)(?<body>[A-Za-z0-9_-]{50})(?<sum>[A-Za-z0-9]{6})$/,
  write: base62,
});

export const ZUPLO: ChecksumPart = trailingCrc({
  shape: /^(?<head>zpka_)(?<body>[A-Za-z0-9]{32})_(?<sum>[0-9A-Fa-f]{8})$/,
  write: hex,
  anyCase: true,
});

function trailingCrc({ shape, write, anyCase, uncertain }: TrailingCrc): ChecksumPart {
  return {
    verify(secret: string): ChecksumResult {
      const groups = shape.exec(secret)?.groups;
      if (groups === undefined) return undefined;
      const { body = "", sum = "" } = groups;
      const right = write(crc32(body));
      const isRight = anyCase ? sum.toLowerCase() === right.toLowerCase() : sum === right;
      return !isRight && uncertain?.test(secret) ? undefined : judged(isRight);
    },
    complete(draft: string): string {
      const groups = shape.exec(draft)?.groups;
      if (groups === undefined) return draft;
      const { body = "", sum = "" } = groups;
      return draft.slice(0, draft.length - sum.length) + write(crc32(body));
    },
  };
}

/** Six base62 digits, most significant first. */
function base62(crc: number): string {
  let text = "";
  for (let rest = crc; text.length < 6; rest = Math.floor(rest / 62)) text = BASE62.charAt(rest % 62) + text;
  return text;
}

function hex(crc: number): string {
  return crc.toString(16).padStart(8, "0");
}

function littleEndian(crc: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(crc);
  return bytes;
}
