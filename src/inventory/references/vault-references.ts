/**
 * References to a manager of secrets, in any file: the path in the manager is the name.
 */

import type { Anchor, Finder } from "../reference.js";

/** What must stand in a file of configuration or a script. */
export const VAULT_HINTS: readonly (string | Anchor)[] = [
  "op://",
  "{{resolve:",
  ":secretsmanager:",
  "ref+",
  "${ssm:",
  "SecretId",
  "vault kv get",
  "doppler secrets get",
  "/run/secrets/",
];

/** What must stand in a file of code; few, since each is looked for in every such file. */
export const CODE_VAULT_HINTS: readonly (string | Anchor)[] = [
  { text: "Secret", next: "IN(" },
  "op://",
  "equire_secret(",
  "/run/secrets/",
];

const PATTERNS: readonly RegExp[] = [
  /(?<name>op:\/\/[^\s"'`<>|(){}]{3,200})/g,
  /\{\{resolve:(?:secretsmanager|ssm-secure|ssm):(?<name>[^:}\s]{1,200})/g,
  /\barn:aws[\w-]{0,10}:secretsmanager:[\w-]{0,30}:\d{0,20}:secret:(?<name>[\w/+=.@-]{1,200})/g,
  /\bref\+(?<name>\w{1,20}:\/\/[^\s"'`]{3,200})/g,
  /\$\{ssm:(?<name>[^}~\s]{1,200})/g,
  // AWS SDKs and CDK
  /\bSecretId["']?\s{0,4}[:=]\s{0,4}["'`](?<name>[\w/+=.@-]{1,200})(?=["'`])/g,
  /\bfromSecretName(?:V2)?\([^)"'`\n]{0,80}["'`][^"'`\n]{0,80}["'`]\s{0,4},\s{0,4}["'`](?<name>[\w/+=.@-]{1,200})(?=["'`])/g,
  /\bvault kv get (?:-[\w=-]{1,40} ){0,4}(?<name>[\w/.-]{3,200})/g,
  /\bdoppler secrets get (?<name>[A-Z][A-Z0-9_]{1,100})/g,
  // a file that the container's host mounts; what Kubernetes puts there itself is anew for each pod
  /\/run\/secrets\/(?!kubernetes\.io\b|eks\.amazonaws\.com\b|azure\/)(?<name>[\w.-]{1,100})/g,
  // Pulumi
  /\brequire(?:Secret|_secret)\(\s{0,4}["'`](?<name>[\w.:-]{1,100})(?=["'`])/g,
];

/** The manager is the place where the value comes from. */
export const findVaultReferences: Finder = (text, emit) => {
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.["name"] ?? "";
      const shared = { name, at: match.index + match[0].lastIndexOf(name), surely: true } as const;
      emit({ ...shared, role: "declared" });
      emit({ ...shared, role: "used" });
    }
  }
};
