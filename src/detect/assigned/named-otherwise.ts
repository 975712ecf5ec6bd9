/**
 * Names that end in a secret's word and announce something else by their other words: experiments, usages, states, passes of a renderer.
 *
 * `public-value.ts` asks it. What name and place say together is `other-meaning.ts`.
 */

import { latin1 } from "../bytes.js";
import { isUuid } from "../non-secret/encoded.js";
import type { Candidate } from "./candidate.js";

const NEAR = 80;
const LEAST_MNEMONIC = 12;

/** `experimentKey`, `ParameterKey`, `extendedKeyUsage`, `InstrumentationKey`, `INDEXNOW_KEY`: what everyone may know. */
const PUBLIC_NAME =
  /(?:experiment|parameter|provider|instrumentation|index_?now|jira|issue|artifact|dataset|workspace|column|property|attribute|metric|trusted|binary|dedup(?:lication)?)[_-]?keys?$|key_?(?:usage|handle)s?$|rsp_?auth$/i;
/** `unauthorized`, `authorizedScopes`: a state. */
const STATE = /^["']?(?:un)?authori[sz]ed["']?$/i;
const ISSUE = /^[A-Z][A-Z\d]{1,9}-\d{1,6}$/;
/** `maxToken`, `_minToken`. */
const BOUND = /(?:^|[^a-z])(?:max|min|first|last|next|prev|end|start)(?:imum)?_?tokens?$/i;
/** `clé`, `ключ` and `key` are counted in lists of words. */
const PASSWORD = /pass|pwd|secret/i;
/** `currentPass: "offscreen"`. */
const RENDERER_PASS = /(?:^|[^a-z])(?:current|next|last|main|render)_?Pass$/;
const OF_RENDERER = /^(?:opaque|translucent|transparent|offscreen|shadow|depth|beauty|light|main|final|ui|overlay)$/;
/** `"GUID of a right": ResetPassword = "00299570-…"`, and names of attributes in a table of a directory. */
const RIGHT = /(?:reset|change|force_?change)_?password$/i;
const ATTRIBUTE = /^ATTk\d+$/;
const ENDS_IN_KEY = /_?keys?$/i;

/** `…?alt=media&token=UUID`: whoever has the page has the picture. */
const DOWNLOAD = /[?&]alt=media&(?:amp;)?$/;
/** `login("anonymous", "me@example.org")`. */
const ANYBODY = /^anonymous(?:@.*)?$/i;
const AS_ANYBODY = /["']anonymous["']\s*,\s*["']$/i;
/** Signature Version 4 begins its keys with it. */
const SCHEME = /^AWS4$/;
/** `4pWd 84475` behind a line that ends in `84474`: a table of tokens and their numbers. */
const NUMBERED = /(?:^|\n)\S+ (\d+)\n\S*$/;
const HEX_HASH = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{64})$/i;
const ROW_REACH = 1_200;
/** What `useradd -p` takes: crypt(3)'s alphabet and lengths. */
const CRYPT = /^(?=.*[./])(?:[./\dA-Za-z]{13}|[./\dA-Za-z]{24})$/;
const ADDS_USER = /\buser(?:add|mod)\s[^\n]*$/;
/** `keyring.set_password("service", user, password)`. */
const KEYRING = /keyring\.set_?password$/i;
/** A plain `key` with blanks in it is a text that is looked for. */
const PLAIN_KEY = /^[."']*key["']*$/i;

/** A hash of a password's column: `INSERT INTO users (…, password) VALUES (…, '5baa61e4…')`. */
function isStoredHash(bytes: Uint8Array, { nameEnd, valueStart }: Candidate, value: string): boolean {
  if (!HEX_HASH.test(value) || valueStart - nameEnd < 10) return false;
  return /\bvalues\b/i.test(latin1(bytes, nameEnd, Math.min(valueStart, nameEnd + ROW_REACH)));
}

function isNumbered(bytes: Uint8Array, nameStart: number, value: string): boolean {
  const before = NUMBERED.exec(latin1(bytes, Math.max(0, nameStart - NEAR), nameStart))?.[1];
  return before !== undefined && Number(before) + 1 === Number(value);
}

/** The reason as a phrase for `explain`, or undefined. @param name the candidate's name, value its value */
export function namedOtherwise(bytes: Uint8Array, candidate: Candidate, name: string, value: string): string | undefined {
  const { operator, nameStart, valueEnd, quote } = candidate;
  if (PUBLIC_NAME.test(name)) return "public by its name";
  if (STATE.test(name)) return "a state";
  if (BOUND.test(name) && /^-?\d+$/.test(value)) return "a number of something";
  if (RENDERER_PASS.test(name) && OF_RENDERER.test(value)) return "one of several runs";
  if (ATTRIBUTE.test(value)) return "an attribute's number";
  if (operator === " " && /^\d+$/.test(value) && isNumbered(bytes, nameStart, value)) return "a number of a table";
  if (/token$/i.test(name) && isUuid(value) && DOWNLOAD.test(latin1(bytes, Math.max(0, nameStart - 16), nameStart)))
    return "a public file's address";
  if (
    ANYBODY.test(value) ||
    (candidate.form === "call" && AS_ANYBODY.test(latin1(bytes, Math.max(0, candidate.valueStart - 24), candidate.valueStart)))
  )
    return "anybody's login";
  if (SCHEME.test(value)) return "the name of a scheme";
  if (CRYPT.test(value) && ADDS_USER.test(latin1(bytes, Math.max(0, candidate.valueStart - NEAR), candidate.valueStart)))
    return "a password hash";
  if (isStoredHash(bytes, candidate, value)) return "a password hash";
  if (/^placeholder[-_\d]*$/i.test(value)) return "a placeholder";
  if (PLAIN_KEY.test(name) && / /.test(value) && value.split(" ").length < LEAST_MNEMONIC) return "a text that is looked for";
  if (/^_[a-z]+(?:_[a-z]+)+$/.test(value)) return "a name of program code";
  if (operator === "(" && KEYRING.test(name)) return "the name of a service";
  const saysPassword = PASSWORD.test(name);
  if (!saysPassword && ISSUE.test(value)) return "an issue's number";
  if (isUuid(value) && (RIGHT.test(name) || (operator === "(" && takesMore(bytes, valueEnd)))) return "an identifier";
  if (!saysPassword && ENDS_IN_KEY.test(name) && isOwnBeginning(name, value)) return "the name itself";
  if (quote === 0 && /^[a-z_]\w*$/i.test(value) && /^ = \w/.test(latin1(bytes, valueEnd, valueEnd + 4))) return "a variable";
  if (operator === "," && candidate.nameQuoted && isListed(latin1(bytes, Math.max(0, nameStart - NEAR), nameStart), name, value))
    return "an item of a list";
  return undefined;
}

/** `bscToken("b7128172-…", "bsc:hook", "Hook Token", 18)`: an entry of a register. */
function takesMore(bytes: Uint8Array, valueEnd: number): boolean {
  return /^["'`]\s*,\s*["'`\w]/.test(latin1(bytes, valueEnd, valueEnd + 12));
}

/** `i18n_key = "i18n"`. */
function isOwnBeginning(name: string, value: string): boolean {
  const last = name.slice(name.lastIndexOf(".") + 1).replace(/["']/g, "");
  return last.replace(ENDS_IN_KEY, "").toLowerCase() === value.toLowerCase();
}

/** `['v3password', 'v3totp']`: both begin alike, and the bracket of a list opens before them. */
function isListed(before: string, name: string, value: string): boolean {
  const start = /^[a-z]+\d+/i.exec(name.replace(/["']/g, ""))?.[0];
  return start !== undefined && value.startsWith(start) && /[[(]\s*(?:["'][\w-]+["'],\s*)*["']?$/.test(before);
}
