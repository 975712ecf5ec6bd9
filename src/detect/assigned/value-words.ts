/**
 * The words by which a value is told: keywords of languages, what stands for a value, weak passwords, words of secrets.
 */

import { hasAny, wordSet } from "./parts.js";

const KEYWORDS = wordSet(
  "true false null nil none undefined yes no on off string str text int integer number bool boolean object any void required optional " +
    "default auto automatic manual basic bearer digest plain plaintext disable disabled enable enabled tbd never always empty unset " +
    "unknown value key keys name type self this var let const new function return hidden public private primary foreign unique index " +
    "char byte bytes double float long date datetime timestamp json xml html password passwd secret token username login email admin " +
    "root user test guest",
);

/** @param lower a value in lower case */
export const isKeyword = (lower: string): boolean => KEYWORDS.has(lower) || (lower.startsWith("varchar") && !/\s/.test(lower));

/** In lower case, see `parts.ts`; `bar` at the end of a word besides. */
export const PLACEHOLDER: readonly string[] = [
  ...[
    "example",
    "changeme",
    "change_me",
    "placeholder",
    "your",
    "dummy",
    "fake",
    "sample",
    "redacted",
    "todo",
    "insert",
    "replace",
  ],
  ...[
    "some-",
    "some_",
    "some ",
    "-here",
    "_here",
    "foo",
    "baz",
    "xxx",
    "abc123",
    "lorem",
    "ipsum",
    "test",
    "demo",
    "mock",
    "stub",
  ],
  ...["invalid", "wrong", "incorrect", "bogus", "whatever", "default"],
];
export const WEAK: RegExp =
  /^(?:pass(?:w(?:or)?d)?|pwd|secret|admin|root|test|user|guest|demo|default|changeme|changeit|qwerty|letmein|welcome|hello|foo|bar|baz|foobar|abc|master|mysql|postgres(?:ql)?|oracle|sa|system|manager|tiger|scott|redis|rabbitmq|mongo|minio|minioadmin|grafana|jenkins|docker|vagrant|ubuntu|toor|raspberry|hunter2|hunter|s3cr3t|sekret|token|key|apikey|asdf|zxcv|aaa+|a+b+c+)[-_.@!#]*\d{0,4}!*$|^\d{1,8}$|^(.)\1+$/i;
const SECRET_WORD = ["pass", "pwd", "secret", "token", "auth", "cred", "user", "login"];
const OTHER_KEYS = ["mon", "don", "tur", "hoc"];

/** A key is one but in `monkey`, `donkey`, `turkey`, `hockey`. */
export function hasSecretWord(lower: string): boolean {
  if (hasAny(lower, SECRET_WORD)) return true;
  for (let at = lower.indexOf("key"); at >= 0; at = lower.indexOf("key", at + 1))
    if (!OTHER_KEYS.includes(lower.slice(Math.max(0, at - 3), at))) return true;
  return false;
}
