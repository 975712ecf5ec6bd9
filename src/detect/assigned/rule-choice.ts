/**
 * Which rule a judged candidate belongs to: by its place first, then by what its name promises.
 */

import type { Candidate } from "./candidate.js";

const DATABASE_SCHEME =
  /^(?:jdbc:)?(?:postgres\w*|mysql\w*|mariadb|mongodb|mssql|sqlserver|oracle|rediss?|db2|cockroach\w*|clickhouse|cassandra|couchbase|neo4j|bolt|influxdb|ldaps?|@tcp|thin)\b|sql/i;
const PASSWORD_NAME =
  /pass|pwd|(?:^|[_.-])pw$|kennwort|mdp|contrase|clave|senha|wachtwoord|haslo|parol|mima|kouling|anshou|pasuwa/i;

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
  if (/token|jeton/i.test(name)) return "assigned-token";
  if (/secre|sekret|segret|geheim/i.test(name)) return "assigned-secret";
  return /key|schluessel|chave|chiave|sleutel|klucz|psk|miyao/i.test(name) ? "assigned-key" : "assigned-secret";
}
