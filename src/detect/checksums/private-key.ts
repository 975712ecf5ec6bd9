/**
 * Private keys by their structure: PEM blocks (also in one line with `\n`, quoted, indented), bare base64 of DER, OpenSSH.
 *
 * Says whether the body is what the label promises. Whether a key is encrypted, and what that means, is the rules' business.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";
import { isPrivateKey, privateKeyOfLength } from "./der.js";
import { keyBody } from "./key-body.js";
import { isOpensshKey, opensshKeyOfLength } from "./openssh.js";

const BLOCK = /-----BEGIN (?<label>[A-Z0-9 ]{0,30}PRIVATE KEY)-----(?<body>.{0,65536}?)-----END [A-Z0-9 ]{0,30}PRIVATE KEY-----/s;
const HEADER_LINE = /(?:^|[\n\r]|\\n)\s*[A-Za-z][A-Za-z0-9-]{2,30}:[^\n\r\\]*/g;
/** Escapes and what strings in source code are joined with; none of it is base64 but the `n` of `\n` and the `+`. */
const LINE_JOINTS = /\\+[nrt]|["'`]\s*(?:\+|\.|,|\\)?\s*["'`]?|\s+/g;
const BASE64 = /[A-Za-z0-9+/=]/g;
/** A block cut short by an ellipsis or a placeholder is no matter of checksums. */
const MIN_BODY = 40;

/** Of a whole block, or of its body alone. `undefined` when there is no END line: cut off, or read in part. */
export const PEM: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const groups = BLOCK.exec(secret)?.groups;
    if (groups === undefined && secret.includes("-----")) return undefined;
    const { label = "", body = "" } = groups ?? { body: secret };
    const text = keyBody(body) ?? base64Of(body);
    // Ciphertext of a traditional encrypted key, and SSH.com's own format, show no structure.
    if (/Proc-Type|DEK-Info/.test(body) || label.startsWith("SSH2")) return undefined;
    const bytes = Buffer.from(text, "base64");
    return judged(text.length >= MIN_BODY && (isPrivateKey(bytes) || isOpensshKey(bytes)));
  },
  /** Puts a key's base64 into the places where the draft has base64. */
  complete(draft: string): string {
    const groups = BLOCK.exec(draft)?.groups;
    if (groups === undefined && draft.includes("-----")) return draft;
    const { label = "", body = "" } = groups ?? { body: draft };
    const text = base64Of(body);
    const key = keyOfLength(Buffer.from(text, "base64"), label.startsWith("OPENSSH"));
    if (key === undefined) return draft;
    const wanted = Buffer.from(key).toString("base64");
    let at = 0;
    const keep = body.replace(/\\+[nrt]|[A-Za-z0-9+/=]/g, (piece) => (piece.length > 1 ? piece : wanted.charAt(at++)));
    return draft.replace(body, () => keep);
  },
};

/** Bare base64 of a whole DER key. */
export const DER_PRIVATE_KEY: ChecksumPart = bareKey(isPrivateKey, privateKeyOfLength);

/** Bare base64 of an OpenSSH key, which begins with `b3BlbnNzaC1rZXktdjE`. */
export const OPENSSH_KEY: ChecksumPart = bareKey(isOpensshKey, opensshKeyOfLength);

function bareKey(isKey: (bytes: Uint8Array) => boolean, ofLength: (bytes: Uint8Array) => Uint8Array | undefined): ChecksumPart {
  return {
    verify(secret: string): ChecksumResult {
      const text = base64Of(secret);
      return text.length < MIN_BODY ? undefined : judged(isKey(Buffer.from(text, "base64")));
    },
    complete(draft: string): string {
      const key = ofLength(Buffer.from(base64Of(draft), "base64"));
      return key === undefined ? draft : Buffer.from(key).toString("base64");
    },
  };
}

function keyOfLength(bytes: Uint8Array, isOpenssh: boolean): Uint8Array | undefined {
  return isOpenssh ? opensshKeyOfLength(bytes) : privateKeyOfLength(bytes);
}

function base64Of(body: string): string {
  const joined = body.replace(HEADER_LINE, "").replace(LINE_JOINTS, "");
  return (joined.match(BASE64) ?? []).join("");
}
