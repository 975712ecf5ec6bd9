/**
 * What the name says: which secret it promises, and what takes the promise back (`password_field`, `public_key`, `token_url`).
 */

import { F } from "./feature-names.js";
import { FOREIGN_WORDS } from "./foreign-words.js";

const PASSWORD =
  /pass?w(?:or)?[dt]?|passwd|pwd|passcode|\bpass\b|_pass\b|pass_|[a-z]Pass(?:$|[A-Z_])|^pw$|_pw$|requirepass|securestr|dbpass|userpass/i;
const STRONG = /pass|pwd|secret|token|key|auth|cred|psk|mnemonic|pw$/i;
/** A list and no expression, which would take longer to make than a short run has; the same below. */
const WEAK: ReadonlySet<string> = new Set(
  [
    "id ids name names user username users url uri urls path file filename dir folder field fields label type types",
    "size len length hash hashed format header headers prefix suffix regex pattern error errors message msg text",
    "title placeholder hint expire expires expiry expiration ttl timeout policy min max count index version alg algo",
    "algorithm param parameter params enabled required reset forgot forgotten confirm confirmation input prompt",
    "provider method class encoder env var mode scope scopes endpoint server host domain app page view form button",
    "link icon style schema column table row section group role roles kind source ref reference store storage manager",
    "service handler event action status state code codes usage rule rules validator validation strength changed",
    "updated created invalid valid incorrect missing empty not is has no show hide toggle display map list set get",
    "use check verify test needed attribute attr property prop keyname key_name keys tokens passwords secrets board",
    "word words stroke press down up frame frames tokenizer ize izer author authors bearer spec description comment",
    "help info default option options separator delimiter bits cipher curve nonce iv date time at on in by for from",
    "to with of",
  ]
    .join(" ")
    .split(" "),
);
const PUBLIC =
  /public|publishable|pub_?key|anon|site_?key|foreign|primary|partition|sort|range|cache|license|ssh_?key_?name|key_?pair|host_?key|kms/i;
const IDENTITY = /(?:^|[_.-]|[a-z])(?:id|Id|ID|user|User|USER|login|email)s?$/;

const CURSOR =
  /(?:next|page|pagination|continuation|cursor|sync|change|request|idempoten\w*|lifecycle\w*|term|scroll|resume|starting|device|registration)[_-]?token|(?:csrf|xsrf)|(?:result|output|input|limit|more|cache|query|sort|partition|foreign|primary|object|route|resource)[_-]?key/i;

/** Words of a name in camelCase, snake_case, kebab-case or with dots, in lower case. */
export function nameWords(name: string): string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9\x80-\xff]+/)
    .filter((word) => word !== "");
}

let foreign: readonly string[] | undefined;

function isForeign(name: string): boolean {
  foreign ??= FOREIGN_WORDS.map((word) => word.toLowerCase());
  const lower = name.toLowerCase();
  return foreign.some((word) => lower.includes(word));
}

const flag = (value: boolean): number => (value ? 1 : 0);

/** Writes the features of a name. */
export function nameFeatures(name: string, words: readonly string[], row: Float64Array): void {
  let last = -1;
  let weakBefore = 0;
  let weakBehind = 0;
  words.forEach((word, i) => {
    if (STRONG.test(word) || isForeign(word)) last = i;
  });
  words.forEach((word, i) => {
    if (i === last || !WEAK.has(word)) return;
    if (i > last) weakBehind += 1;
    else weakBefore += 1;
  });
  const letters = name.replace(/[^A-Za-z]/g, "");
  row[F.nameHasPassword] = flag(PASSWORD.test(name));
  row[F.nameHasPassphrase] = flag(/passphrase|pass_phrase/i.test(name));
  row[F.nameHasSecret] = flag(/secret/i.test(name));
  row[F.nameHasToken] = flag(/token/i.test(name));
  row[F.nameHasKey] = flag(/key/i.test(name));
  row[F.nameHasAuth] = flag(/auth/i.test(name));
  row[F.nameHasCredential] = flag(/cred/i.test(name));
  row[F.nameIsForeign] = flag(isForeign(name) || /mot_?de_?passe/i.test(name));
  row[F.nameIsApiKey] = flag(/api[_.-]?key|app[_.-]?key|apikey/i.test(name));
  row[F.nameIsAccessOrClient] = flag(/access|client|consumer|oauth/i.test(name));
  row[F.nameIsPrivateOrSigning] = flag(
    /priv|sign|encrypt|hmac|jwt|session|cookie|master|secret[_.-]?key|key[_.-]?base/i.test(name),
  );
  row[F.nameWordsBehind] = last < 0 ? -1 : words.length - 1 - last;
  row[F.nameWords] = words.length;
  row[F.nameLength] = name.length;
  row[F.nameIsOneWord] = flag(words.length === 1);
  row[F.nameIsCapitals] = flag(letters.length > 2 && letters === letters.toUpperCase());
  row[F.nameIsCapitalised] = flag(/^[A-Z][a-z]/.test(name));
  row[F.nameHasDot] = flag(name.includes("."));
  row[F.nameWeakBehind] = weakBehind;
  row[F.nameWeakBefore] = weakBefore;
  row[F.nameHasPublic] = flag(PUBLIC.test(name));
  row[F.nameHasIdentity] = flag(IDENTITY.test(name));
  row[F.nameIsCursor] = flag(CURSOR.test(name));
  row[F.nameIsSetter] = flag(/(?:^|[._])(?:set|with|add|put|use|bind)[_A-Z]/.test(name));
}
