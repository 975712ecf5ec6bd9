/**
 * What to do about a credential of nobody's in particular, where its rule says nothing of its own. Credentials of a provider are
 * `packed/text-rows.ts`'.
 */

import type { SecretType } from "../../model/secret-type.js";

const KEYS: readonly SecretType[] = ["private-key", "certificate", "encryption-key"];
const PASSWORDS: readonly SecretType[] = ["password", "database", "smtp"];

/** @param name the rule's, as reports show it */
export function stepsWithoutProvider(name: string, type: SecretType): string[] {
  return [
    `${wayOut(name, type)}; removing it from the file does not undo the leak.`,
    "Keep the new one outside the repository: in the environment or a secret store.",
    "Look through the logs of what it opens for use that was not yours.",
  ];
}

function wayOut(name: string, type: SecretType): string {
  if (PASSWORDS.includes(type)) return `Change this password wherever it is used (${name})`;
  if (KEYS.includes(type)) return `Put a new key in the place of this one wherever it is used or trusted (${name})`;
  return `Find out what accepts this credential (${name}), have it revoked there and make a new one`;
}
