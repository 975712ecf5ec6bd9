/**
 * Lines of programs with a grammar of their own: routers, directories, installers, SNMP, shells. Each word has the shape of its line.
 *
 * Owns the table; what a value is worth is the model's. A shape is looked for in the line of its word only, unless it says otherwise.
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import { type Candidate, plainCandidate } from "./candidate.js";
import { MIN_VALUE } from "./name-place.js";
import { isQuote, lineEnd, lineStart } from "./text.js";

interface Directive {
  /** Kernel words: ASCII in lower case. */
  readonly words: readonly string[];
  /** The line from its start on; group `name` is what announces the value, `value` the value. */
  readonly shape: RegExp;
  /** The shape goes on in the next lines. */
  readonly isLong?: true;
}

/** A value without quotes that is no reference, variable or option. */
const V = String.raw`(?<value>(?![$<{%*-])[^\s"'<>]{3,128})`;
/** The same between quotes or without. */
const Q = `["']?${V}["']?`;
const shape = (source: string): RegExp => new RegExp(source, "di");

export const DIRECTIVES: readonly Directive[] = [
  // installers, directories
  { words: ["rootpw"], shape: shape(String.raw`^\s*(?<name>(?:olc)?rootpw)\s+(?:--plaintext\s+)?(?!--)${Q}\s*$`) },
  { words: ["bindpw"], shape: shape(String.raw`^\s*(?<name>bindpw)\s+${Q}\s*$`) },
  { words: ["d-i passwd/"], shape: shape(String.raw`^\s*(?<name>d-i passwd/[\w-]*password(?:-again)?)\s+password\s+${V}`) },
  { words: ["userpassword::"], shape: shape(String.raw`^(?<name>userpassword)::\s+(?<value>[A-Za-z0-9+/]{4,}={0,2})\s*$`) },
  {
    words: ["chpasswd:"],
    shape: shape(String.raw`(?<name>chpasswd):\s*\n\s+list:\s*\|?\s*\n\s+[\w.-]+:${V}\s*\n`),
    isLong: true,
  },
  // routers and switches
  {
    words: ["enable secret", "enable password"],
    shape: shape(String.raw`(?<name>enable (?:secret|password))\s+(?:level \d+\s+)?(?:[07]\s+)?${V}\s*$`),
  },
  {
    words: ["password 0 ", "password 7 ", "secret 0 "],
    shape: shape(String.raw`(?<name>(?:password|secret) [07])\s+${V}(?:\s|$)`),
  },
  {
    words: ["username "],
    shape: shape(String.raw`^\s*username \S+ (?:privilege \d+ )?(?<name>secret|password) (?:[07] )?(?!\d\s)${V}\s*$`),
  },
  {
    words: ["snmp-server comm"],
    shape: shape(String.raw`^\s*(?<name>snmp-server community)\s+(?!public\b|private\b)${V}(?:\s+(?:R[OW]|view)\b|\s*$)`),
  },
  { words: ["key-string"], shape: shape(String.raw`^\s*(?<name>key-string)\s+(?:[07]\s+)?${V}\s*$`) },
  { words: ["isakmp key"], shape: shape(String.raw`(?<name>isakmp key)\s+(?:[06]\s+)?${V}\s+(?:address|hostname)\b`) },
  {
    words: ["tacacs-server", "radius-server"],
    shape: shape(String.raw`(?<name>(?:tacacs|radius)-server\b[^\n]*?\bkey)\s+(?:[07]\s+)?${V}\s*$`),
  },
  { words: ["neighbor "], shape: shape(String.raw`^\s*(?<name>neighbor \S+ password)\s+(?:[07]\s+)?${V}\s*$`) },
  { words: ["wpa-psk "], shape: shape(String.raw`(?<name>wpa-psk)\s+(?:ascii\s+|hex\s+)?(?:[07]\s+)?${Q}\s*$`) },
  { words: ["digest-key "], shape: shape(String.raw`(?<name>message-digest-key \d+ md5)\s+(?:[07]\s+)?${V}\s*$`) },
  {
    words: ["-text-password-v", "ascii-text"],
    shape: shape(String.raw`(?<name>plain-text-password-value|pre-shared-key ascii-text)\s+"(?<value>[^"\n]{3,128})"`),
  },
  { words: ["rocommunity", "rwcommunity"], shape: shape(String.raw`^\s*(?<name>r[ow]community6?)\s+(?!public\b|private\b)${V}`) },
  { words: ["createuser "], shape: shape(String.raw`^\s*(?<name>createuser)\s+\S+\s+(?:MD5|SHA(?:-?\d+)?)\s+${Q}`) },
  // services
  { words: ["register =>"], shape: shape(String.raw`^\s*(?<name>register)\s*=>\s*[\w.+-]+:(?<value>[^\s:@]{3,64})@`) },
  {
    words: [": eap ", ": xauth ", ": psk "],
    shape: shape(String.raw`^[^\s:]*(?:\s[^\s:]+)?\s*:\s(?<name>EAP|XAUTH|PSK)\s+(?:"${V}"|(?<other>0[xs][^\s"]{6,128}))\s*$`),
  },
  { words: [" on >"], shape: shape(String.raw`^\s*(?<name>user \S+ on) >${V}(?:\s|$)`) },
  {
    words: ["sp_addlogin"],
    shape: shape(
      String.raw`(?<name>sp_addlogin)\s+(?:@\w+\s*=\s*)?N?'[^'\n]*'\s*,\s*(?:@\w+\s*=\s*)?N?'(?<value>[^'\n]{3,128})'`,
    ),
  },
  {
    words: [":5432:", "*:*:"],
    shape: shape(String.raw`^[^:\s#]+:(?:\d+|\*):[^:\s]+:(?<name>[^:\s]+):(?<value>[^\s:]{3,128})\s*$`),
  },
  // tests in words
  {
    words: ["password}", "token}", "secret}"],
    shape: shape(String.raw`^\$\{(?<name>[\w ]*(?:password|token|secret))\}\s?=?(?: {2,}|\t)${V}\s*$`),
  },
  { words: ["input password"], shape: shape(String.raw`^\s+(?<name>input password)(?: {2,}|\t)\S+(?: {2,}|\t)${V}\s*$`) },
  { words: ['password" with "'], shape: shape(String.raw`(?<name>password)" with "(?<value>[^"\n]{3,64})"`) },
  // shells
  { words: ["sudo -s"], shape: shape(String.raw`echo\s+(?:-n\s+)?${Q}\s*\|\s*(?<name>sudo\s+-S)\b`) },
  { words: ["password-stdin"], shape: shape(String.raw`echo\s+(?:-n\s+)?${Q}\s*\|[^|\n]*(?<name>--password-stdin)`) },
  { words: ["passwd --stdin"], shape: shape(String.raw`echo\s+(?:-n\s+)?${Q}\s*\|\s*(?:sudo\s+)?(?<name>passwd\s+--stdin)`) },
  {
    words: ["openssl "],
    shape: shape(String.raw`\bopenssl\s(?:[^|;\n]*?\s)?(?<name>-k\s|-pass(?:in|out)?\s+pass:)\s*${Q}(?:\s|$)`),
  },
  { words: ["lftp "], shape: shape(String.raw`\blftp\s(?:[^|;\n]*?\s)?(?<name>-u)\s+["']?[\w.@+-]+,${V}["']?`) },
  {
    words: ["smbclient ", "rpcclient "],
    shape: shape(String.raw`\b(?:smb|rpc)client\s(?:[^|;\n]*?\s)?(?<name>-U)\s+["']?[\w.\\@+-]+%${V}["']?`),
  },
  {
    words: ["useradd ", "usermod "],
    shape: shape(String.raw`\buser(?:add|mod)\s(?:[^|;\n]*?\s)?(?<name>-p)\s+(?!\$|["']\$)${Q}(?:\s|$)`),
  },
  { words: ["zip -"], shape: new RegExp(String.raw`\bzip\s(?:[^|;\n]*?\s)?(?<name>-P)\s*${Q}(?:\s|$)`, "d") },
  { words: ["ipmitool "], shape: new RegExp(String.raw`\bipmitool\s(?:[^|;\n]*?\s)?(?<name>-P)\s*${Q}(?:\s|$)`, "d") },
  {
    words: ["snmpwalk ", "snmpget "],
    shape: new RegExp(String.raw`\bsnmp(?:walk|get)\s(?:[^|;\n]*?\s)?(?<name>-c)\s*(?!public\b|private\b)${Q}(?:\s|$)`, "d"),
  },
  { words: ["xfreerdp"], shape: shape(String.raw`\bxfreerdp\s(?:[^|;\n]*?\s)?(?<name>/p:)${Q}(?:\s|$)`) },
  {
    words: ["net use"],
    shape: shape(
      String.raw`\bnet\s+(?<name>use|user)\s+(?:[A-Z]:\s+)?(?:\\\\\S+\s+)?(?:/user:\S+\s+${V}\s*$|(?!\\\\|/)(?:\w+\s+)?(?<other>(?![/$*%])[^\s"']{5,64})\s+/(?:add|user:))`,
    ),
  },
  {
    words: ["config set //"],
    shape: shape(String.raw`\bconfig set //\S+:(?<name>_authToken|_password|_auth)[ =]["']?${V}["']?`),
  },
];

const BY_WORD: ReadonlyMap<string, Directive> = new Map(
  DIRECTIVES.flatMap((one) => one.words.map((word) => [word, one] as const)),
);

/** All kernel words of the table. */
export const DIRECTIVE_WORDS: readonly string[] = [...BY_WORD.keys()];

/** Names in the table that stand on a command line. */
const OF_COMMAND = /^(?:[-/]|sudo|passwd|user?$)/;

const BEFORE = 200;
const LINE = 300;
const LONG = 400;

/** @param at offset of the word */
export function directiveSecret({ bytes, start, end }: TextWindow, at: number, word: string): Candidate | undefined {
  const directive = BY_WORD.get(word)!;
  const from = lineStart(bytes, at, start, BEFORE);
  const to = directive.isLong === true ? Math.min(end, at + LONG) : lineEnd(bytes, at, end, LINE);
  const found = directive.shape.exec(latin1(bytes, from, to))?.indices?.groups;
  const value = found?.["value"] ?? found?.["other"];
  const name = found?.["name"];
  if (value === undefined || name === undefined || value[1] - value[0] < MIN_VALUE) return undefined;
  const before = bytes[from + value[0] - 1];
  const quote = isQuote(before) && bytes[from + value[1]] === before ? before! : 0;
  const candidate = plainCandidate({
    form: "flag",
    nameStart: from + name[0],
    nameEnd: from + name[1],
    valueStart: from + value[0],
    valueEnd: from + value[1],
    quote,
  });
  return { ...candidate, isDirective: !OF_COMMAND.test(latin1(bytes, candidate.nameStart, candidate.nameEnd)) };
}
