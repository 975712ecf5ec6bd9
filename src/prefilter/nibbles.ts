/**
 * The nibble tables by which the kernel sees the first three characters of a word.
 *
 * Owns the choice of buckets only. A bucket lets through every text whose first three bytes have, one by one, the nibbles of some
 * of its words: few and similar words in a bucket mean few false alarms. What is let through is verified, so this is about speed.
 */

const BUCKETS = 8;
const POSITIONS = 3;

interface Bucket {
  /** For each position the sets of low and of high nibbles, as 16 bits. */
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** Expected share of places in a text that the bucket lets through, relative. */
  readonly cost: number;
}

/**
 * Six vectors of 16 bytes: for each of the three positions the look-up by low and by high nibble; bit b of an entry stands for bucket b.
 *
 * @param words lower-case ASCII, at least 3 bytes each; letters are let through in either case
 */
export function nibbleTables(words: readonly string[]): Uint8Array {
  const buckets: Bucket[] = Array.from({ length: BUCKETS }, () => ({ low: [0, 0, 0], high: [0, 0, 0], cost: 0 }));
  const starts = [...new Set(words.map((word) => word.slice(0, POSITIONS)))].sort();
  for (const start of starts) insert(buckets, start);
  const tables = new Uint8Array(POSITIONS * 2 * 16);
  buckets.forEach((bucket, index) => {
    const bit = 1 << index;
    for (let position = 0; position < POSITIONS; position++) {
      const lowTable = position * 32;
      for (let nibble = 0; nibble < 16; nibble++) {
        if (bucket.low[position]! & (1 << nibble)) tables[lowTable + nibble]! |= bit;
        if (bucket.high[position]! & (1 << nibble)) tables[lowTable + 16 + nibble]! |= bit;
      }
    }
  });
  return tables;
}

/** Puts a word's start where it adds least. */
function insert(buckets: Bucket[], start: string): void {
  let best = 0;
  let bestBucket: Bucket | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, bucket] of buckets.entries()) {
    const grown = withStart(bucket, start);
    const added = grown.cost - bucket.cost;
    if (added < least) {
      least = added;
      best = index;
      bestBucket = grown;
    }
  }
  if (bestBucket !== undefined) buckets[best] = bestBucket;
}

function withStart(bucket: Bucket, start: string): Bucket {
  const low = [...bucket.low];
  const high = [...bucket.high];
  let cost = 1;
  for (let position = 0; position < POSITIONS; position++) {
    const byte = start.charCodeAt(position);
    low[position]! |= 1 << (byte & 15);
    high[position]! |= 1 << (byte >> 4);
    if (byte >= 0x61 && byte <= 0x7a) high[position]! |= 1 << ((byte >> 4) - 2);
    cost *= share(low[position]!, high[position]!);
  }
  return { low, high, cost };
}

/** How often, in program text, letters e t a o i n s r … count more than the rest; by low nibble of columns 6x and 7x. */
const SHARE_6X: readonly number[] = [0, 6, 2, 4, 4, 11, 3, 2, 3, 6, 1, 1, 4, 3, 6, 6];
const SHARE_7X: readonly number[] = [3, 1, 6, 6, 8, 3, 1, 1, 1, 2, 1, 1, 0, 1, 0, 0];

function share(low: number, high: number): number {
  let sum = 0;
  for (let rest = low; rest !== 0; rest &= rest - 1) {
    const nibble = 31 - Math.clz32(rest & -rest);
    if (high & 0x40) sum += SHARE_6X[nibble]!;
    if (high & 0x80) sum += SHARE_7X[nibble]!;
    if (high & 0x0c) sum += 1;
  }
  return sum;
}
