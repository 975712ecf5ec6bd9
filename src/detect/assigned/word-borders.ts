/**
 * Whether a kernel word is a word of the name at hand, or only letters in another one: `keyboard`, `bypass`, `author`, `credit`.
 */

import { isLetter } from "./text.js";
import { ASSIGNED_WORDS } from "./words.js";

export interface Borders {
  /** What may follow at once in letters of the same case (`$`: and no more of them); a change of case, a sign or the end may always. `undefined`: anything. */
  readonly tails?: readonly string[];
  /** What must not stand right before. */
  readonly notBehind?: readonly string[];
  /** What must not stand right before, unless letters follow. */
  readonly notBehindAlone?: readonly string[];
  /** No letter of the same word may stand before. */
  readonly startsWord?: true;
}

/** A pass over something: `renderPass`, `lowpass`, `firstPass`. */
const STEPS = [
  ...["render", "shader", "shadow", "depth", "blur", "compute", "bloom", "filter", "draw", "copy", "clear", "effect", "geometry"],
  ...["high", "band", "first", "second", "single", "multi", "compiler", "optimization"],
];

const utf8 = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** As the comparison folds letters of ASCII, bytes beyond it lose the same bit. */
const folded = (text: string): string => Buffer.from(Buffer.from(text, "utf8").map((byte) => byte | 32)).toString("latin1");

const BORDERS: Readonly<Record<string, Borders>> = {
  pass: {
    tails: ["w", "phrase", "code", "key", "frase", "e$", "ord$"],
    notBehind: ["by", "com", "tres", "sur", "proxy", "ask"],
    notBehindAlone: STEPS,
  },
  pwd: { tails: ["s"] },
  secre: { tails: ["t$", "ts$", "to$", "ta$", "te$"] },
  token: { tails: ["s"] },
  key: {
    tails: ["s$", "store", "pass", "phrase", "hex", "base"],
    notBehind: ["mon", "don", "tur", "hoc", "joc", "whis", "send"],
  },
  auth: { tails: ["oriz", "oris", "key", "tok", "pass", "pw", "salt"] },
  cred: { tails: ["s", "e"], notBehind: ["sa"] },
  psk: { tails: [], startsWord: true },
  mnemonic: { tails: [] },
  mdp: { tails: [], startsWord: true },
  jeton: { tails: ["s"] },
  clave: { tails: ["s"], startsWord: true },
  senha: { tails: ["s"] },
  chave: { tails: ["s"] },
  haslo: { tails: [], startsWord: true },
  klucz: { tails: [], startsWord: true },
  parol: { tails: ["a", "y"], startsWord: true },
  mima: { tails: [], startsWord: true },
  mi_ma: { tails: [], startsWord: true },
  heslo: { startsWord: true },
  geslo: { startsWord: true },
  sifre: { tails: ["s"], startsWord: true },
  lingpai: { startsWord: true },
  [utf8("люч")]: { notBehind: ["вк", "ск", "дк", "ек", "тк", "ык", "ак"].map(folded) },
  [utf8("clé")]: { startsWord: true },
  kodikos: { startsWord: true },
};

/** By index in `ASSIGNED_WORDS`; undefined: a word that may stand anywhere. */
export const WORD_BORDERS: readonly (Borders | undefined)[] = ASSIGNED_WORDS.map((word) => BORDERS[word]);
const LENGTHS: readonly number[] = ASSIGNED_WORDS.map((word) => word.length);

export function isWordOfName(bytes: Uint8Array, at: number, wordIndex: number): boolean {
  const borders = WORD_BORDERS[wordIndex];
  if (borders === undefined) return true;
  const end = at + LENGTHS[wordIndex]!;
  if (goesOn(bytes[end - 1]!, bytes[end])) {
    if (borders.tails !== undefined && !borders.tails.some((tail) => hasTail(bytes, end, tail))) return false;
  } else if (borders.notBehindAlone?.some((head) => standsAt(bytes, at - head.length, head))) return false;
  if (borders.startsWord && goesOn(bytes[at - 1], bytes[at])) return false;
  return borders.notBehind === undefined || !borders.notBehind.some((head) => standsAt(bytes, at - head.length, head));
}

/** Two letters of one word: of the same case, or a small one behind a capital. */
function goesOn(first: number | undefined, second: number | undefined): boolean {
  return isLetter(first) && isLetter(second) && !((first! & 32) !== 0 && (second! & 32) === 0);
}

function hasTail(bytes: Uint8Array, at: number, tail: string): boolean {
  if (!tail.endsWith("$")) return standsAt(bytes, at, tail);
  const last = at + tail.length - 1;
  return standsAt(bytes, at, tail.slice(0, -1)) && !goesOn(bytes[last - 1], bytes[last]);
}

function standsAt(bytes: Uint8Array, at: number, text: string): boolean {
  if (at < 0) return false;
  for (let i = 0; i < text.length; i += 1) if ((bytes[at + i]! | 32) !== text.charCodeAt(i)) return false;
  return true;
}
