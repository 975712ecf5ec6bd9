import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withoutLeet, wordCover } from "../../../src/detect/randomness/dictionary.js";
import { bitsPerCharacter, looksRandom, randomnessOf } from "../../../src/detect/randomness/randomness.js";
import { createDraw } from "../../support/drawn.js";

const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const isRandom = (text: string): boolean => looksRandom(bytesOf(text), 0, text.length);

const draw = createDraw("randomness");
const drawn = (alphabet: string, length: number): string => draw.text(length, alphabet);

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const BASE62 = `${LOWER}${LOWER.toUpperCase()}0123456789`;

describe("looksRandom", () => {
  test.each([
    "getUserById",
    "HttpServletRequest",
    "application/json",
    "org.springframework.boot",
    "password_confirmation",
    "MAX_RETRY_COUNT",
    "1234567890123456",
    "2024-01-31T12:00:00",
    "node_modules/lodash/index.js",
    "correcthorsebatterystaple",
    "Sommer2024!",
  ])("%s is made of words, a date or a sequence", (text) => {
    expect(isRandom(text)).toBe(false);
  });

  test("at least 99 of 100 random values of 20 characters are recognised", () => {
    const recognised = Array.from({ length: 1000 }, () => isRandom(drawn(BASE62, 20))).filter(Boolean);
    expect(recognised.length).toBeGreaterThan(990);
  });

  test("most hex keys of 32 characters are recognised, digits alone never", () => {
    const recognised = Array.from({ length: 500 }, () => isRandom(drawn("0123456789abcdef", 32))).filter(Boolean);
    expect(recognised.length).toBeGreaterThan(450);
    expect(isRandom(drawn("0123456789", 32))).toBe(false);
  });

  test("values under eight characters are never called random", () => {
    expect(isRandom(drawn(BASE62, 7))).toBe(false);
  });
});

describe("bitsPerCharacter", () => {
  test("depends on the range alone, wherever it stands", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary-ascii", maxLength: 60 }),
        fc.string({ unit: "binary-ascii", maxLength: 20 }),
        (text, around) => {
          const alone = bitsPerCharacter(bytesOf(text), 0, text.length);
          const within = bytesOf(around + text + around);
          expect(bitsPerCharacter(within, around.length, around.length + text.length)).toBe(alone);
          expect(alone).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });

  test("the lowest window finds a word inside a random value", () => {
    const value = `${drawn(BASE62, 12)}international${drawn(BASE62, 12)}`;
    const { mean, lowest } = randomnessOf(bytesOf(value), 0, value.length);
    expect(lowest).toBeLessThan(mean);
    expect(lowest).toBeLessThan(4);
  });

  test("an empty range measures nothing", () => {
    expect(randomnessOf(bytesOf(""), 0, 0)).toEqual({ mean: 0, lowest: 0 });
  });
});

describe("wordCover", () => {
  test("covers words and what leet hides", () => {
    expect(wordCover("database").cover).toBeGreaterThan(0.9);
    expect(wordCover(withoutLeet("p4$$w0rd")).cover).toBeGreaterThan(0.9);
  });

  test("covers little of random letters", () => {
    const covers = Array.from({ length: 200 }, () => wordCover(drawn(LOWER, 12)).cover);
    expect(covers.reduce((sum, cover) => sum + cover, 0) / covers.length).toBeLessThan(0.5);
  });
});
