/**
 * Whether a name has a password's word, ends as an identity does, sets something, is in capitals, takes its promise back in a joined word.
 */

import { isLower, isUpper } from "./name-words.js";
import { hasAny, isWordCode } from "./parts.js";

const PASSWORD_PARTS = ["pasw", "passw", "pwd", "passcode", "pass_", "requirepass", "securestr", "dbpass", "userpass"];
const IDENTITY = ["id", "Id", "ID", "user", "User", "USER", "login", "email"];
const SETTERS = ["set", "with", "add", "put", "use", "bind"];

/** What joined words end in that holds no secret: `passwordfile`, `tokentype`, `keystore`. */
const JOINED_ENDS = (
  "file files path dir name names type store url urls len length size field fields policy hash id ids ring pair spec info list map " +
  "set manager provider encoder generator mode usage version alias label hint prompt expiry ttl auth valid required enabled izer less"
).split(" ");
const JOINED_WORDS = ["pass", "password", "passwd", "pwd", "secret", "token", "key"];

/** `passwordfile` begins with, or has behind other words, a secret's word and ends in one that takes it back. */
export function isJoined(word: string): boolean {
  return JOINED_ENDS.some(
    (end) =>
      word.endsWith(end) && JOINED_WORDS.some((secret) => word.endsWith(secret + end) || word.endsWith(`${secret}s${end}`)),
  );
}

/** @param lower a name in lower case; `pass` is a word of it, or the last part of a joined one */
export function hasPassword(lower: string): boolean {
  if (hasAny(lower, PASSWORD_PARTS) || lower === "pw" || lower.endsWith("_pw")) return true;
  for (let at = lower.indexOf("pass"); at >= 0; at = lower.indexOf("pass", at + 1)) {
    const before = lower.charCodeAt(at - 1);
    const behind = lower.charCodeAt(at + 4);
    if (!isWordCode(behind) && (!isWordCode(before) || before === UNDERSCORE)) return true;
    if (isLower(before) && (at + 4 === lower.length || isLower(behind) || behind === UNDERSCORE)) return true;
  }
  return false;
}

const UNDERSCORE = 0x5f;
const DASH = 0x2d;
const DOT = 0x2e;

export function hasIdentity(name: string): boolean {
  const endsIn = (text: string): boolean =>
    IDENTITY.some((word) => {
      if (!text.endsWith(word)) return false;
      const before = text.charCodeAt(text.length - word.length - 1);
      return text.length === word.length || isLower(before) || before === UNDERSCORE || before === DASH || before === DOT;
    });
  return endsIn(name) || (name.endsWith("s") && endsIn(name.slice(0, -1)));
}

/** `setPassword`, `config.use_key`. */
export function isSetter(name: string): boolean {
  return SETTERS.some((word) => {
    for (let at = name.indexOf(word); at >= 0; at = name.indexOf(word, at + 1)) {
      const before = name.charCodeAt(at - 1);
      const behind = name.charCodeAt(at + word.length);
      if ((at === 0 || before === UNDERSCORE || before === DOT) && (behind === UNDERSCORE || isUpper(behind))) return true;
    }
    return false;
  });
}

/** More than two letters, all of them capitals. */
export function isCapitals(name: string): boolean {
  let letters = 0;
  for (let i = 0; i < name.length; i += 1) {
    if (isLower(name.charCodeAt(i))) return false;
    if (isUpper(name.charCodeAt(i))) letters += 1;
  }
  return letters > 2;
}
