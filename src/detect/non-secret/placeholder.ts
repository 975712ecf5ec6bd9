/**
 * Values that have the shape of a secret and are none: placeholders, templates, masks, sequences, vendors' documented examples.
 *
 * Owns what can be told from the value alone, whatever its rule. What a shapeless value needs beside that (hashes, identifiers, code)
 * is `encoded.ts` and the model of `assigned`.
 */

import { latin1 } from "../bytes.js";
import { looksRandom } from "../randomness/randomness.js";
import { documentedExample } from "./documented.js";

/** Text that a tool replaces before anyone reads the value. */
const TEMPLATE =
  /\$\{|\{\{|\}\}|\{%|<%|%>|<[A-Za-z][A-Za-z0-9_. -]*>|&lt;|\$\(|#\{|%\([\w.]+\)s|(?:^|[\s:=/({'"-])%[sdvq](?:$|[\s:/)}'"-])|%[-+0]?\d*\.\d*[dfgs]|@@\w+@@|^%\w+%$|^\$[A-Za-z_][\w.]*$|[./:_-]\$[a-z_]\w{2,}|\$[a-z]+_[a-z_]+|^<.*>$|^\[[\w .-]+\]$|^\{[\w.-]+\}$|^__\w+__$|^@\w+@$|^#+\w+#+$/;

/** Words by which people say "put yours here". Between borders, so that a random value that holds them stays. */
const INSTRUCTION =
  /(?:^|[^a-z])(?:your|my|insert|replace|enter|put|add|paste|set|change|fill|choose|provide|use|some|dummy|fake|sample|example|placeholder|redacted|removed|hidden|masked|todo|fixme|xxx+|changeme|changeit|notasecret|not-a-secret|foobar|goes|here)(?:[^a-z]|$)/i;
/** The same, long enough to stand without borders. */
const INSTRUCTION_INSIDE =
  /change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|with)|placeholder|redacted|your[-_ ](?:own|api|secret|token|key|password|access|client|app)|yourpassword|yoursecret|(?:key|token|secret|password)[-_ ]?(?:goes[-_ ]?)?here|insert[-_ ]?your|EXAMPLE(?:KEY)?$|_EXAMPLE_/i;

/** A connection string whose user is `username` and whose password is `password`: both stand for themselves. */
const NAMED_USER = /\busername[;:,"'&@ ]/i;
const USER_REACH = 60;

/** Nothing but masking signs, or some of them in a row where a value should be. */
const MASK = /^[*•·.xX#?_\-=+0]+$|\*{3,}|•{3,}|\.{3,}|…|\xe2\x80\xa6|[xX]{6,}|_{6,}|-{6,}|\?{4,}|#{3,}/;

/**
 * Why the value in [start, end) is no secret, as a phrase for `explain`, or undefined. Works on whole values and on what follows a
 * rule's public prefix alike.
 */
export function nonSecretReason(bytes: Uint8Array, start: number, end: number): string | undefined {
  const value = latin1(bytes, start, Math.min(end, start + 256));
  if (value.length === 0) return "empty";
  if (MASK.test(value)) return "a mask";
  // in capitals within a longer value: how vendors mark the examples of their documentation
  if (value.length >= 16 && (value.includes("EXAMPLE") || /example$/i.test(value))) return "a documented example";
  if (isCommit(bytes, start, end)) return "a commit's id in a URL";
  if (isDigest(bytes, start) || isNamedDigest(bytes, start, value)) return "a digest";
  if (/^AAAA(?:B3NzaC1|E2VjZHNh|C3NzaC1l|GnNrLX|InNrLW)/.test(value)) return "a public key";
  if (isWithinData(bytes, start, end)) return "a part of a longer encoded text";
  if (isInFileName(bytes, start, end)) return "a hash in a file's name";
  if (isDrawn(bytes, start, value)) return "a part of a drawing's path";
  if (TEMPLATE.test(value)) return "a template that is filled in later";
  if (isSequence(value)) return "a sequence or a repetition";
  if (end - start <= 64 && INSTRUCTION_INSIDE.test(value)) return "a placeholder";
  // a random value may hold a short word between two signs
  if (end - start <= 64 && /[-_ .]/.test(value) && INSTRUCTION.test(value) && !looksRandom(bytes, start, end))
    return "a placeholder";
  if (isShownInField(bytes, start)) return "a placeholder";
  if (PATTERN.test(value)) return "a pattern";
  if (/^password$/i.test(value) && NAMED_USER.test(latin1(bytes, Math.max(0, start - USER_REACH), start))) return "a placeholder";
  return documentedExample(value);
}

/** Sets of characters and counts of a regular expression: `[a-z0-9]{2,6}`. */
const PATTERN = /\[\^?[^\]]{0,24}(?:A-Z|a-z|0-9)[^\]]{0,24}\](?:[*+?]|\{\d)|\]\{\d+,\d*\}/;

/** `"placeholder": "e.g. …"`: what a form shows in a field that is empty. */
function isShownInField(bytes: Uint8Array, start: number): boolean {
  return /(?:^|[^a-z])placeholder["']?\s{0,2}[:=]\s{0,2}\{?["'`](?:e\.g\.,? ?|ex\.? ?)?$/i.test(
    latin1(bytes, Math.max(0, start - 28), start),
  );
}

const COMMIT_LENGTH = 40;
const COMMIT_PATH = /\/(?:commits?|tree|blob|raw|compare|archive|blame)\/$/;

/** 40 hex digits behind `/commit/` and its like, with a path behind them or not. */
function isCommit(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < COMMIT_LENGTH || bytes[start - 1] !== 0x2f) return false;
  if (!COMMIT_PATH.test(latin1(bytes, Math.max(0, start - 10), start))) return false;
  return /^[0-9a-f]{40}(?:\/|$)/.test(latin1(bytes, start, end));
}

/** What stands right behind the name of a hash: `sha256=…` in lists of files, `sha512-…` in lock files. */
function isDigest(bytes: Uint8Array, start: number): boolean {
  const sign = bytes[start - 1];
  if (sign !== 0x3d && sign !== 0x2d && sign !== 0x3a) return false;
  return /\b(?:sha(?:1|224|256|384|512)[-=:]|h1:)$/i.test(latin1(bytes, Math.max(0, start - 8), start));
}

/** Bytes before a value in which a name of hashes makes hex digits one. */
const HASH_REACH = 48;

/** `hashMap.set("name", "9f86d0…")`, `"checksum": "…"`: hex of a digest's length, and no name of a secret nearer. */
function isNamedDigest(bytes: Uint8Array, start: number, value: string): boolean {
  if (!/^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64}|[\da-f]{96}|[\da-f]{128})$/i.test(value)) return false;
  const before = latin1(bytes, Math.max(0, start - HASH_REACH), start);
  const found =
    /(?:hash(?:es|map|s)?|checksums?|digests?|integrity|fingerprints?|sha-?(?:1|256|512)(?:sums?)?|md5(?:sums?)?)(?![a-z])(?:(?!pass|pwd|secret|token|key|auth|cred)[^;\n]){0,32}$/i.exec(
      before,
    );
  return found !== null;
}

/** Characters of base64 before and behind a value that make it a stretch of something longer, cut out at a `/` or `+`. */
const DATA_BEFORE = 40;
const DATA_BEHIND = 8;

function isWithinData(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = 0; i < DATA_BEHIND; i += 1) if (!isBase64(bytes[end + i])) return false;
  for (let i = 1; i <= DATA_BEFORE; i += 1) if (!isBase64(bytes[start - i])) return false;
  return true;
}

function isBase64(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (byte >= 0x30 && byte <= 0x39) || ((byte | 32) >= 0x61 && (byte | 32) <= 0x7a) || byte === 0x2b || byte === 0x2f;
}

const BUILT_FILE =
  /^\.(?:chunk\.|min\.|bundle\.)?(?:[cm]?js|css|map|svg|png|jpe?g|gif|webp|ico|woff2?|ttf|eot|wasm|html)(?![\w-])/;

/** `main.f246ddf367c6.js`: what bundlers tell builds apart by. */
function isInFileName(bytes: Uint8Array, start: number, end: number): boolean {
  const before = bytes[start - 1];
  if (bytes[end] !== 0x2e || (before !== 0x2e && before !== 0x2d && before !== 0x5f)) return false;
  return BUILT_FILE.test(latin1(bytes, end, Math.min(bytes.length, end + 16)));
}

/** Numbers and the letters of `d="M10 20h5…"` on both sides of a value that is made of them too. */
function isDrawn(bytes: Uint8Array, start: number, value: string): boolean {
  if (!/^[\dMLHVCSQTAZmlhvcsqtaz.-]+$/.test(value) || !/\d[MLHVCSQTAZmlhvcsqtaz]-?[\d.]/.test(value)) return false;
  const before = latin1(bytes, Math.max(0, start - 12), start);
  return before.length === 12 && /^[\dMLHVCSQTAZmlhvcsqtaz., -]+$/.test(before) && /\d[ ,.a-z-]/i.test(before);
}

/** True when most characters repeat or continue the one before (`aaaa`, `0123456789abcdef`, `abcabcabc`), or the last but one (`8a8b8c`). */
function isSequence(value: string): boolean {
  if (value.length < 8) return false;
  if (continues(value, 1) || (value.length >= 16 && continues(value, 2))) return true;
  if (/^(?:0x)?(?:[0-9a-f]{2}){8,}$/i.test(value) && isByteSequence(value)) return true;
  return value.length <= 256 && isRepetition(value);
}

/** True when three of four characters are the one `lag` before them, or next to it. */
function continues(value: string, lag: number): boolean {
  let steps = 0;
  for (let i = lag; i < value.length; i += 1) {
    const step = value.charCodeAt(i) - value.charCodeAt(i - lag);
    if (step === 0 || step === 1 || step === -1) steps += 1;
  }
  return steps * 4 >= (value.length - lag) * 3;
}

/** Hex of bytes that count up, down or repeat: `000102…`, `00112233…`, `0f0e0d…`. */
function isByteSequence(hex: string): boolean {
  const bytes = Buffer.from(hex.replace(/^0x/i, ""), "hex");
  let steps = 0;
  for (let i = 1; i < bytes.length; i += 1) {
    const step = Math.abs(bytes[i]! - bytes[i - 1]!);
    if (step <= 1 || step === 0x11) steps += 1;
  }
  return steps * 4 >= (bytes.length - 1) * 3;
}

/** A unit of up to eight characters, three times or more, and nothing else. */
function isRepetition(value: string): boolean {
  for (let unit = 1; unit <= 8 && unit * 3 <= value.length; unit += 1) {
    let i = unit;
    while (i < value.length && value.charCodeAt(i) === value.charCodeAt(i - unit)) i += 1;
    if (i === value.length) return true;
  }
  return false;
}
