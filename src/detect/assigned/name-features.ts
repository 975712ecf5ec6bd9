/**
 * What the name says: which secret it promises, and what takes the promise back (`password_field`, `public_key`, `token_url`).
 */

import { F } from "./feature-names.js";
import { FOREIGN_WORDS } from "./foreign-words.js";
import { hasIdentity, hasPassword, isCapitals, isJoined, isSetter } from "./name-shape.js";
import { isLower, isUpper } from "./name-words.js";
import { hasAny } from "./parts.js";

/** Parts of names, in lower case; searched for rather than matched, see `parts.ts`. */
const STRONG = ["pass", "pwd", "secret", "token", "key", "auth", "cred", "psk", "mnemonic"];
const API_KEY = ["api", "app"].flatMap((word) => ["key", "_key", ".key", "-key"].map((key) => word + key));
const ACCESS = ["access", "client", "consumer", "oauth"];
const PRIVATE = [
  ...["priv", "sign", "encrypt", "hmac", "jwt", "session", "cookie", "master"],
  ...["", "_", ".", "-"].flatMap((joint) => [`secret${joint}key`, `key${joint}base`]),
];
const FRENCH_WORDS = ["motdepasse", "mot_depasse", "motde_passe", "mot_de_passe"];
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
const PUBLIC = [
  ...[
    "public",
    "publishable",
    "pubkey",
    "pub_key",
    "anon",
    "sitekey",
    "site_key",
    "foreign",
    "primary",
    "partition",
    "sort",
    "range",
  ],
  ...[
    "cache",
    "license",
    "sshkeyname",
    "ssh_keyname",
    "sshkey_name",
    "ssh_key_name",
    "keypair",
    "key_pair",
    "hostkey",
    "host_key",
    "kms",
  ],
];

/** One of these stands in each name that `CURSOR` takes. */
const CURSOR_PARTS = [
  ...[
    "next",
    "page",
    "pagination",
    "continuation",
    "cursor",
    "sync",
    "change",
    "request",
    "idempoten",
    "lifecycle",
    "term",
    "scroll",
  ],
  ...[
    "resume",
    "starting",
    "device",
    "registration",
    "csrf",
    "xsrf",
    "result",
    "output",
    "input",
    "limit",
    "more",
    "cache",
    "query",
  ],
  ...["sort", "partition", "foreign", "primary", "object", "route", "resource"],
];
const CURSOR =
  /(?:next|page|pagination|continuation|cursor|sync|change|request|idempoten\w*|lifecycle\w*|term|scroll|resume|starting|device|registration)[_-]?token|(?:csrf|xsrf)|(?:result|output|input|limit|more|cache|query|sort|partition|foreign|primary|object|route|resource)[_-]?key/i;

let foreign: readonly string[] | undefined;

/** @param lower a name in lower case */
function isForeign(lower: string): boolean {
  foreign ??= FOREIGN_WORDS.map((word) => word.toLowerCase());
  return hasAny(lower, foreign);
}

const flag = (value: boolean): number => (value ? 1 : 0);

/** Writes the features of a name. */
export function nameFeatures(name: string, words: readonly string[], row: Float64Array): void {
  const lower = name.toLowerCase();
  let last = -1;
  let weakBefore = 0;
  let weakBehind = 0;
  words.forEach((word, i) => {
    if (hasAny(word, STRONG) || word.endsWith("pw") || isForeign(word)) last = i;
  });
  words.forEach((word, i) => {
    if (i === last || !WEAK.has(word)) return;
    if (i > last) weakBehind += 1;
    else weakBefore += 1;
  });
  if (last >= 0 && isJoined(words[last]!)) weakBehind += 1;
  row[F.nameHasPassword] = flag(hasPassword(lower));
  row[F.nameHasPassphrase] = flag(lower.includes("passphrase") || lower.includes("pass_phrase"));
  row[F.nameHasSecret] = flag(lower.includes("secret"));
  row[F.nameHasToken] = flag(lower.includes("token"));
  row[F.nameHasKey] = flag(lower.includes("key"));
  row[F.nameHasAuth] = flag(lower.includes("auth"));
  row[F.nameHasCredential] = flag(lower.includes("cred"));
  row[F.nameIsForeign] = flag(isForeign(lower) || hasAny(lower, FRENCH_WORDS));
  row[F.nameIsApiKey] = flag(hasAny(lower, API_KEY));
  row[F.nameIsAccessOrClient] = flag(hasAny(lower, ACCESS));
  row[F.nameIsPrivateOrSigning] = flag(hasAny(lower, PRIVATE));
  row[F.nameWordsBehind] = last < 0 ? -1 : words.length - 1 - last;
  row[F.nameWords] = words.length;
  row[F.nameLength] = name.length;
  row[F.nameIsOneWord] = flag(words.length === 1);
  row[F.nameIsCapitals] = flag(isCapitals(name));
  row[F.nameIsCapitalised] = flag(isUpper(name.charCodeAt(0)) && isLower(name.charCodeAt(1)));
  row[F.nameHasDot] = flag(name.includes("."));
  row[F.nameWeakBehind] = weakBehind;
  row[F.nameWeakBefore] = weakBefore;
  row[F.nameHasPublic] = flag(hasAny(lower, PUBLIC));
  row[F.nameHasIdentity] = flag(hasIdentity(name));
  row[F.nameIsCursor] = flag(hasAny(lower, CURSOR_PARTS) && CURSOR.test(name));
  row[F.nameIsSetter] = flag(isSetter(name));
}
