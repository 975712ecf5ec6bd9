/**
 * Which rule a judged candidate belongs to: by its place first, then by what its name promises.
 */

import type { Candidate } from "./candidate.js";
import { FOREIGN_KEYS, FOREIGN_PASSWORDS, FOREIGN_SECRETS, FOREIGN_TOKENS } from "./foreign-words.js";

const DATABASE_SCHEME =
  /^(?:jdbc:)?(?:postgres\w*|mysql\w*|mariadb|mongodb|mssql|sqlserver|oracle|rediss?|db2|cockroach\w*|clickhouse|cassandra|couchbase|neo4j|bolt|influxdb|ldaps?|@tcp|thin)\b|sql/i;

/**
 * Whether a name says what it is in English or in another language. Lists, since an expression of so many words takes half a millisecond
 * to make.
 */
function namer(english: RegExp, foreign: readonly string[]): (name: string) => boolean {
  let words: readonly string[] | undefined;
  return (name) => {
    if (english.test(name)) return true;
    words ??= foreign.map((word) => word.toLowerCase());
    const lower = name.toLowerCase();
    return words.some((word) => lower.includes(word));
  };
}

const isPassword = namer(/pass|pwd|(?:^|[_.-])pw$/i, FOREIGN_PASSWORDS);
const isToken = namer(/token/i, FOREIGN_TOKENS);
const isSecret = namer(/secre/i, FOREIGN_SECRETS);
const isKey = namer(/key|psk/i, FOREIGN_KEYS);

/** The ids of this room's rules, as `rules/generic.yaml` has them. */
export type AssignedRuleId =
  | "assigned-password"
  | "assigned-secret"
  | "assigned-token"
  | "assigned-key"
  | "hard-coded-fallback"
  | "url-credentials"
  | "database-url-password"
  | "sql-password"
  | "command-line-password"
  | "basic-authorization"
  | "bearer-authorization";

/** @param name the candidate's name, or the scheme of its URL */
export function ruleOf(candidate: Candidate, name: string): AssignedRuleId {
  switch (candidate.form) {
    case "url":
      return DATABASE_SCHEME.test(name) ? "database-url-password" : "url-credentials";
    case "sql":
      return "sql-password";
    case "flag":
      return ruleOfFlag(name, candidate.isDirective === true);
    case "call":
      return "assigned-password";
    case "basic":
      return "basic-authorization";
    case "bearer":
      return "bearer-authorization";
    case "fallback":
      return "hard-coded-fallback";
    default:
      return candidate.operator === " " && /^(?:ENCRYPTED_)?PASSWORD$/.test(name) ? "sql-password" : ruleByName(name);
  }
}

/** What is called no key, token or secret is a password: `-p`, `EAP`, a user. */
function ruleOfFlag(name: string, isDirective: boolean): AssignedRuleId {
  const rule = ruleByName(name);
  if (rule === "assigned-key" || rule === "assigned-token" || isSecret(name)) return rule;
  return isDirective ? "assigned-password" : "command-line-password";
}

/** By the name alone. */
export function ruleByName(name: string): AssignedRuleId {
  if (isPassword(name)) return "assigned-password";
  if (isToken(name)) return "assigned-token";
  if (isSecret(name)) return "assigned-secret";
  return isKey(name) ? "assigned-key" : "assigned-secret";
}
