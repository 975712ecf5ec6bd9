/**
 * Canaries: secrets that are planted, and the search for them in whatever was written, in every usual disguise.
 */

import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { completeChecksum } from "../../src/detect/checksums/verify.js";
import { githubToken, password, randomText } from "../program/secrets.js";

/** Shortest part of a secret whose appearance counts: reports may show up to 8 characters of one. */
const PART = 12;

/** The part of each canary that is secret: without public prefixes. */
export function canaries(count: number): { readonly text: string; readonly secret: string }[] {
  return Array.from({ length: count }, (_, i) => {
    const seed = 1000 + i;
    if (i % 4 === 0) return whole(githubToken(seed), 4);
    if (i % 4 === 1) return whole(["sk", "_live_"].join("") + randomText(24, seed), 8);
    if (i % 4 === 2)
      return whole(
        ["np", "m_"].join("") + completeChecksum("github-classic", ["gh", "p_"].join("") + randomText(36, seed)).slice(4),
        4,
      );
    return whole(password(seed), 0);
  });
}

function whole(text: string, prefix: number): { text: string; secret: string } {
  return { text, secret: text.slice(prefix) };
}

/**
 * Which disguises of which secrets stand in these bytes.
 *
 * @param step with more than 1 only every so many parts are looked for: enough for large files that would hold a secret as a whole
 */
export function leaks(bytes: Buffer, secrets: readonly string[], step = 1): string[] {
  const text = bytes.toString("latin1");
  const lower = text.toLowerCase();
  return secrets.flatMap((secret, i) => {
    const seen: string[] = [];
    for (let at = 0; at + PART <= secret.length; at += step) {
      const part = secret.slice(at, at + PART);
      if (text.includes(part)) seen.push("plain");
      if (text.includes([...part].reverse().join(""))) seen.push("reversed");
      if (lower.includes(Buffer.from(part).toString("hex"))) seen.push("hex");
      if (text.includes(urlEncoded(part))) seen.push("url-encoded");
    }
    for (const shift of [0, 1, 2]) {
      const inner = Buffer.from("x".repeat(shift) + secret)
        .toString("base64")
        .slice(shift === 0 ? 0 : 4, -4);
      for (let at = 0; at + PART <= inner.length; at += 4) {
        const part = inner.slice(at, at + 16);
        if (part.length >= PART && (text.includes(part) || text.includes(part.replaceAll("+", "-").replaceAll("/", "_"))))
          seen.push("base64");
      }
    }
    return [...new Set(seen)].map((disguise) => `canary ${i} ${disguise}`);
  });
}

function urlEncoded(part: string): string {
  return [...Buffer.from(part)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

/** Every file below a folder, and what it holds. */
export function filesBelow(folder: string, except: (path: string) => boolean = () => false): { path: string; bytes: Buffer }[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (except(path)) return [];
    const stats = lstatSync(path);
    if (stats.isDirectory()) return filesBelow(path, except);
    return stats.isFile() ? [{ path, bytes: readFileSync(path) }] : [];
  });
}
