/**
 * What name and value say together of a value that is public: identifiers, counters, names of types, formats, getters' arguments.
 *
 * `surroundings.ts` asks it, and owns what the lines around say.
 */

import { latin1 } from "../bytes.js";
import { isUuid } from "../non-secret/encoded.js";
import { looksRandom } from "../randomness/randomness.js";
import type { Candidate } from "./candidate.js";
import { namedOtherwise } from "./named-otherwise.js";
import { otherMeaning } from "./other-meaning.js";

const REACH = 120;

/** `max_tokens: 32768`, `creationToken = 1643842562`; a PIN or a password of digits has another name. */
const COUNTED = /(?:token|key|auth|cred)[a-z]*["']?$/i;
const COUNT = /^\d{1,13}$/;
const HAS_PASSWORD = /pass|pwd|(?:^|[^a-z])pin(?:[^a-z]|$)|otp|secret/i;
/** Names that say that the value names something. */
const IDENTIFIER =
  /guid|uuid|(?:^|[^a-z])(?:oid|clsid|iid)(?:[^a-z]|$)|(?:client|lock|update|request|pending\w*)[_-]?token$|(?:idempotency|link|lease|object|row|item|record|entity|parent|map|cache|group|listing)[_-]?keys?$/i;
/** `get_password("Outgoing trust")`: what is asked for, not what is got. */
const GETTER =
  /(?:^|[._>:])(?:get|load|read|fetch|delete|remove|find|look_?up|resolve|generate|fromGenerated|list|describe)(?:_?[A-Z]|_)/;
/** `translation_key="winddirection_3d"`. */
const TEXT_KEY = /(?:translation|translate|string|label|text|message|i18n|locale|idempotency|icon|state|update|project)_?keys?$/i;
/** Small letters and digits joined by signs, no part longer than a word. */
const JOINED = /^[a-z][a-z\d]{0,15}(?:[_.-][a-z\d]{1,16})+$/;
/** `objectForKey:@"allowRTL"`: Objective-C's way to ask. */
const SELECTOR = /(?:For|With|by)Key(?:Path)?$/;
/** `new InvalidToken("failed x verification")`, `log_unauth("create_principal", …)`: what is said. */
const MESSAGE =
  /(?:^|[._])(?:Invalid|Missing|Expired|Unauthori[sz]ed|Unauthenticated|Bad|Unknown|Unsupported|No|Not)[A-Z]\w*$|(?:^|[._])(?:log|print|trace|debug|warn|err(?:or)?)_\w+$/;
/** `Ctrl+F3`, `Shift-Tab`. */
const PRESSED = /^(?:(?:ctrl|cmd|command|alt|shift|meta|option|super)[-+|])+\S{1,12}$/i;
/** `passThrough`, `PASS_DOWN_ATTRS`: the verb. */
const PASSED_ON = /(?:^|[^a-z])pass_?(?:down|through|thru|along|on|by)(?![a-z])/i;
const PASSED_ON_IN_CAMEL = /[a-z]Pass(?:Down|Through|Thru|Along)(?![a-z])/;
const PGP_KEY = /^(?:0x)?(?:[0-9A-F]{8}|[0-9A-F]{16}|[0-9A-F]{40})$/;
const PLAIN_KEY = /(?:^|[_.-])(?:default|signing|local|public|gpg|pgp|trusted)?[_-]?key(?:id)?$/i;
/** `.5`, `-1`, `0x1f`, `2e-06`; whole numbers in decimal are PINs as well. */
const NUMBER = /^-?\d*\.\d+$|^-?\d+(?:\.\d+)?e[-+]?\d{1,3}$|^-\d+$|^0x[0-9a-f]{1,8}$|^0o[0-7]+$|^0b[01]+$/i;
/** The rest of a format within braces, `{name:08X}`. */
const FORMAT = /^[<>^=+ -]?0?\d*(?:\.\d+)?[bcdeEfFgGnosxX%]$/;

/** `aws:ec2/instance:Instance`. */
const RESOURCE = /^[a-z]\w*:[a-z][\w/.-]*:[A-Za-z][\w.-]*$/;
const LEAST_MNEMONIC = 9;

const CAMEL = /^[a-z]+(?:[A-Z][a-z]+)+$/;

/** `["privacy_key", "privacy_protocol"]`, `skip_keys = one,two,three`. */
function isListOfNames(name: string, value: string, operator: string): boolean {
  if (/^[a-z_]+(?:,[a-z_]+){2,}$/i.test(value)) return true;
  if (/^["']?keys["']?$/i.test(name) && /^[a-z]+(?:_[a-z\d]+)*$/.test(value)) return true;
  if (operator === "," && CAMEL.test(name.replace(/["']/g, "")) && CAMEL.test(value)) return true;
  return operator === "," && /^[a-z]+(?:_[a-z]+)+$/.test(value) && value.split("_")[0] === name.split("_")[0];
}

/** `CHECK_PASS "works"`, `gdb_test -nopass "info"`. */
const VERDICT = /(?:check|must|should|will|^-no)_?pass$/i;
const CHOICE =
  /^(?:true|false|always|never|on_[a-z]+|enabled?|disabled?|required|optional|ignored?|no[-_](?:encryption|password|auth|secret|key))$/i;
/** Bytes before the name that tell a text from others. */
const NEAR = 40;
/** `test x$sshkey = xtrue`: the letter keeps an empty variable from vanishing. */
function isShellComparison(name: string, value: string): boolean {
  return /^x\$/i.test(name) && /^x\w+$/i.test(value);
}

/** `INCORRECT_PASSWORD: "390100"`. */
const ERROR_NAME = /(?:^|_)(?:INCORRECT|INVALID|MISSING|ERR(?:OR)?|EXPIRED|UNSUPPORTED)(?:_|$)/;

/** `ratingPass` beside `ratingFail`. */
function hasOpposite(bytes: Uint8Array, { nameStart, valueEnd }: Candidate, name: string): boolean {
  const stem = /^(\w+)pass(?:ed|es)?$/i.exec(name)?.[1];
  if (stem === undefined) return false;
  const near = `${latin1(bytes, Math.max(0, nameStart - REACH), nameStart)}\n${latin1(bytes, valueEnd, valueEnd + REACH)}`;
  return near.toLowerCase().includes(`${stem.toLowerCase()}fail`);
}

/** Several bytes above ASCII that are no UTF-8. */
function isBinary(value: string): boolean {
  const high = value.match(/[\x80-\xff]/g)?.length ?? 0;
  return high > 2 && Buffer.from(value, "latin1").toString("utf8").split("\ufffd").length > 4;
}

/** The reason as a phrase for `explain`, or undefined. @param name the candidate's name, value its value */
export function publicValueReason(bytes: Uint8Array, candidate: Candidate, name: string, value: string): string | undefined {
  const { nameStart, valueEnd, operator, quote } = candidate;
  if (NUMBER.test(value)) return "a number";
  if (COUNT.test(value) && COUNTED.test(name) && !HAS_PASSWORD.test(name)) return "a number of something";
  if (isUuid(value) && (IDENTIFIER.test(name) || /^key$/i.test(name))) return "an identifier";
  if (PRESSED.test(value)) return "keys that are pressed";
  if (PASSED_ON.test(name) || PASSED_ON_IN_CAMEL.test(name)) return "what is passed on";
  if (TEXT_KEY.test(name) && JOINED.test(value)) return "the name of a text or a state";
  if (PGP_KEY.test(value) && /[A-F]/.test(value) && PLAIN_KEY.test(name)) return "a key's id";
  if (operator === "(" && GETTER.test(name)) return "the name of what is read";
  if (operator === ":" && SELECTOR.test(name) && /^@?["']$/.test(latin1(bytes, candidate.valueStart - 1, candidate.valueStart)))
    return "the name of what is read";
  if (operator === "(" && MESSAGE.test(name)) return "a message";
  if (quote === 0 && isShellComparison(name, value)) return "what a shell compares with";
  if (quote === 0 && /^\d+-\d+$/.test(value)) return "a range of numbers";
  if (/^(?:uu)?id=|^object=|^slot-id=|^manufacturer=/.test(value)) return "an identifier";
  if (bytes[valueEnd] === 0x7d && quote === 0 && FORMAT.test(value)) return "a format";
  if (quote !== 0 && /%\w/.test(value) && /^\s*%\s*[\w(]/.test(latin1(bytes, valueEnd + 1, valueEnd + 6)))
    return "a template that is filled in later";
  if (/token$/i.test(name) && /^@[a-z][a-z.-]*$/i.test(value)) return "the name of a class of tokens";
  if (!HAS_PASSWORD.test(name) && RESOURCE.test(value)) return "a resource's name";
  if (/hash_?key$/i.test(name) && /^\w+:\d+$/.test(value)) return "what tells the items of a list apart";
  if (isListOfNames(name, value, operator)) return "a list of names";
  if (/mnemonic$/i.test(name) && value.split(" ").length < LEAST_MNEMONIC) return "no mnemonic's words";
  if (VERDICT.test(name) || (/^PASS$/.test(name) && /^ [a-z(]/i.test(latin1(bytes, valueEnd, valueEnd + 3))))
    return "a test's verdict";
  if (hasOpposite(bytes, candidate, name)) return "a test's verdict";
  if (/^\d+$/.test(value) && ERROR_NAME.test(name)) return "an error's number";
  const other = namedOtherwise(bytes, candidate, name, value) ?? otherMeaning(bytes, candidate, name, value);
  if (other !== undefined) return other;
  if (CHOICE.test(value)) return "a choice";
  if (isBinary(value) || isBinary(latin1(bytes, Math.max(0, nameStart - NEAR), nameStart))) return "bytes of a binary file";
  const before = latin1(bytes, Math.max(0, nameStart - REACH), nameStart);
  const isKey = /\d/.test(value) && valueEnd - candidate.valueStart >= 16 && looksRandom(bytes, candidate.valueStart, valueEnd);
  if (!isKey && /^key$/i.test(name) && (candidate.form === "element" || /<[\w:.-]+\s+$/.test(before)))
    return "the name of an element";
  if (/\b(?:application|text|image|audio|video)\/$/.test(before)) return "a media type";
  if (/\b(?:urn|arn):[^\s"'`]*$/.test(before)) return "a resource's name";
  if (candidate.nameQuoted && /[A-Za-z\d]::$/.test(before) && /^[A-Z][A-Za-z]/.test(name)) return "what describes a type";
  return undefined;
}
