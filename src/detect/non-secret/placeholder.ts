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
  if (isDigest(bytes, start)) return "a digest";
  if (TEMPLATE.test(value)) return "a template that is filled in later";
  if (isSequence(value)) return "a sequence or a repetition";
  if (end - start <= 64 && INSTRUCTION_INSIDE.test(value)) return "a placeholder";
  // a random value may hold a short word between two signs
  if (end - start <= 64 && /[-_ .]/.test(value) && INSTRUCTION.test(value) && !looksRandom(bytes, start, end))
    return "a placeholder";
  return documentedExample(value) ? "a documented example" : undefined;
}

const COMMIT_LENGTH = 40;
const COMMIT_PATH = /\/(?:commits?|tree|blob|raw|compare|archive|blame)\/$/;

/** 40 hex digits behind `/commit/` and its like. */
function isCommit(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== COMMIT_LENGTH) return false;
  if (!COMMIT_PATH.test(latin1(bytes, Math.max(0, start - 10), start))) return false;
  return /^[0-9a-f]+$/.test(latin1(bytes, start, end));
}

/** What stands right behind the name of a hash: `sha256=…` in lists of files, `sha512-…` in lock files. */
function isDigest(bytes: Uint8Array, start: number): boolean {
  const sign = bytes[start - 1];
  if (sign !== 0x3d && sign !== 0x2d && sign !== 0x3a) return false;
  return /\bsha(?:1|224|256|384|512)[-=:]$/i.test(latin1(bytes, Math.max(0, start - 8), start));
}

/** True when most characters repeat or continue the one before (`aaaa`, `0123456789abcdef`, `abcabcabc`). */
function isSequence(value: string): boolean {
  if (value.length < 8) return false;
  let steps = 0;
  for (let i = 1; i < value.length; i += 1) {
    const step = value.charCodeAt(i) - value.charCodeAt(i - 1);
    if (step === 0 || step === 1 || step === -1) steps += 1;
  }
  if (steps * 4 >= (value.length - 1) * 3) return true;
  if (/^(?:0x)?(?:[0-9a-f]{2}){8,}$/i.test(value) && isByteSequence(value)) return true;
  return value.length <= 256 && isRepetition(value);
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
