/**
 * Names that end in a secret's word and announce something else by their other words: experiments, usages, states, passes of a renderer.
 *
 * `public-value.ts` asks it. What name and place say together is `other-meaning.ts`.
 */

import { latin1 } from "../bytes.js";
import { isUuid } from "../non-secret/encoded.js";
import type { Candidate } from "./candidate.js";

const NEAR = 80;

/** `experimentKey`, `ParameterKey`, `extendedKeyUsage`, `InstrumentationKey`, `INDEXNOW_KEY`: what everyone may know. */
const PUBLIC_NAME =
  /(?:experiment|parameter|provider|instrumentation|index_?now|jira|issue|artifact|dataset|workspace|column|property|attribute|metric)[_-]?keys?$|key_?usage$/i;
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

/** The reason as a phrase for `explain`, or undefined. @param name the candidate's name, value its value */
export function namedOtherwise(bytes: Uint8Array, candidate: Candidate, name: string, value: string): string | undefined {
  const { operator, nameStart, valueEnd, quote } = candidate;
  if (PUBLIC_NAME.test(name)) return "public by its name";
  if (STATE.test(name)) return "a state";
  if (BOUND.test(name) && /^-?\d+$/.test(value)) return "a number of something";
  if (RENDERER_PASS.test(name) && OF_RENDERER.test(value)) return "one of several runs";
  if (ATTRIBUTE.test(value)) return "an attribute's number";
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
