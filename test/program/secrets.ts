/**
 * Secrets made at run time: no file of this repository holds one.
 */

import { completeChecksum } from "../../src/detect/checksums/verify.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Reproducible text of letters and digits that reads like no word. */
export function randomText(length: number, seed: number, alphabet: string = ALPHABET): string {
  let state = (seed * 2654435761 + 12345) >>> 0;
  let text = "";
  while (text.length < length) {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
    text += alphabet[(state >>> 8) % alphabet.length];
  }
  return text;
}

/** A classic GitHub token whose checksum is right. */
export function githubToken(seed = 1): string {
  return completeChecksum("github-classic", ["gh", "p_"].join("") + randomText(36, seed));
}

/** A password as machines make them. */
export function password(seed = 1): string {
  return `${randomText(7, seed)}!${randomText(6, seed + 100)}`;
}
