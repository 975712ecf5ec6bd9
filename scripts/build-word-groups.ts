/**
 * Puts the words that the kernel looks for into groups, so that few other texts pass: into src/detect/generated/. `npm run build:rules`
 *
 * The kernel takes a text for a word of a group when three pairs of its characters, each packed into a byte as `maskWords` does, have the
 * nibbles of some of the group's words. How many texts do is counted on packages that stand in the lock file, so that every build makes the same.
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import fastGlob from "fast-glob";
import { ASSIGNED_WORDS } from "../src/detect/assigned/words.js";
import { loadBuiltInPack } from "../src/rules/built-in-pack.js";
import { ESCAPES } from "../src/scan/escaped-span.js";

const OUT = "src/detect/generated";
/** Code, types, data, documentation and source maps. */
const SAMPLE = "node_modules/{vitest,vite,ajv,puppeteer-core,typescript,yargs,fast-check,yaml}/**/*.{js,mjs,cjs,ts,json,md,map}";
const LARGEST_FILE = 200_000;
/** Of the texts of four characters so many are counted with, the most frequent ones. */
const TEXTS = 2500;
const GROUPS = 16;
const ROUNDS = 12;

/** Of the packed pairs the nibbles that occur: low ones in bits 0 to 15, high ones above. */
type Nibbles = readonly [number, number, number];
interface Group {
  readonly words: readonly string[];
  readonly nibbles: Nibbles;
  readonly cost: number;
}

async function main(): Promise<void> {
  const literals = loadBuiltInPack().rules.flatMap((rule) => (rule.kind === "literal" ? rule.literals : []));
  const words = [...new Set([...literals, ...ASSIGNED_WORDS, ...ESCAPES])].sort();
  const cost = costOf(await readSample());
  const groups = regroup(grouped(words, cost), cost);
  const lines = groups.map((group) => `  ${JSON.stringify(group.words)},`);
  const source = `// Made by "npm run build:rules" from rules/. Do not edit.\nexport const WORD_GROUPS: readonly (readonly string[])[] = [\n${lines.join("\n")}\n];\n`;
  await mkdir(OUT, { recursive: true });
  const path = `${OUT}/word-groups.ts`;
  if ((await readFile(path, "utf8").catch(() => "")) !== source) await writeFile(path, source);
}

async function readSample(): Promise<Buffer> {
  const files = (await fastGlob(SAMPLE)).sort();
  const texts = await Promise.all(files.map((file) => readFile(file)));
  if (texts.length === 0) throw new Error("no text to count on: are the development dependencies installed?");
  return Buffer.concat(texts.map((text) => text.subarray(0, LARGEST_FILE)));
}

/** How many of the sample's texts a group lets through. */
function costOf(sample: Buffer): (nibbles: Nibbles) => number {
  const counts = new Map<number, number>();
  for (let at = 0; at + 4 <= sample.length; at += 3) {
    const key = packed(sample, at) | (packed(sample, at + 1) << 8) | (packed(sample, at + 2) << 16);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const frequent = [...counts].sort(([a, x], [b, y]) => y - x || a - b).slice(0, TEXTS);
  const keys = Int32Array.from(frequent, ([key]) => key);
  const weights = Int32Array.from(frequent, ([, count]) => count);
  return (nibbles) => {
    const [first, second, third] = nibbles.map(passing) as [Uint8Array, Uint8Array, Uint8Array];
    let sum = 0;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i]!;
      sum += (first[key & 0xff]! & second[(key >> 8) & 0xff]! & third[key >> 16]!) * weights[i]!;
    }
    return sum;
  };
}

function packed(bytes: Uint8Array, at: number): number {
  return (bytes[at]! & 0x1f) | ((bytes[at + 1]! & 7) << 5);
}

function passing(nibbles: number): Uint8Array {
  const table = new Uint8Array(256);
  for (let pair = 0; pair < 256; pair++) table[pair] = (nibbles >> (pair & 15)) & (nibbles >> (16 + (pair >> 4))) & 1;
  return table;
}

function nibblesOf(word: string): Nibbles {
  const bytes = Buffer.from(word, "latin1");
  const at = (offset: number): number => {
    const pair = packed(bytes, offset);
    return (1 << (pair & 15)) | (1 << (16 + (pair >> 4)));
  };
  // a word of three characters goes with every fourth
  return [at(0), at(1), word.length > 3 ? at(2) : (1 << (bytes[2]! & 15)) | (0x55 << (16 + ((bytes[2]! >> 4) & 1)))];
}

function together(one: Nibbles, other: Nibbles): Nibbles {
  return [one[0] | other[0], one[1] | other[1], one[2] | other[2]];
}

function groupOf(words: readonly string[], cost: (nibbles: Nibbles) => number): Group {
  const nibbles = words.map(nibblesOf).reduce(together, [0, 0, 0]);
  return { words, nibbles, cost: cost(nibbles) };
}

/** The two groups that go together best become one, until there are few enough. */
function grouped(words: readonly string[], cost: (nibbles: Nibbles) => number): Group[] {
  const groups = words.map((word) => groupOf([word], cost));
  const added = new Map<Group, Map<Group, number>>();
  const price = (one: Group, other: Group): number => {
    const known = added.get(one) ?? new Map<Group, number>();
    added.set(one, known);
    const value = known.get(other) ?? cost(together(one.nibbles, other.nibbles)) - one.cost - other.cost;
    known.set(other, value);
    return value;
  };
  while (groups.length > GROUPS) {
    let best = { price: Number.POSITIVE_INFINITY, i: 0, j: 0 };
    groups.forEach((one, i) => {
      for (let j = i + 1; j < groups.length; j++) {
        const value = price(one, groups[j]!);
        if (value < best.price) best = { price: value, i, j };
      }
    });
    const [other] = groups.splice(best.j, 1);
    groups[best.i] = groupOf([...groups[best.i]!.words, ...other!.words], cost);
  }
  return groups;
}

/** Moves single words to groups where they cost less, until none can be moved. */
function regroup(groups: Group[], cost: (nibbles: Nibbles) => number): Group[] {
  for (let round = 0; round < ROUNDS; round++) {
    let isMoved = false;
    for (const word of groups.flatMap((group) => group.words)) {
      const home = groups.findIndex((group) => group.words.includes(word));
      const without = groupOf(
        groups[home]!.words.filter((other) => other !== word),
        cost,
      );
      const own = nibblesOf(word);
      const prices = groups.map((group, i) =>
        i === home ? group.cost - without.cost : cost(together(group.nibbles, own)) - group.cost,
      );
      const best = prices.indexOf(Math.min(...prices));
      if (prices[best]! >= prices[home]!) continue;
      groups[home] = without;
      groups[best] = groupOf([...groups[best]!.words, word].sort(), cost);
      isMoved = true;
    }
    if (!isMoved) break;
  }
  return groups;
}

await main();
