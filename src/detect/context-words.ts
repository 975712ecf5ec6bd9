/**
 * Finds providers' names in the text around a value: `newrelic` in `NEW_RELIC_KEY`, `new-relic`, `newRelic` and `api.newrelic.com`.
 *
 * Owns the look-up. How near a name must stand is `context-rules`.
 */

/** Words of up to this many letters must stand between borders (`_`, a change of case, punctuation): `box` is not in `inbox`. */
const BORDERED_LENGTH = 6;
/** One for each three letters, digits folded in. */
const BUCKETS = 32768;

export interface ContextWords {
  /** Calls `hit` with the index of each word that stands in [start, end) of the bytes. Words may be reported more than once. */
  find(bytes: Uint8Array, start: number, end: number, hit: (wordIndex: number) => void): void;
}

/** @param words lower case, without `_` and `-`, at least three characters */
export function createContextWords(words: readonly string[]): ContextWords {
  const buckets: number[][] = [];
  const encoded = words.map((word) => Buffer.from(word, "latin1"));
  encoded.forEach((word, index) => {
    const key = hash(word[0]!, word[1]!, word[2]!);
    const bucket = buckets[key];
    if (bucket === undefined) buckets[key] = [index];
    else bucket.push(index);
  });
  const used = new Uint8Array(BUCKETS);
  for (const key of Object.keys(buckets)) used[Number(key)] = 1;

  // the text in lower case without joints, and where a word may begin in it
  const plain = new Uint8Array(1024);
  const border = new Uint8Array(1025);

  return {
    find(bytes, start, end, hit) {
      const length = normalise(bytes, Math.max(start, end - plain.length), end, plain, border);
      for (let i = 0; i + 2 < length; i++) {
        const key = hash(plain[i]!, plain[i + 1]!, plain[i + 2]!);
        if (used[key] === 0) continue;
        for (const index of buckets[key]!) {
          const word = encoded[index]!;
          if (!standsAt(plain, i, length, word)) continue;
          if (word.length <= BORDERED_LENGTH && !(border[i] === 1 && border[i + word.length] === 1)) continue;
          hit(index);
        }
      }
    },
  };
}

function hash(a: number, b: number, c: number): number {
  return ((a & 31) << 10) | ((b & 31) << 5) | (c & 31);
}

function standsAt(plain: Uint8Array, at: number, length: number, word: Uint8Array): boolean {
  if (at + word.length > length) return false;
  for (let i = 0; i < word.length; i++) if (plain[at + i] !== word[i]) return false;
  return true;
}

const JOINT = 0;
const PUNCTUATION = 1;
const LOWER = 2;
const UPPER = 3;
const DIGIT = 4;

const KIND = new Uint8Array(256).fill(PUNCTUATION);
for (let i = 0; i < 26; i++) {
  KIND[0x41 + i] = UPPER;
  KIND[0x61 + i] = LOWER;
}
for (let i = 0; i < 10; i++) KIND[0x30 + i] = DIGIT;
KIND[0x5f] = JOINT;
KIND[0x2d] = JOINT;

/** Returns the length of the normalised text; `border[i]` is 1 where a word may begin or end before character i. */
function normalise(bytes: Uint8Array, start: number, end: number, plain: Uint8Array, border: Uint8Array): number {
  let length = 0;
  let previous = PUNCTUATION;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    const kind = KIND[byte]!;
    if (kind !== JOINT) {
      // newRelic, apiKEYName: a capital behind a small letter, or before one in a row of capitals
      const humped =
        kind === UPPER && (previous === LOWER || (previous === UPPER && i + 1 < end && KIND[bytes[i + 1]!] === LOWER));
      border[length] = humped || previous < LOWER || kind === PUNCTUATION || (kind === DIGIT) !== (previous === DIGIT) ? 1 : 0;
      plain[length++] = kind === UPPER ? byte | 0x20 : byte;
    }
    previous = kind;
  }
  border[length] = 1;
  return length;
}
