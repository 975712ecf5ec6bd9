/**
 * Whether a name is that of a secret. Decided by its words, and documented in `docs/inventory.md`; `secrets:` of the
 * configuration can force either.
 */

import { isOneSlipApart } from "../build/one-slip.js";
import { wordsOf } from "./words.js";

/** `unknown` is no secret either, unless the place says so (a key of a Kubernetes Secret, `secrets.X`). */
export type NameClass = "secret" | "general" | "unknown";

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** Words that make a secret wherever they stand. */
const SECRET_WORDS =
  set(`password passwd passphrase pwd secret secrets token credential credentials creds apikey apitoken apisecret accesskey
  secretkey privatekey authtoken clientsecret dsn mnemonic kubeconfig keystore truststore jwt pat salt pepper htpasswd masterkey
  encryptionkey signingkey pgpassword`);

/** Words that make one at the end of the name. */
const LAST_WORDS = set(
  "pass key keys keyfile tokens webhook authorization cert certificate pfx p12 cookie signature license sas",
);

/** What may follow the last word without changing what it says. */
const TRAILERS =
  set(`prod production dev development test testing stage staging live sandbox old new next previous current primary secondary
  file base64 b64 json pem 1 2 3 4`);

/** What is opened by an address with a password in it. */
const STORES =
  set(`database db redis mongo mongodb postgres postgresql pg mysql mariadb amqp rabbitmq cloudamqp jdbc sql mssql sqlserver
  clickhouse cassandra couchdb neo4j elasticsearch elastic memcached broker celery rediscloud timescale cockroach supabase nats smtp ldap direct
  shadow connectionstrings`);
const ADDRESSES = set("url uri dsn connection conn connectionstring");

/** What an address is of that needs no password in it: `DB_HOST_URL`, `SUPABASE_API_URL`. */
const PAGES = set(
  "host base api endpoint ui web console dashboard docs public redirect callback server service site home health",
);

/** Words that, at the end, name something about a secret and not the secret. */
const ABOUT =
  set(`url uri host hostname port path dir directory folder name names id ids ttl expiry expires expiration expire lifetime age
  timeout duration length len size count limit type types prefix suffix header headers enabled disabled enable required endpoint issuer audience
  algorithm algo alg version max min field fields format policy arn ref manager store engine mode region zone user username email login interval
  provider hash hint regex pattern rounds cost in minutes seconds hours days period scheme method strategy leeway budget price usage window skew
  secure site only optional verification rotation cleanup generation domain role scope scopes label title description message error page route redirect callback class bucket table column index`);

/** Words that, in front, make a switch or a number of it. */
const SWITCHES =
  set(`enable enabled disable disabled use require requires allow skip is has no show hide max min num total with without force
  check validate`);

/** Neighbours that are public, or no key of a lock. */
const HARMLESS =
  /\b(?:public (?:api )?key|publishable|site key|primary key|foreign key|partition key|sort key|cache key|range key|hash key|row key|group key|index key|translation key|hot key|key down|key up|key press|known hosts|key code|object key|public token|anon key|cors credentials)\b/;

/** Endings that decide on their own. */
const SURE_ENDING =
  /\b(?:connection string|service account(?: json| key| file)?|webhook(?: url| uri)?|secret key base|(?:private|api|app|account|master) key|sas url|basic auth|access key id)$/;

/** `_AUTH` holds a user and a password where the word before is one of these; else it names a way, or switches it on. */
const AUTH =
  /\b(?:basic|npm|yarn|docker|registry|composer|proxy|redis|neo4j|rabbitmq|elastic|elasticsearch|es|nexus|artifactory|maven|pypi|twine|git|webdav|influxdb|mongo|mongodb|nuget|curl|http basic) auth$/;

/** Prefixes by which front-end builds publish a variable on purpose. */
const PUBLISHED = /^(?:NEXT_PUBLIC_|NUXT_PUBLIC_|EXPO_PUBLIC_|GATSBY_PUBLIC_|PUBLIC_)/;

/** The same, anywhere in the name. */
const INNER_SWITCHES = set("enable enabled disable disabled allow allowed force max min");

/** Names of the system's own that have a secret's words. */
const SYSTEM = set("PWD OLDPWD SSH_AUTH_SOCK SSH_ASKPASS GPG_TTY SECRETS_PATH KEYMAP");

const CACHE = new Map<string, NameClass>();
const CACHE_LIMIT = 20_000;

/** @example classifyName("STRIPE_KEY") // "secret" */
export function classifyName(name: string): NameClass {
  const known = CACHE.get(name);
  if (known) return known;
  if (CACHE.size >= CACHE_LIMIT) CACHE.clear();
  const decided = decide(name);
  CACHE.set(name, decided);
  return decided;
}

function decide(name: string): NameClass {
  if (PUBLISHED.test(name) || SYSTEM.has(name)) return "general";
  const words = withoutScanning(wordsOf(name));
  if (words.length === 0) return "general";
  if (name.length < 3) return "unknown";
  const core = withoutTrailers(words);
  const last = core.at(-1) ?? "";
  const text = core.join(" ");
  if (HARMLESS.test(text)) return "general";
  if (SURE_ENDING.test(text) || (core.some((word) => STORES.has(word)) && ADDRESSES.has(last) && !PAGES.has(core.at(-2) ?? "")))
    return "secret";
  if (/\bconnection ?strings \w/.test(words.join(" "))) return "secret";
  if (SWITCHES.has(core[0] ?? "") || ABOUT.has(last) || core.some((word) => INNER_SWITCHES.has(word))) return "general";
  const isSecret = core.some((word) => SECRET_WORDS.has(word)) || LAST_WORDS.has(last) || AUTH.test(text) || isMisspelt(last);
  return isSecret ? "secret" : "unknown";
}

/** `SMTP_PASWORD`: a slip of the pen must not hide a secret, nor the slip. */
function isMisspelt(word: string): boolean {
  return OFTEN_MISSPELT.some((right) => word[0] === right[0] && isOneSlipApart(word, right));
}

const OFTEN_MISSPELT = ["password", "secret", "credentials", "passphrase"];

/** Scanning for secrets keeps none: `SECRET_SCAN_OUT`, `SECRET_DETECTION_DISABLED`. */
function withoutScanning(words: readonly string[]): readonly string[] {
  const at = words.findIndex((word, index) => /^secrets?$/.test(word) && /^(?:scan|detection)/.test(words[index + 1] ?? ""));
  return at < 0 ? words : words.toSpliced(at, 2);
}

function withoutTrailers(words: readonly string[]): readonly string[] {
  let end = words.length;
  while (end > 1 && TRAILERS.has(words[end - 1] ?? "")) end--;
  return words.slice(0, end);
}
