/**
 * Which rule a judged candidate belongs to: by its place first, then by what its name promises.
 */

import type { Candidate } from "./candidate.js";
import { FOREIGN_KEY, FOREIGN_PASSWORD, FOREIGN_SECRET, FOREIGN_TOKEN } from "./foreign-words.js";

const DATABASE_SCHEME =
  /^(?:jdbc:)?(?:postgres\w*|mysql\w*|mariadb|mongodb|mssql|sqlserver|oracle|rediss?|db2|cockroach\w*|clickhouse|cassandra|couchbase|neo4j|bolt|influxdb|ldaps?|@tcp|thin)\b|sql/i;
const PASSWORD_NAME = new RegExp(`pass|pwd|(?:^|[_.-])pw$|${FOREIGN_PASSWORD}`, "i");
const TOKEN_NAME = new RegExp(`token|${FOREIGN_TOKEN}`, "i");
const SECRET_NAME = new RegExp(`secre|${FOREIGN_SECRET}`, "i");
const KEY_NAME = new RegExp(`key|psk|${FOREIGN_KEY}`, "i");

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
      return PASSWORD_NAME.test(name) || name.length <= 6 ? "command-line-password" : ruleByName(name);
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

/** By the name alone. */
export function ruleByName(name: string): AssignedRuleId {
  if (PASSWORD_NAME.test(name)) return "assigned-password";
  if (TOKEN_NAME.test(name)) return "assigned-token";
  if (SECRET_NAME.test(name)) return "assigned-secret";
  return KEY_NAME.test(name) ? "assigned-key" : "assigned-secret";
}
