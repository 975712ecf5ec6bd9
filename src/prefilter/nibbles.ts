/**
 * The nibble tables by which the kernel sees the first four characters of a word.
 *
 * Owns how words are grouped. The kernel packs two characters into a byte, five bits of the first and three of the second: enough to
 * tell letters apart, whatever their case. A group lets through every text whose packed bytes have, one by one, the nibbles of some of
 * its words: few and similar words in a group mean few false alarms. What is let through is verified, so this is about speed.
 */

/** Groups of one pass of the kernel, in two sets of eight: a bit each. */
const GROUPS = 16;
/** Bytes of the tables of one pass. */
export const PASS_SIZE: number = 8 * 16;
/** More words than this take a second pass, which costs less than their false alarms. */
const WORDS_OF_ONE_PASS = 100;
/** Packed bytes that are looked up: of the first two characters, and of the third and fourth. */
const LOOKUPS = 2;

/** What the kernel's memory has room for. */
const MOST_PASSES = 2;

/** Sets of nibbles, 16 bits each: low and high, of the first byte and then of the second. */
type Nibbles = [low0: number, high0: number, low1: number, high1: number];

interface Group {
  readonly nibbles: Nibbles;
  /** Expected share of places in a text that the group lets through. */
  readonly cost: number;
}

/**
 * For each pass eight vectors of 16 bytes: for each set of groups and each packed byte the look-up by low and by high nibble. Bit b
 * of an entry stands for group b of its set.
 *
 * @param words lower-case ASCII, at least 3 bytes each
 */
export function nibbleTables(words: readonly string[]): Uint8Array {
  const starts = [...new Set(words.map((word) => word.slice(0, 4)))].sort();
  const passes = starts.length === 0 ? 0 : starts.length > WORDS_OF_ONE_PASS ? MOST_PASSES : 1;
  const groups = grouped(starts, passes * GROUPS);
  const tables = new Uint8Array(passes * PASS_SIZE);
  groups.forEach(({ nibbles }, index) => {
    const bit = 1 << (index & 7);
    const set = (index >> 3) * 4 * 16;
    for (let table = 0; table < 4; table++) {
      for (let nibble = 0; nibble < 16; nibble++) {
        if (nibbles[table]! & (1 << nibble)) tables[set + table * 16 + nibble]! |= bit;
      }
    }
  });
  return tables;
}

/** Each word's start goes to the group to which it adds least. */
function grouped(starts: readonly string[], count: number): Group[] {
  const groups: Group[] = Array.from({ length: count }, () => ({ nibbles: [0, 0, 0, 0], cost: 0 }));
  for (const start of starts) {
    const own = nibblesOf(start);
    let best = 0;
    let bestGroup = groups[0]!;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 0; index < count; index++) {
      const group = groups[index]!;
      const grown = united(group.nibbles, own);
      if (grown.cost - group.cost >= least) continue;
      least = grown.cost - group.cost;
      best = index;
      bestGroup = grown;
    }
    groups[best] = bestGroup;
  }
  return groups;
}

function nibblesOf(start: string): Nibbles {
  const nibbles: number[] = [];
  for (let lookup = 0; lookup < LOOKUPS; lookup++) {
    const first = start.charCodeAt(2 * lookup) & 31;
    const second = start.charCodeAt(2 * lookup + 1);
    nibbles.push(1 << (first & 15));
    // a word of three characters goes with every fourth: all even or all odd nibbles
    nibbles.push(Number.isNaN(second) ? 0x5555 << (first >> 4) : 1 << ((first >> 4) | ((second & 7) << 1)));
  }
  return nibbles as Nibbles;
}

function united(a: Nibbles, b: Nibbles): Group {
  const nibbles: Nibbles = [a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3]];
  return { nibbles, cost: share(nibbles[0], nibbles[1]) * share(nibbles[2], nibbles[3]) };
}

/** How often, per mille, a byte of program text has these low five bits. */
const SHARES: readonly number[] = [
  135, 38, 36, 25, 21, 70, 14, 17, 29, 61, 27, 7, 47, 29, 64, 53, 26, 11, 48, 45, 58, 23, 12, 10, 9, 17, 17, 17, 3, 24, 3, 4,
];
/** The same for the low three bits. */
const SHARES_OF_THREE: readonly number[] = [199, 127, 128, 94, 129, 146, 93, 84];

/** Expected share of packed bytes with these nibbles, in millionths. */
function share(low: number, high: number): number {
  let even = 0;
  let odd = 0;
  for (let rest = low; rest !== 0; rest &= rest - 1) {
    const nibble = 31 - Math.clz32(rest & -rest);
    even += SHARES[nibble]!;
    odd += SHARES[16 + nibble]!;
  }
  let sum = 0;
  for (let rest = high; rest !== 0; rest &= rest - 1) {
    const nibble = 31 - Math.clz32(rest & -rest);
    sum += (nibble & 1 ? odd : even) * SHARES_OF_THREE[nibble >> 1]!;
  }
  return sum;
}
