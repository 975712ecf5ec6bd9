/**
 * Places of secrets that no name announces: passwords in URLs, SQL's `IDENTIFIED BY`, Authorization headers, flags of known commands.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { bareEnd, quotedEnd } from "./literal.js";
import { isBlank, isDigit, isIdentifierByte, isLetter, isLineEnd, isQuote, lineStart, skipBlanks } from "./text.js";

const MAX_AUTHORITY = 400;
const MIN_HEADER = 8;
/** Shorter ones are words: "bearer token". */
const LEAST_TOKEN = 16;
/** Commands whose `-p` or `-p VALUE` is a password. */
const PASSWORD_COMMAND =
  /\b(?:mysql\w*|mariadb\w*|sshpass|mongo\w*|docker\s+login|podman\s+login|az\s+login|htpasswd|ldap\w+|vncviewer|rabbitmqadmin|influx|cqlsh|sqlcmd|bcp|isql|smbclient|wlst|jboss-cli|unzip|7z)\b[^|;]*$/i;
/** Commands whose password is a `-P`, where a small one is another flag. */
const CAPITAL_COMMAND = /\b(?:sqlcmd|bcp|osql|isql|tsql)\b[^|;]*$/i;
/** Commands whose `-u` or `--user` takes `name:password`. */
const USER_COMMAND = /\b(?:curl|http|wget|httpie|svn|etcdctl|twistcli|ab|nexus|newman)\b[^|;]*$/i;

const OF_A_USER = /\b(?:create|alter)\s+(?:user|role|login)|\bgrant\b|\bconnect\s+to\s+["\w]/i;
/** Without quotes around the password the user's name must stand right before. */
const NAMED_USER =
  /\b(?:(?:create|alter)\s+(?:user|role|login)|grant\b[^;]{1,150}\bto)\s+(?:if\s+(?:not\s+)?exists\s+)?[^\s;]+\s+$/i;

/** `scheme://user:password@host`, from the offset of `://`. The name is the scheme. */
export function urlPassword({ bytes, start, end }: TextWindow, at: number): Candidate | undefined {
  const limit = Math.min(end, at + MAX_AUTHORITY);
  let colon = -1;
  let sign = -1;
  for (let i = at + 3; i < limit; i += 1) {
    const byte = bytes[i]!;
    if (byte === 0x3a && colon < 0) colon = i;
    else if (byte === 0x40) sign = i;
    else if (byte <= 0x20 || byte === 0x2f || byte === 0x22 || byte === 0x27 || byte === 0x3c || byte === 0x60 || byte === 0x5c)
      break;
    else if (byte === 0x2c || byte === 0x29 || byte === 0x5d) {
      if (sign >= 0 || colon < 0) break;
    }
  }
  if (colon < 0 || sign < colon || sign - colon < 3) return undefined;
  let nameStart = at;
  while (nameStart > start && at - nameStart < 24 && (isIdentifierByte(bytes[nameStart - 1]) || bytes[nameStart - 1] === 0x2b))
    nameStart -= 1;
  return plainCandidate({ form: "url", nameStart, nameEnd: at, valueStart: colon + 1, valueEnd: sign });
}

/** `user:v@tcp(host)` of Go's MySQL driver, `thin:user/v@host` of Oracle's; `at` is at `@tcp(` or `thin:`. */
export function dsnPassword({ bytes, start, end }: TextWindow, at: number): Candidate | undefined {
  if (bytes[at] === 0x40) {
    let from = at;
    while (from > start && at - from < MAX_AUTHORITY && bytes[from - 1]! > 0x20 && !isQuote(bytes[from - 1])) from -= 1;
    const colon = bytes.subarray(from, at).indexOf(0x3a);
    if (colon < 1 || at - from - colon - 1 < 3) return undefined;
    return plainCandidate({ form: "url", nameStart: at, nameEnd: at + 4, valueStart: from + colon + 1, valueEnd: at });
  }
  const found = /^thin:[\w$#]{1,40}\/([^\s"'`@/]{3,60})@/.exec(latin1(bytes, at, Math.min(end, at + 110)));
  if (found === null) return undefined;
  const valueEnd = at + found[0].length - 1;
  return plainCandidate({ form: "url", nameStart: at, nameEnd: at + 4, valueStart: valueEnd - found[1]!.length, valueEnd });
}

/** `echo "user:v" | chpasswd`, from the offset of the command. */
export function pipedPassword({ bytes, start }: TextWindow, at: number): Candidate | undefined {
  const from = lineStart(bytes, at, start, 240);
  const found = /echo\s+(?:-\w\s+)?\\?["']?[\w.$@{}-]{1,40}:([^"'\\|\s$]{3,60})\\?["']?\s*\|\s*(?:sudo\s+)?$/.exec(
    latin1(bytes, from, at),
  );
  if (found === null) return undefined;
  const valueStart = from + found.index + found[0].indexOf(`:${found[1]}`) + 1;
  return plainCandidate({ form: "flag", nameStart: at, nameEnd: at + 8, valueStart, valueEnd: valueStart + found[1]!.length });
}

/** `IDENTIFIED BY 'v'`, also `IDENTIFIED WITH plugin BY 'v'`. */
export function identifiedBy(window: TextWindow, at: number): Candidate | undefined {
  const { bytes, end } = window;
  if (!isBlank(bytes[at + 10]) && !isLineEnd(bytes[at + 10])) return undefined;
  const text = latin1(bytes, at, Math.min(end, at + 96));
  const found = /^identified\s+(?:with\s+['"`]?\w+['"`]?\s+)?by\s+(?:password\s+|values\s+)?\\?(["'`]?)/i.exec(text);
  if (found === null) return undefined;
  // prose: "identified by the server"
  const before = latin1(bytes, Math.max(window.start, at - 200), at);
  if (!(found[1] === "" ? NAMED_USER : OF_A_USER).test(before)) return undefined;
  const valueStart = at + found[0].length;
  const quote = found[1] === "" ? 0 : found[1]!.charCodeAt(0);
  const valueEnd =
    quote === 0 ? bareEnd(window, valueStart, false) : quotedEnd(window, valueStart, quote, found[0].includes("\\"));
  if (valueEnd - valueStart < 3) return undefined;
  return plainCandidate({ form: "sql", nameStart: at, nameEnd: at + "identified".length, valueStart, valueEnd, quote });
}

/** `Basic v` and `Bearer v`. */
export function headerValue(window: TextWindow, at: number): Candidate | undefined {
  const { bytes, end } = window;
  if (at > window.start && isIdentifierByte(bytes[at - 1])) return undefined;
  const isBasic = bytes[at + 1] === 0x61 || bytes[at + 1] === 0x41;
  const nameEnd = at + (isBasic ? 5 : 6);
  const valueStart = skipBlanks(bytes, nameEnd, end);
  let valueEnd = valueStart;
  let marks = 0;
  while (valueEnd < end && valueEnd - valueStart < 4096) {
    const byte = bytes[valueEnd]!;
    if (isDigit(byte) || byte === 0x3d || (byte >= 0x41 && byte <= 0x5a)) marks += 1;
    else if (
      !(isLetter(byte) || byte === 0x2b || byte === 0x2f || byte === 0x2e || byte === 0x5f || byte === 0x7e || byte === 0x2d)
    )
      break;
    valueEnd += 1;
  }
  if (valueEnd - valueStart < MIN_HEADER || marks === 0 || bytes[valueEnd] === 0x28) return undefined;
  if (isBasic && !isUserAndPassword(latin1(bytes, valueStart, valueEnd))) return undefined;
  return plainCandidate({ form: isBasic ? "basic" : "bearer", nameStart: at, nameEnd, valueStart, valueEnd });
}

/** `Authorization: "Bearer v"`: the secret is what stands behind the scheme. */
export function withoutScheme(bytes: Uint8Array, candidate: Candidate): Candidate {
  const { valueStart, valueEnd } = candidate;
  if ((bytes[valueStart]! | 32) !== 0x62 || valueEnd - valueStart < LEAST_TOKEN) return candidate;
  const scheme = /^(?:(bearer)|basic) /i.exec(latin1(bytes, valueStart, valueStart + 7));
  if (scheme === null) return candidate;
  const isBearer = scheme[1] !== undefined;
  const start = valueStart + scheme[0].length;
  return isBearer || isUserAndPassword(latin1(bytes, start, valueEnd))
    ? { ...candidate, form: isBearer ? "bearer" : "basic", valueStart: start }
    : candidate;
}

/** Base64 of `user:password` in printable characters, with something on both sides. */
function isUserAndPassword(text: string): boolean {
  return (
    /^[A-Za-z0-9+/_-]{6,}={0,2}$/.test(text) && /^[\x20-\x7e]*:[\x20-\x7e]+$/.test(Buffer.from(text, "base64").toString("latin1"))
  );
}

/** `mysql -pv`, `sshpass -p v`, `curl -u name:v`. */
export function commandFlag(window: TextWindow, at: number): Candidate | undefined {
  const { bytes, start, end } = window;
  const flag = bytes[at] === 0x20 ? at + 1 : at;
  if (flag > start && !isBlank(bytes[flag - 1]) && !isQuote(bytes[flag - 1]) && bytes[flag - 1] !== 0x0a) return undefined;
  const isCapital = bytes[flag + 1] === 0x50;
  const isUser = !isCapital && bytes[flag + 1] !== 0x70;
  const before = latin1(bytes, lineStart(bytes, flag, start, 240), flag);
  if (!(isUser ? USER_COMMAND : isCapital ? CAPITAL_COMMAND : PASSWORD_COMMAND).test(before)) return undefined;
  let nameEnd = flag + 2;
  if (bytes[flag + 1] === 0x2d) nameEnd = flag + 6;
  let valueStart = bytes[nameEnd] === 0x3d ? nameEnd + 1 : skipBlanks(bytes, nameEnd, end);
  const quote = isQuote(bytes[valueStart]) ? bytes[valueStart]! : 0;
  if (quote !== 0) valueStart += 1;
  else if (isLineEnd(bytes[valueStart]) || bytes[valueStart] === 0x2d || bytes[valueStart] === 0x24) return undefined;
  let valueEnd = quote === 0 ? bareEnd(window, valueStart, false) : quotedEnd(window, valueStart, quote, false);
  if (valueEnd < 0) return undefined;
  // `-p 8080:80` publishes a port
  if (!isUser && /^\d{2,5}(?::\d+)*$/.test(latin1(bytes, valueStart, valueEnd))) return undefined;
  if (isUser) {
    const colon = latin1(bytes, valueStart, valueEnd).indexOf(":");
    if (colon < 1) return undefined;
    valueStart += colon + 1;
  }
  if (quote === 0) while (valueEnd > valueStart && bytes[valueEnd - 1] === 0x2e) valueEnd -= 1;
  return valueEnd - valueStart < 3
    ? undefined
    : plainCandidate({ form: "flag", nameStart: flag, nameEnd, valueStart, valueEnd, quote });
}
