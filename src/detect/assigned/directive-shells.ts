/**
 * Commands that take a password by a flag or a place that means something else with every other command. Owns the table.
 */

import { type Directive, FURTHER, Q, shape, V } from "./directive-shape.js";

export const SHELLS: readonly Directive[] = [
  { words: ["sudo -s"], shape: shape(String.raw`echo\s+(?:-n\s+)?${Q}\s*\|\s*(?<name>sudo\s+-S)\b`) },
  { words: ["password-stdin"], shape: shape(String.raw`echo\s+(?:-n\s+)?${Q}\s*\|[^|\n]*(?<name>--password-stdin)`) },
  { words: ["passwd --stdin"], shape: shape(String.raw`echo\s+(?:-n\s+)?${Q}\s*\|\s*(?:sudo\s+)?(?<name>passwd\s+--stdin)`) },
  {
    words: ["openssl "],
    shape: shape(
      String.raw`\bopenssl\s(?:[^|;\n]*?\s)?(?<name>-k\s|-pass(?:in|out)?\s+pass:|\bpasswd\s+(?:-(?:1|5|6|crypt|apr1)\s+)?(?:-salt\s+\S+\s+)?(?=[^-\s]))\s*["']?(?<value>(?![$<{%*-])[^\s"'<>)]{3,128})["']?(?:[\s)]|$)`,
    ),
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
    shape: new RegExp(
      String.raw`\bsnmp(?:walk|get)\s(?:[^|;\n]*?\s)?(?<name>-c)\s*(?!public\b|private\b)${Q}(?:\s|$)|\bsnmp(?:walk|get)\s[^|;\n]*?\s(?<secure>-A)\s+["']?(?<other>(?![$<{%*-])[^\s"'<>]{3,128})["']?(?:\s[^|;\n]*?-X\s+${FURTHER})?`,
      "d",
    ),
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
  {
    words: ["put-parameter"],
    shape: shape(String.raw`\bput-parameter\s[^|\n]*(?:pass|secret|token|_?key\b)[^|\n]*\s(?<name>--value)[= ]${Q}(?:\s|$)`),
  },
  {
    words: ["htpasswd -"],
    shape: shape(String.raw`\b(?<name>htpasswd)\s+-\w*b\w*\s+(?:-\w+\s+)*[^\s-]\S*\s+[^\s-]\S*\s+${Q}(?:\s|$)`),
  },
  {
    words: ["rabbitmqctl "],
    shape: shape(String.raw`\brabbitmqctl\s(?:[^|;\n]*?\s)?(?<name>add_user|change_password)\s+[^\s-]\S*\s+${Q}(?:\s|$)`),
  },
  { words: ["http -a "], shape: shape(String.raw`\bhttps?\s+(?<name>-a)\s+["']?[\w.@+-]+:${V}["']?`) },
  { words: ["nmcli "], shape: shape(String.raw`\bnmcli\s[^|;\n]*?\b(?<name>password|wifi-sec\.psk)\s+${Q}(?:\s|$)`) },
  {
    words: ["wpa_passphrase "],
    shape: shape(String.raw`\b(?<name>wpa_passphrase)\s+(?:"[^"]*"|'[^']*'|[^\s"'-]\S*)\s+${Q}(?:\s|$)`),
  },
  {
    words: ["sqlplus "],
    shape: shape(
      String.raw`\b(?<name>sqlplus)\s(?:-\w+\s+)*["']?[\w$#]+/"?(?<value>(?![$<{%*-])[^\s"'<>@]{3,64})(?:["']?@|["']?\s|$)`,
    ),
  },
  { words: ["kinit "], shape: shape(String.raw`\b(?<name>kinit)\s[^|;\n]*<<<\s*${Q}(?:\s|$)`) },
  {
    words: ["| passwd "],
    shape: shape(
      String.raw`(?:echo|printf)\s+(?:-\w+\s+)*["'](?<value>(?![$<{%*-])[^\s"'<>\\]{3,64})(?:\\n(?<further>[^\s"'<>\\]{3,64}))?(?:\\n)?["']\s*\|\s*(?:sudo\s+)?(?<name>passwd)\s`,
    ),
  },
  {
    words: ["mosquitto_pub ", "mosquitto_sub "],
    shape: shape(String.raw`\bmosquitto_(?:pub|sub)\s(?:[^|;\n]*?\s)?(?<name>-P)\s+${Q}(?:\s|$)`, "d"),
  },
  {
    words: ["mosquitto_passwd"],
    shape: shape(String.raw`\b(?<name>mosquitto_passwd)\s+(?:-c\s+)?-b\s+\S+\s+[^\s-]\S*\s+${Q}(?:\s|$)`),
  },
  { words: ["schtasks "], shape: shape(String.raw`\bschtasks(?:\.exe)?\s[^|\n]*\s(?<name>/rp)\s+${Q}(?:\s|$)`) },
  { words: ["ssh-keygen "], shape: shape(String.raw`\bssh-keygen\s(?:[^|;\n]*?\s)?(?<name>-N)\s+${Q}(?:\s|$)`, "d") },
  { words: ["cryptsetup "], shape: shape(String.raw`\b(?<name>cryptsetup)\s[^|;\n]*<<<\s*${Q}(?:\s|$)`) },
  {
    words: ["consul kv put "],
    shape: shape(String.raw`\bconsul\s+kv\s+put\s+(?<name>\S*(?:pass(?:word|wd)?|pwd|secret|token))\s+${Q}(?:\s|$)`),
  },
];
