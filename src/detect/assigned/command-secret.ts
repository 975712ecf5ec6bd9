/**
 * Commands with a flag of one letter for their password that means something else with every other command: `redis-cli -a`, `ldapsearch -w`.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { bareEnd, quotedEnd } from "./literal.js";
import { MIN_VALUE } from "./name-place.js";
import { isIdentifierByte, isQuote, lineEnd } from "./text.js";

const REACH = 300;
const REDIS_FLAG = /^redis-cli\b[^|;&\n]*?\s(-a|--pass)[ \t=]+/i;
const LDAP_FLAG = /^ldap[a-z]+\b[^|;&\n]*?\s(-w)[ \t]*/i;

/** The value of the flag in the rest of the line; `at` is the command's offset. */
export function commandSecret(window: TextWindow, at: number): Candidate | undefined {
  const { bytes, start, end } = window;
  if (at > start && isIdentifierByte(bytes[at - 1])) return undefined;
  const text = latin1(bytes, at, lineEnd(bytes, at, end, REACH));
  const found = (text.startsWith("redis") ? REDIS_FLAG : LDAP_FLAG).exec(text);
  if (found === null) return undefined;
  let valueStart = at + found[0].length;
  const quote = isQuote(bytes[valueStart]) ? bytes[valueStart]! : 0;
  if (quote !== 0) valueStart += 1;
  else if (bytes[valueStart] === 0x24 || bytes[valueStart] === 0x2d || bytes[valueStart] === 0x3c) return undefined;
  const valueEnd = quote === 0 ? bareEnd(window, valueStart, false) : quotedEnd(window, valueStart, quote, false);
  if (valueEnd - valueStart < MIN_VALUE) return undefined;
  const nameEnd = at + found[0].trimEnd().replace(/=$/, "").length;
  const nameStart = nameEnd - found[1]!.length;
  return plainCandidate({ form: "flag", nameStart, nameEnd, valueStart, valueEnd, quote });
}
