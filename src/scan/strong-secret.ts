/**
 * Tells a secret that is beyond guessing, as only machines make them, from one that a person may have thought of. Of the second kind
 * fingerprints are made by a slow hash.
 *
 * It reads the value alone, by rules that are part of the fingerprint's format: what it says of a value must never change, or the
 * fingerprint does. A machine's value that it takes for a person's only costs time.
 */

/** Characters, from which on a secret may be strong. */
const LEAST = 24;
/** Characters that are looked at. */
const MOST = 256;
/** Numbers within it that are no years, or */
const LEAST_NUMBERS = 4;
/** numbers, capitals in a row and small letters alone, together. */
const LEAST_MARKS = 8;
/** Of the triples of characters, so many differ. */
const DIFFERENT = 0.75;
/** Of the characters, at most so many go on from the one before, or from the one before that. */
const IN_SEQUENCE = 0.45;

/** Eight small letters in a row that might be a word: no five consonants follow on each other. */
const WORD = /(?:(?![b-df-hj-np-tv-xz]{5})[a-z]){8}/;

/** True for a secret that nobody can guess: its fingerprint needs no slow hash. */
export function isStrongSecret(secret: string): boolean {
  const text = secret.slice(0, MOST);
  if (text.length < LEAST || /\s/.test(text) || WORD.test(text)) return false;
  const numbers = (text.match(/\d+/g) ?? []).filter((run) => !/^(?:19|20)\d\d$/.test(run)).length;
  const marks = numbers + (text.match(/[A-Z]{2,}|(?<![a-z])[a-z](?![a-z])/g) ?? []).length;
  return (numbers >= LEAST_NUMBERS || marks >= LEAST_MARKS) && !repeats(text) && !isSequence(text);
}

function repeats(text: string): boolean {
  const lower = text.toLowerCase();
  const triples = new Set<string>();
  for (let at = 0; at + 3 <= lower.length; at++) triples.add(lower.slice(at, at + 3));
  return triples.size < (lower.length - 2) * DIFFERENT;
}

/** The alphabet, digits in order, and both in turns. */
function isSequence(text: string): boolean {
  const lower = text.toLowerCase();
  const follows = (distance: number): number => {
    let count = 0;
    for (let at = 2; at < lower.length; at++) {
      if (Math.abs(lower.charCodeAt(at) - lower.charCodeAt(at - distance)) <= 1) count++;
    }
    return count;
  };
  return Math.max(follows(1), follows(2)) >= lower.length * IN_SEQUENCE;
}
