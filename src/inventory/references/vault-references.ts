/**
 * References to a manager of secrets, in any file: the path in the manager is the name.
 */

import type { Anchor, Finder } from "../reference.js";

/** What must stand in a file of configuration or a script. */
export const VAULT_HINTS: readonly (string | Anchor)[] = [
  "op://",
  "{{resolve:",
  ":secretsmanager:",
  ":ssm:",
  "ref+",
  "${ssm:",
  "SecretId",
  "vault ",
  "doppler secrets get",
  "infisical secrets get",
  "secret-id",
  "get-parameter",
  "gcloud secrets",
  "keyvault secret show",
  "hashi_vault",
  "with secret",
  "agent-inject-secret",
  "/secrets/",
];

/** `SecretId`, `SecretName`, `Secret(`, `SecretValue`. */
export const SECRET_ANCHOR: Anchor = { text: "Secret", next: "IN(V" };

/** What must stand in a file of code; few, since each is looked for in every such file, and with a first letter that is rare. */
export const CODE_VAULT_HINTS: readonly (string | Anchor)[] = [
  SECRET_ANCHOR,
  "op://",
  "WithDecryption",
  "StringParameter",
  "/secrets/",
];

export const PYTHON_VAULT_HINTS: readonly (string | Anchor)[] = [...CODE_VAULT_HINTS, "_secret("];

const PATTERNS: readonly RegExp[] = [
  /(?<name>op:\/\/[^\s"'`<>|(){}]{3,200})/g,
  /\{\{resolve:(?:secretsmanager|ssm-secure|ssm):(?<name>[^:}\s]{1,200})/g,
  // a full ARN ends in a mark of six characters that AWS adds
  /\barn:aws[\w-]{0,10}:secretsmanager:[\w-]{0,30}:\d{0,20}:secret:(?<name>[\w/+=.@-]{1,200}?)(?=-(?=[A-Za-z]{0,5}[A-Z\d])[A-Za-z\d]{6}(?![\w/+=.@-])|(?![\w/+=.@-]))/g,
  /\barn:aws[\w-]{0,10}:ssm:[\w-]{0,30}:\d{0,20}:parameter\/?(?<name>[\w/.-]{1,200})/g,
  /\bref\+(?<name>\w{1,20}:\/\/[^\s"'`]{3,200})/g,
  /\$\{ssm:(?<name>[^}~\s]{1,200})/g,
  // SDKs and CDK of AWS
  /\bSecretId["']?\s{0,4}[:=]\s{0,4}["'`](?<name>[\w/+=.@-]{1,200})(?=["'`])/g,
  /\bfromSecretName(?:V2)?\([^)"'`\n]{0,80}["'`][^"'`\n]{0,80}["'`]\s{0,4},\s{0,4}["'`](?<name>[\w/+=.@-]{1,200})(?=["'`])/g,
  /\bSecretValue\.(?:secretsManager|ssmSecure)\(\s{0,4}["'`](?<name>[\w/+=.@-]{1,200})(?=["'`])/g,
  /\bnew\s{1,4}(?:\w{1,40}\.)?Secret\([^"'`\n]{0,80}["'`][^"'`\n]{0,80}["'`]\s{0,4},\s{0,4}\{[^}]{0,200}?\bsecretName\s?:\s?["'`](?<name>[\w/+=.@-]{1,200})(?=["'`])/g,
  /\bfromSecureStringParameterAttributes\([^{]{0,120}\{[^}]{0,200}?\bparameterName\s?:\s?["'`](?<name>[\w/.-]{1,200})(?=["'`])/g,
  /\bName["']?\s{0,4}[:=]\s{0,4}["'`](?<name>[\w/.-]{1,200})["'`],\s{0,20}["']?WithDecryption\b/g,
  // Google's
  /\bprojects\/[^/\s"'`]{1,100}\/secrets\/(?<name>[\w-]{1,200})(?=\/)/g,
  // commands
  /\bvault (?:kv get|read) (?:-[\w=-]{1,40} ){0,4}(?<name>[\w/.-]{3,200})/g,
  /\b(?:doppler|infisical) secrets get (?<name>[A-Z][A-Z0-9_]{1,100})/g,
  /\bsecretsmanager get-secret-value [^\n]{0,200}?--secret-id[ =]["']?(?<name>[\w/+=.@-]{1,200})/g,
  /\bssm get-parameter (?=[^\n]{0,300}--with-decryption)[^\n]{0,200}?--name[ =]["']?(?<name>[\w/.-]{1,200})/g,
  /\bgcloud secrets versions access [^\n]{0,200}?--secret[ =]["']?(?<name>[\w-]{1,200})/g,
  /\bkeyvault secret show [^\n]{0,200}?--name[ =]["']?(?<name>[\w-]{1,200})/g,
  // templates of Vault's agent, of Ansible
  /\bwith secret \\?["'](?<name>[\w/.-]{3,200})/g,
  /\bagent-inject-secret-[\w.-]{1,80}["']?\s?:\s?["']?(?<name>[\w/.-]{3,200})/g,
  /\bhashi_vault['"]\s?,\s?['"](?:secret=)?(?<name>[\w/.-]{3,200})/g,
  // a file that the container's host mounts; what Kubernetes puts there itself is anew for each pod
  /\/run\/secrets\/(?!kubernetes\.io\b|eks\.amazonaws\.com\b|azure\/)(?<name>[\w.-]{1,100})/g,
  // Pulumi
  /\b(?:[cC]onfig|cfg)\.(?:require|get)(?:Secret|_secret)\(\s{0,4}["'`](?<name>[\w.:-]{1,100})(?=["'`])/g,
  /\brequire(?:Secret|_secret)\(\s{0,4}["'`](?<name>[\w.:-]{1,100})(?=["'`])/g,
];

/** Parameters that may hold anything: only by their names. */
const VAGUE: readonly RegExp[] = [
  /\b(?:valueForStringParameter|valueFromLookup)\([^"'`\n]{0,60}["'`](?<name>[\w/.-]{1,200})(?=["'`])/g,
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
  for (const pattern of VAGUE) {
    for (const match of text.matchAll(pattern)) {
      const name = match.groups?.["name"] ?? "";
      const at = match.index + match[0].lastIndexOf(name);
      emit({ name, at, role: "declared" });
      emit({ name, at, role: "used" });
    }
  }
};
