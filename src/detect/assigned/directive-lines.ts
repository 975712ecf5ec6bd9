/**
 * Lines of configuration with a grammar of their own: routers, directories, installers, mail, proxies, tests in words. Owns the table.
 */

import { type Directive, FURTHER, Q, shape, V } from "./directive-shape.js";

export const LINES: readonly Directive[] = [
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
    words: ["snmp-server comm", "snmp community "],
    shape: shape(
      String.raw`^\s*(?<name>(?:set )?snmp(?:-server)? community)\s+(?!public\b|private\b)${V}(?:\s+(?:R[OW]|view|authorization)\b|\s*$)`,
    ),
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
  {
    words: ["createuser "],
    shape: shape(
      String.raw`^\s*(?<name>createuser)\s+\S+\s+(?:MD5|SHA(?:-?\d+)?)\s+${Q}(?:\s+(?:AES|DES)(?:-?\d+)?\s+${FURTHER})?`,
    ),
  },
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
  { words: ["insecure-passwor"], shape: shape(String.raw`^\s*user\s+\S+\s+(?<name>insecure-password)\s+${V}(?:\s|$)`) },
  { words: ["stats auth"], shape: shape(String.raw`^\s*(?<name>stats auth)\s+[^\s:]+:${V}\s*$`) },
  { words: ["sqlconnectinfo"], shape: shape(String.raw`^\s*(?<name>sqlconnectinfo)\s+\S+\s+\S+\s+${Q}(?:\s|$)`) },
  {
    words: ["]:587 ", "]:465 ", "]:25 "],
    shape: shape(String.raw`^\[[\w.-]+(?<name>\]:\d+)\s+[^\s:]+:(?<value>[^\s]{3,128})\s*$`),
  },
  { words: ["login="], shape: shape(String.raw`^\s*cache_peer\s[^\n]*\s(?<name>login)=[^\s:]+:${V}(?:\s|$)`) },
  { words: ["{plain}", "{cleartext}"], shape: shape(String.raw`(?<name>\{(?:plain|cleartext)\})(?<value>[^\s"'<>:]{3,64})`) },
  { words: ["l2tpd ", "pptpd "], shape: shape(String.raw`^\s*["']?[\w.\\@-]+["']?\s+(?<name>l2tpd|pptpd)\s+${Q}(?:\s|$)`) },
  { words: ['" * "'], shape: shape(String.raw`^"[\w.@\\-]+(?<name>"\s\*\s)"${V}"\s*(?:\*\s*)?$`) },
  {
    words: [', <<"'],
    shape: shape(String.raw`\{\s*(?<name>\w*(?:pass|pwd|secret)\w*),\s*<<"(?<value>[^"\n]{3,128})">>\s*\}`),
  },
  { words: ["user_admin="], shape: shape(String.raw`^\s*(?<name>user_admin)="(?<value>[^"\n]{3,128})"`) },
  { words: ["ion: basic "], shape: shape(String.raw`^\s*authorizat(?<name>ion: basic)\s+[\w.@-]+:${V}\s*$`) },
  {
    words: ['".equals('],
    shape: shape(String.raw`"(?<value>[^"\s]{3,64})"\.equals\((?<name>[\w.]{0,40}(?:pass(?:word|wd|phrase)?|pwd))(?:\(\))?\)`),
  },
  {
    words: [" pic x(", "string value '"],
    shape: shape(
      String.raw`(?<name>[\w-]{0,30}(?:pass(?:word|wd|phrase)?|pwd))\s+(?:pic\s+x\(\d+\)|type\s+string)\s+value\s+["'](?<value>[^"'\n]{3,64})["']`,
    ),
  },
  // tests in words
  {
    words: ["password}", "token}", "secret}"],
    shape: shape(String.raw`^\$\{(?<name>[\w ]*(?:password|token|secret))\}\s?=?(?: {2,}|\t)${V}\s*$`),
  },
  { words: ["input password"], shape: shape(String.raw`^\s*(?<name>input password)(?: {2,}|\t)\S+(?: {2,}|\t)${V}\s*$`) },
  { words: ['password" with "'], shape: shape(String.raw`(?<name>password)" with "(?<value>[^"\n]{3,64})"`) },
];
