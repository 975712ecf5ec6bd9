/**
 * Which secrets get a fast fingerprint, and what the other ones cost: those that people think of must never be among the first.
 */

import { expect, test } from "vitest";
import { isStrongSecret } from "../../src/scan/strong-secret.js";
import { createDraw } from "../support/drawn.js";

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const DIGITS = "0123456789";
const LETTERS = LOWER + LOWER.toUpperCase();
const DRAWS = 400;

/** Least share of values of an alphabet and a length that are known for strong. */
test.each([
  ["base62", LETTERS + DIGITS, 24, 0.7],
  ["base62", LETTERS + DIGITS, 32, 0.9],
  ["base62", LETTERS + DIGITS, 40, 0.97],
  ["base62", LETTERS + DIGITS, 64, 0.95],
  ["base64url", `${LETTERS + DIGITS}-_`, 43, 0.97],
  ["hex", `${DIGITS}abcdef`, 32, 0.97],
  ["hex in capitals", `${DIGITS}ABCDEF`, 40, 0.97],
  ["base32", `${LOWER.toUpperCase()}234567`, 32, 0.7],
  ["small letters and digits", LOWER + DIGITS, 32, 0.6],
])("%s, %s of %i characters", (name, alphabet, length, least) => {
  const draw = createDraw(`${name} ${length}`);
  const strong = Array.from({ length: DRAWS }, () => isStrongSecret(draw.text(length, alphabet))).filter(Boolean).length;
  expect(strong / DRAWS).toBeGreaterThan(least);
});

test.each([
  "hunter2",
  "Sommer2024!",
  "CorrectHorseBatteryStaple2024!",
  "correct horse battery staple 1 2 3 4",
  "My-Very-Own-Pass-Word-Is-1234",
  "MySuperSecretPassword123!@#$",
  "Summer2024-Winter2025-Spring2026-Fall2027",
  "Prod-DB-Pass-2019-Q1-v2-Final",
  "admin1234admin1234admin1234",
  "Xy7!Xy7!Xy7!Xy7!Xy7!Xy7!Xy7!",
  "a1b2c3d4e5f6g7h8i9j0k1l2m3",
  "aBcDeFgHiJkLmNoPqRsTuVwXyZ",
  "1q2w3e4r5t6y7u8i9o0p1q2w3e4r",
  "abc123def456ghi789jkl012mno345",
  "qwertyuiop1234567890asdfghjkl",
  "0123456789abcdef0123456789abcdef",
  "11111111222222223333333344444444",
  "deadbeef1234deadbeef5678cafe",
  "192.168.1.100:5432:postgres:admin",
])("%s is one that a person may have thought of", (text) => {
  expect(isStrongSecret(text)).toBe(false);
});
