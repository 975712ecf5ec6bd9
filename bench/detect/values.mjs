/**
 * Values as people and machines make them, from a seeded generator: nothing here is or was a credential.
 */

import { readFileSync } from "node:fs";

const DIGITS = "0123456789";
const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const WALKS = [
  "qwertz",
  "qwerty",
  "asdfgh",
  "yxcvbn",
  "zxcvbn",
  "1q2w3e4r",
  "qazwsx",
  "1qaz2wsx",
  "q1w2e3r4",
  "zaq12wsx",
  "poiuyt",
  "azerty",
  "qweasd",
  "!QAZ2wsx",
];
const FOREIGN = [
  "sommer",
  "herbst",
  "fruehling",
  "winter",
  "passwort",
  "schatz",
  "hallo",
  "geheim",
  "freunde",
  "bonjour",
  "soleil",
  "chouchou",
  "amour",
  "doudou",
  "contrasena",
  "estrella",
  "corazon",
  "mariposa",
  "senha",
  "brasil",
  "flamengo",
  "amore",
  "juventus",
  "ciao",
  "welkom",
  "geheim",
  "polska",
  "kasia",
  "haslo",
  "privet",
  "parol",
  "natasha",
  "woaini",
  "sakura",
  "nihongo",
  "benfica",
];
const SIGNS = "!@#$%&*?.-_+=";

/** xorshift: the same seed gives the same files. */
export function randomSource(seed) {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 20; i += 1) next();
  return {
    next,
    below: (n) => Math.floor(next() * n),
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (share) => next() < share,
  };
}

const words = JSON.parse(readFileSync(new URL("../../rules/model/words.json", import.meta.url), "utf8"))
  .words.flatMap((line) => line.split(" "))
  .filter((word) => word.length > 3 && word.length < 11);

const from = (random, alphabet, length) => Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join("");
const capital = (word) => word[0].toUpperCase() + word.slice(1);
const LEET = { a: "@4", e: "3", i: "1!", o: "0", s: "5$", t: "7" };
const leet = (random, word) =>
  [...word].map((letter) => (LEET[letter] && random.chance(0.6) ? random.pick([...LEET[letter]]) : letter)).join("");
const word = (random) => (random.chance(0.2) ? random.pick(FOREIGN) : random.pick(words));
const year = (random) => String(1950 + random.below(76));

/** Passwords by the way they are made. */
export const PASSWORDS = {
  word: (random) => word(random),
  "word and digits": (random) =>
    (random.chance(0.5) ? word(random) : capital(word(random))) +
    random.pick([String(random.below(10)), String(random.below(1000)), year(random), "123", "1"]),
  "word, digits, sign": (random) =>
    capital(word(random)) + random.pick(["123", year(random), String(random.below(100)), "1"]) + random.pick([...SIGNS]),
  leet: (random) => leet(random, capital(word(random)) + (random.chance(0.5) ? random.below(100) : "")),
  "two words": (random) =>
    word(random) + random.pick(["", "-", "_", ".", ""]) + word(random) + (random.chance(0.3) ? random.below(100) : ""),
  passphrase: (random) => Array.from({ length: 3 + random.below(3) }, () => word(random)).join(random.pick(["-", " ", "", "_"])),
  walk: (random) => random.pick(WALKS) + (random.chance(0.5) ? random.pick(["", "123", "1!", "12"]) : ""),
  short: (random) => from(random, LOWER + DIGITS, 4 + random.below(4)),
  digits: (random) => from(random, DIGITS, 5 + random.below(6)),
  "random letters": (random) => from(random, LOWER, 6 + random.below(8)),
  random: (random) => from(random, LOWER + UPPER + DIGITS, 8 + random.below(9)),
  "random with signs": (random) => from(random, LOWER + UPPER + DIGITS + SIGNS, 8 + random.below(13)),
};

/** Keys, tokens and secrets of machines. */
export const KEYS = {
  base62: (random) => from(random, LOWER + UPPER + DIGITS, 20 + random.below(29)),
  hex: (random) => from(random, `${DIGITS}abcdef`, random.pick([32, 32, 40, 64])),
  base64: (random) => `${from(random, `${LOWER}${UPPER}${DIGITS}+/`, random.pick([27, 43, 43, 86]))}=`,
  "base64 in URLs": (random) => from(random, `${LOWER}${UPPER}${DIGITS}-_`, random.pick([22, 32, 43])),
  "lower and digits": (random) => from(random, LOWER + DIGITS, 16 + random.below(33)),
  "capitals and digits": (random) => from(random, UPPER + DIGITS, 16 + random.below(17)),
  prefixed: (random) => `${word(random)}_${from(random, LOWER + UPPER + DIGITS, 24)}`,
  phrase: (random) => `${word(random)}-${word(random)}-${word(random)}`,
};
