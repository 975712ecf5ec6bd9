/**
 * What a report may show of a secret.
 *
 * The public prefix of its rule; beyond that nothing of a password and nothing of a secret under 24 characters, else at most
 * min(8, a quarter) characters in all. The number of stars says nothing about the length.
 */

import type { RuleCore } from "../model/rule.js";
import type { SecretType } from "../model/secret-type.js";

const STARS = "********";
const SHORT = 24;
const TAIL = 4;
const HIDDEN: ReadonlySet<SecretType> = new Set(["password", "database", "smtp", "private-key", "encryption-key", "generic"]);

/**
 * @param secret latin1 text of the secret alone
 * @param rule undefined: nothing is known to be public
 */
export function mask(secret: string, rule: Pick<RuleCore, "publicPrefix" | "type"> | undefined): string {
  if (rule === undefined) return STARS;
  const shown = Math.min(rule.publicPrefix, Math.floor(secret.length / 2));
  const prefix = /^[\x21-\x7e]*$/.test(secret.slice(0, shown)) ? secret.slice(0, shown) : "";
  if (secret.length < SHORT || HIDDEN.has(rule.type)) return prefix + STARS;
  const tail = secret.slice(-Math.min(TAIL, Math.floor((secret.length - shown) / 4)));
  return prefix + STARS + (/^[\w+/=.-]*$/.test(tail) ? tail : "");
}
