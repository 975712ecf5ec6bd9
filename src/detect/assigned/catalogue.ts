/**
 * Texts of people's languages that hold a secret's name: message catalogues, usage texts, and prose that goes on behind the value.
 *
 * `surroundings.ts` asks it. What a secret is called in other languages is `foreign-words.ts`.
 */

import { latin1 } from "../bytes.js";
import { looksRandom } from "../randomness/randomness.js";
import type { Candidate } from "./candidate.js";

/** What gettext compiles: no line of it is configuration. */
const COMPILED = /\.g?mo$/i;
/** A key as machines make it stands in no text that people read. */
const LEAST_KEY = 16;
/** `  --ftp-password=HESLO        nastaví heslo`: the option's argument in a usage text. */
const ARGUMENT = /^\p{Lu}[\p{Lu}_-]+$/u;
/** `contraseñas: vea la ayuda`: letters, and the line goes on in words. */
const WORD = /^[A-Za-z\x80-\xff]+$/;
const GOES_ON = /^[,;]?[ \t]+[`"'(/]{0,2}[a-z\x80-\xff]{1,24}[ ,.;:)`"'\n]/;
const BEHIND = 32;
/** `"clé1:valeur1,clé2:valeur2"`: "value" in the languages whose names of keys are known, with a number. */
const VALUE_WORD = /^(?:value|valeur|valore|valor|wert|waarde)_?\d*(?:,|$)/i;
/** `Senha criptografada.`: a word behind a name in another language, and no sign between them. */
const PROSE_WORD = /^[A-Za-z\x80-\xff]+[.,;:]?$/;
const ENGLISH = /pass|pwd|secret|token|key|auth|cred|pw\b/i;
/** `account:parola:UID:GID:GECOS`: passwd(5). */
const ACCOUNT = /^UID:GID(?::|$)/;
/** Words for secrets of languages that write no blanks, and what goes on behind them but for brackets. */
const SENTENCE =
  /(?:\u30d1\u30b9\u30ef\u30fc\u30c9|\u5bc6[\u7801\u78bc\u94a5\u9470]|\u79d8\u5bc6\u9375|\u53e3\u4ee4|\ube44\ubc00\ubc88\ud638)([^[\](){}\uff08\uff09]*)$/u;
/** Characters behind such a word that are no particle any more, where a blank or a sign leads to the value. */
const LONGEST_PARTICLE = { blank: 1, sign: 4 };

/** The reason as a phrase for `explain`, or undefined. @param name the candidate's name, value its value */
export function catalogueReason(
  bytes: Uint8Array,
  { form, operator, quote, nameQuoted, valueStart, valueEnd }: Candidate,
  name: string,
  value: string,
  path: string,
): string | undefined {
  if (COMPILED.test(path) && !(value.length >= LEAST_KEY && /\d/.test(value) && looksRandom(bytes, valueStart, valueEnd)))
    return "a translated text";
  if (quote === 0 && operator === "=" && bytes[valueEnd] === 0x20 && bytes[valueEnd + 1] === 0x20 && isArgument(value))
    return "an argument in a usage text";
  if (VALUE_WORD.test(value) && /\d$|key|cl[e\xc3]|chiave|clave|schl|sleutel/i.test(name)) return "a placeholder";
  if (operator === " " && form === "bare" && PROSE_WORD.test(value) && !ENGLISH.test(name)) return "prose that goes on";
  if (ACCOUNT.test(value)) return "the fields of an account";
  if (!/[\x80-\xff]/.test(name)) return undefined;
  if (/^\d+$/.test(value) && nameQuoted && quote === 0) return "a number of something";
  if (form === "bare" && operator === ":" && WORD.test(value) && GOES_ON.test(latin1(bytes, valueEnd, valueEnd + BEHIND)))
    return "prose that goes on";
  return isSentence(name, operator === " " ? LONGEST_PARTICLE.blank : LONGEST_PARTICLE.sign) ? "prose that goes on" : undefined;
}

function isArgument(value: string): boolean {
  return ARGUMENT.test(Buffer.from(value, "latin1").toString("utf8"));
}

/** `パスワードを隠す` ("hides the password"): the name is a sentence, whose verb stands behind the word. */
function isSentence(name: string, particle: number): boolean {
  const behind = SENTENCE.exec(Buffer.from(name, "latin1").toString("utf8"))?.[1] ?? "";
  return behind.length > particle && !/^\w+$/.test(behind);
}
