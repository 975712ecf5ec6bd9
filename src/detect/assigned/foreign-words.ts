/**
 * Names of secrets in languages other than English, by what they name. Owns the words; `words.ts` makes kernel words of them.
 *
 * A word is a part that all forms of the name share, without a first letter that may be a capital one, since the kernel folds the case
 * of ASCII only. Beyond ASCII the parsers read a name as UTF-8 bytes in a latin-1 string, and so the words are such strings here.
 */

/** UTF-8 in latin-1; 3 to 16 bytes. */
const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** German, French, Spanish, Portuguese, Dutch, Polish, Russian, Chinese, Japanese, then further languages in Latin letters. */
const LATIN_PASSWORDS: readonly string[] = [
  ...["kennwort", "zugangscode", "mdp", "contrase", "clave", "senha", "wachtwoord", "wachtzin", "toegangscode", "haslo", "parol"],
  ...[
    "mima",
    "mi_ma",
    "kouling",
    "anshou",
    "pasuwa",
    "bimilbeon",
    "kodikos",
    "matkhau",
    "mat_khau",
    "sifre",
    "heslo",
    "geslo",
    "jelsz",
  ],
  ...["senord", "adgangskode", "kodeord", "salasana", "lozink", "kata_sandi"],
];

/** Polish, Turkish, Hungarian and Vietnamese with their letters, Cyrillic, Greek, Hebrew, Arabic, Hindi, Thai, Chinese, Japanese, Korean. */
const OTHER_PASSWORDS: readonly string[] = [
  ...[
    "hasło",
    "şifre",
    "ароль",
    "АРОЛЬ",
    "арола",
    "асло",
    "озинк",
    "ωδικ",
    "νθηματικ",
    "סיסמ",
    "السر",
    "المرور",
    "पासवर",
    "รหัสผ",
  ],
  ...["密码", "密碼", "口令", "パスワード", "暗証番号", "合言葉", "비밀번호", "암호"],
].map(utf8);

const SECRETS: readonly string[] = [
  ...["geheim", "zugangsdaten", "sekret", "segret", "segred", "himitsu"],
  ...["екрет", "ЕКРЕТ", "υστικ", "비밀"].map(utf8),
];

const KEYS: readonly string[] = ["schluessel", "chave", "chiave", "sleutel", "klucz", "klyuch", "miyao"];
const OTHER_KEYS: readonly string[] = ["schlüssel", "clé", "люч", "密钥", "密鑰", "秘密鍵"].map(utf8);

const TOKENS: readonly string[] = ["jeton", "lingpai", ...["окен", "令牌", "トークン", "토큰"].map(utf8)];

/** All of them, most selective where it matters to nobody. */
export const FOREIGN_WORDS: readonly string[] = [
  ...LATIN_PASSWORDS,
  ...OTHER_PASSWORDS,
  ...SECRETS,
  ...KEYS,
  ...OTHER_KEYS,
  ...TOKENS,
];

/** Words that are as often in the name of something public. */
export const WEAK_FOREIGN_WORDS: readonly string[] = [
  "clave",
  ...KEYS.filter((word) => word !== "miyao"),
  ...OTHER_KEYS.slice(0, 3),
];

/** By what they name. */
export const FOREIGN_PASSWORDS: readonly string[] = [...LATIN_PASSWORDS, ...OTHER_PASSWORDS];
export const FOREIGN_SECRETS: readonly string[] = SECRETS;
export const FOREIGN_KEYS: readonly string[] = [...KEYS, ...OTHER_KEYS];
export const FOREIGN_TOKENS: readonly string[] = TOKENS;
