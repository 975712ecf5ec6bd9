/** A seeded generator: the same seed makes the same corpus on every machine. */

/** @returns {{ next(below: number): number, pick<T>(list: T[]): T, text(length: number, alphabet: string): string }} */
export function createRandom(seed) {
  let state = seed >>> 0;
  const next = (below) => {
    // mulberry32
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
  const pick = (list) => list[next(list.length)];
  const text = (length, alphabet) => {
    let made = "";
    while (made.length < length) made += alphabet[next(alphabet.length)];
    return made;
  };
  return { next, pick, text };
}

export const HEX = "0123456789abcdef";
export const ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
export const BASE64 = `${ALPHANUMERIC}+/`;

/** A line with a secret in it, as people commit them. Made here, so that no file of ours holds one. */
export function secretLine(random) {
  const { pick, text } = random;
  return pick([
    () => `const apiKey = "${["sk", "live", ""].join("_")}${text(24, ALPHANUMERIC)}";`,
    () => `AWS_SECRET_ACCESS_KEY=${text(40, BASE64)}`,
    () => `  password: "${text(14, `${ALPHANUMERIC}!%#`)}"`,
    () => `DATABASE_URL=postgres://app:${text(16, ALPHANUMERIC)}@db.internal:5432/app`,
    () => `client_secret = '${text(32, ALPHANUMERIC)}'`,
  ])();
}
