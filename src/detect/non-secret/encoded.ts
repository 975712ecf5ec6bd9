/**
 * Values that are made from a secret but do not give it away, and identifiers: hashes, ciphertexts, UUIDs, digests with their name.
 *
 * A vendor's rule may want such a shape (some keys are UUIDs), so it is asked only for values without a shape of their own.
 */

const WRAPPED: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:ENC|DEC|CIPHER|cipher)[([{]|^\{cipher\}|^\{AES(?:128|256)?\}|^\{xor\}|^enc:|^AQICA|^vault:v\d|^U2FsdGVkX1|^\$ANSIBLE_VAULT|^ENC(?:RYPTED)?\[|^\d+:_[0-9A-F]{32}$/i,
    "encrypted",
  ],
  [
    /^(?:MFkwEwYHKoZIzj0|MFYwEAYHKoZIzj0|MIG[bf]MA0GCSqGSIb3DQEB|MII[BC]IjANBgkqhkiG9w0BAQ|MFwwDQYJKoZIhvcNAQEB|MCowBQYDK2V|AAAAB3NzaC1|AAAAE2VjZHNh|AAAAC3NzaC1l)/,
    "a public key",
  ],
  [
    /^(?:utf-?(?:8|16|32)\w*|latin-?1|iso-8859-\d+|ascii|base64(?:url)?|hex|binary|nfk?[cd]|(?:hmac[-_]?)?sha-?\d+(?:[-_/]\d+)?|(?:hmac[-_]?)?md5|[hrpe]s(?:256|384|512)|aes[-_]?\d*(?:[-_]\w{3})?|(?:des|3des|blowfish|chacha20)[\w-]*|rsa[-_]?\d*|argon2\w*|bcrypt|scrypt|pbkdf2\w*|x?oauth2?|ecdsa|ed25519|ntlm(?:v[12])?|rmd-?\d+|ripemd-?\d+|whirlpool|ms-?chap-?v2|x\.509|x?eap(?:-[a-z\d]+)+|(?:ssh|sk-ssh|ecdsa-sha2|sk-ecdsa-sha2|rsa-sha2)-[a-z]*\d*(?:@openssh\.com)?)$/i,
    "the name of an algorithm",
  ],
  [/^v\d{1,3}(?:alpha|beta|rc|p)?\d{0,3}(?:\.\d+)*$/i, "a version"],
  [/^B[A-Za-z0-9_-]{86}$/, "a public key"],
  // 20 bytes: keys of the same chains have 32
  [/^0x[0-9a-f]{40}$/i, "an account's address"],
  [/^(?:(?:Big)?(?:Ui|I)nt|Float)\d{1,2}(?:Clamped)?Array(?:<\w+>)?$|^(?:[A-Za-z]+_)?u?_?int\d{1,2}(?:_t)?$/, "a type"],
  [/^\??(?:boolean|string|number|integer|bool|float|double|unknown|void|undefined)(?:\[\])?$/, "a type"],
  // `eosio::abi/1.`
  [/^DmVvc2lvOjphYmkvMS4/, "the description of an interface"],
];

/**
 * Each of these wants a character that is neither a letter nor a digit. Values of letters and digits alone, as most keys are, are not held
 * against them: an expression that is used for the first time costs V8 30 microseconds, and again as much the second time.
 */
const SIGNED: readonly (readonly [RegExp, string])[] = [
  [/^\$(?:2[abxy]?|1|5|6|y|7|apr1|argon2(?:id?|d)|pbkdf2[\w-]*|scrypt|bcrypt[\w-]*|P|H|S|sha1|md5)\$/i, "a password hash"],
  [/^(?:pbkdf2|sha1|sha256|sha512|md5|bcrypt|scrypt|argon2)[\w]*[$:]/i, "a password hash"],
  [/^\{(?:S?SHA(?:-?\d+)?|S?MD5|CRYPT|PBKDF2[\w-]*|BCRYPT|ARGON2\w*|x-\w+)\}/i, "a password hash"],
  [/^sha(?:1|256|384|512)-[A-Za-z0-9+/]{20,}={0,2}$/, "an integrity hash"],
  [/^(?:sha(?:1|256|512)|md5)[:=][0-9a-f]{32,}$/i, "a digest"],
  [/^(?:[0-9a-f]{2}:){15,}[0-9a-f]{2}$/i, "a fingerprint"],
  [/^HMACSHA\d\+\d+:/, "a password hash"],
  [/^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i, "a colour"],
  [/^(?:urn|arn):[a-z]/, "a resource's name"],
  [/^(?:[A-Za-z][\w ]*\\{1,2}){2,}[\w ]+$/, "a path"],
  [
    /^[\w./\\-]+\.(?:pem|key|crt|cer|der|pfx|p12|jks|keystore|pub|json|ya?ml|txt|xml|properties|conf|cfg|ini|asc|gpg|html?|css|png|svg)$/i,
    "a file's name",
  ],
  // `List[V1Reference]`, `Map<String, Foo>`
  [/^(?:[A-Z][A-Za-z\d]*|list|dict|set|tuple|type|optional)(?:\[[A-Z][\w, .]*\]|<[A-Z][\w, .]*>)$/, "a type"],
  [/\[\^?[^\]]{0,12}(?:A-Z|a-z|0-9|\\[wds])[^\]]*\][*+?{)]?|^\^.*\[[^\]]+\].*\$$/, "a pattern"],
  [/^[a-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+\[\w*$/, "an expression"],
  // a few bytes written as escapes: separators and marks of protocols
  [/^(?:\\x[0-9a-f]{2}|\\u[0-9a-f]{4}|\\[0-7]{1,3}|\\[abfnrtv]){1,6}$/i, "control characters"],
  // of a font of icons
  [/^\\[EF][0-9A-F]{3,4}$/i, "a character by its number"],
  [/^[A-Za-z_]\w*\[[A-Za-z]\w*\]$/, "an expression"],
  [/^[A-Za-z][\w-]*(?:[<>=~!]=|[<>])\d+(?:\.\d+)*$/, "a requirement of a package"],
  [/^[A-Za-z\d]{6}(?:-[A-Za-z\d]{4}){5}-[A-Za-z\d]{6}$/, "a volume's identifier"],
  [/^\d+\/(?:tcp|udp|sctp)$/, "a port"],
  [/^(?:application|text|image|audio|video|font|multipart|message)\/[\w.+-]+$/, "a media type"],
  [/^(?:0x)?%[-+ #0]*\d*(?:\.\d+)?(?:hh|h|ll|l|z|j|t)?[xXduiopc](?![\w])/, "a format"],
  // what setuptools calls: `package.module:function`
  [/^[a-z_]\w*(?:\.[A-Za-z_]\w*)+:[A-Za-z_]\w*$/i, "the name of a part of a program"],
  // `preg_replace("/[^a-z]/", …`
  [/^\/[^/]*\[\^?[^\]/]+\][^/]*\/[a-z]{0,3}$/, "a pattern"],
  // a word's class with its features, in lexicons
  [/^[A-Z][a-z]*\([a-z_]+(?:,[a-z_]+)+\)$/, "an expression"],
  [/^[\w./-]+\.(?:md|rst|html?)#[\w-]+$/, "an address"],
  [/^\d{4}_[a-z]+(?:_[a-z\d]+)+$/, "the name of a migration"],
  [/^@?[a-z][\w-]*\/[\w-]+:[A-Za-z]\w*$/, "the name of a part of a program"],
  [/^(?:ssh-(?:rsa|ed25519|dss)|ecdsa-sha2-\S+) /, "a public key"],
];
const SIGN = /[^A-Za-z0-9]/;

const UUID = /^\{?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\}?$/i;

/** Base64 of at least three words with blanks between them: documentation's examples. */
function isTextInBase64(value: string): boolean {
  if (!/^[A-Za-z0-9+/]{20,}={0,2}$/.test(value)) return false;
  return /^[\x20-\x7e]* [\x20-\x7e]+ [\x20-\x7e]*$/.test(Buffer.from(value, "base64").toString("latin1"));
}

/** Base64 of `{SSHA}…` and its like, as LDIF has it. */
function isHashInBase64(value: string): boolean {
  return (
    /^e[A-Za-z0-9+/]{11,}={0,2}$/.test(value) && /^\{[A-Z\d-]{3,12}\}/i.test(Buffer.from(value, "base64").toString("latin1"))
  );
}

/** Hex of at least eight printable characters, most of them letters: names and paths. */
function isTextInHex(value: string): boolean {
  if (!/^(?:0x)?(?:[2-7][0-9a-f]){8,}(?:00)?$/i.test(value)) return false;
  const text = Buffer.from(value.replace(/^0x|00$/gi, ""), "hex").toString("latin1");
  return /^[\x20-\x7e]+$/.test(text) && text.replace(/[^a-z]/gi, "").length * 10 >= text.length * 6;
}

/** What the value is made of, as a phrase for `explain`, or undefined. */
export function encodedReason(value: string): string | undefined {
  return (
    WRAPPED.find(([pattern]) => pattern.test(value))?.[1] ??
    (SIGN.test(value) ? SIGNED.find(([pattern]) => pattern.test(value))?.[1] : undefined) ??
    (isHashInBase64(value)
      ? "a password hash"
      : isTextInBase64(value)
        ? "a text in base64"
        : isTextInHex(value)
          ? "a text in hex"
          : undefined)
  );
}

export function isUuid(value: string): boolean {
  return UUID.test(value);
}
