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
  const needles = secrets.flatMap((secret, i) => needlesOf(secret, i, step));
  const isHex = ({ said }: Needle): boolean => said.endsWith("hex");
  const seen = [
    ...standing(
      bytes,
      needles.filter((needle) => !isHex(needle)),
    ),
    ...standing(Buffer.from(bytes.toString("latin1").toLowerCase(), "latin1"), needles.filter(isHex)),
  ];
  return [...new Set(seen)];
}

/** A part of a secret in one of its disguises, and what is said when it is found. */
interface Needle {
  readonly text: string;
  readonly said: string;
}

function needlesOf(secret: string, i: number, step: number): Needle[] {
  const needles: Needle[] = [];
  const add = (text: string, disguise: string): void => void needles.push({ text, said: `canary ${i} ${disguise}` });
  for (let at = 0; at + PART <= secret.length; at += step) {
    const part = secret.slice(at, at + PART);
    add(part, "plain");
    add([...part].reverse().join(""), "reversed");
    add(Buffer.from(part).toString("hex"), "hex");
    add(urlEncoded(part), "url-encoded");
  }
  for (const shift of [0, 1, 2]) {
    const inner = Buffer.from("x".repeat(shift) + secret)
      .toString("base64")
      .slice(shift === 0 ? 0 : 4, -4);
    for (let at = 0; at + PART <= inner.length; at += 4) {
      const part = inner.slice(at, at + 16);
      add(part, "base64");
      add(part.replaceAll("+", "-").replaceAll("/", "_"), "base64");
    }
  }
  return needles;
}

/** What of the needles stands in the bytes: all of them in one go, since snapshots have 60 MB. */
function standing(bytes: Buffer, needles: readonly Needle[]): string[] {
  const byStart = new Map<number, Needle[]>();
  const mayStart = new Uint8Array(1 << 16);
  for (const needle of needles) {
    const start = Buffer.from(needle.text, "latin1").readUInt32BE(0);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
    mayStart[start >>> 16] = 1;
  }
  const seen: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (mayStart[(bytes[at]! << 8) | bytes[at + 1]!] === 0) continue;
    for (const { text, said } of byStart.get(bytes.readUInt32BE(at)) ?? [])
      if (bytes.toString("latin1", at, at + text.length) === text) seen.push(said);
  }
  return seen;
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
