/**
 * Words of names that matter to context rules, whoever's the value is.
 */

/** Words that say "the value is a credential", whoever's it is. */
export const SECRET_WORDS: readonly string[] = [
  "key",
  "token",
  "secret",
  "auth",
  "authorization",
  "pass",
  "password",
  "passwd",
  "pwd",
  "cred",
  "credential",
  "credentials",
  "apikey",
  "access",
  "bearer",
  "pat",
  "signature",
  "webhook",
  "license",
  "sid",
  // `curl -u KEY:`, `curl --user KEY:`
  "curlu",
  "curluser",
];

/** Names that leave it to the line above to say what the value is; the longest has so many characters. */
export const VALUE_NAME: ReadonlySet<string> = new Set(["default", "value", "defaultValue", "Default", "Value", "VALUE"]);
export const VALUE_NAME_LENGTH: number = 13;
