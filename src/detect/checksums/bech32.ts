/**
 * Bech32 (BIP173): the last six characters are a checksum over the part before the last `1` and the data. age's secret keys.
 */

import { type ChecksumPart, type ChecksumResult, judged } from "./checksum-part.js";

const ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const GENERATOR: readonly number[] = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const SUM_LENGTH = 6;
const AGE_KEY = /^(?<name>age-secret-key-(?:pq-)?)1(?<data>[0-9a-z]{20,200})(?<sum>[0-9a-z]{6})$/;

export const AGE_BECH32: ChecksumPart = {
  verify(secret: string): ChecksumResult {
    const parts = AGE_KEY.exec(secret.toLowerCase())?.groups;
    if (parts === undefined) return undefined;
    const { name = "", data = "", sum = "" } = parts;
    const values = valuesOf(data);
    return judged(!values.includes(-1) && checksum(name, values) === sum);
  },
  /** Characters outside the alphabet become its first one. */
  complete(draft: string): string {
    const parts = AGE_KEY.exec(draft.toLowerCase())?.groups;
    if (parts === undefined) return draft;
    const { name = "", data = "" } = parts;
    const values = valuesOf(data).map((value) => Math.max(value, 0));
    const text = `${name}1${values.map((value) => ALPHABET.charAt(value)).join("")}${checksum(name, values)}`;
    return draft.startsWith("AGE") ? text.toUpperCase() : text;
  },
};

function valuesOf(data: string): readonly number[] {
  return [...data].map((character) => ALPHABET.indexOf(character));
}

function checksum(name: string, data: readonly number[]): string {
  const codes = [...name].map((character) => character.charCodeAt(0));
  const sum = polymod([...codes.map((c) => c >> 5), 0, ...codes.map((c) => c & 31), ...data, 0, 0, 0, 0, 0, 0]) ^ 1;
  let text = "";
  for (let i = 0; i < SUM_LENGTH; i++) text += ALPHABET.charAt((sum >>> (5 * (SUM_LENGTH - 1 - i))) & 31);
  return text;
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (let i = 0; i < GENERATOR.length; i++) if ((top >>> i) & 1) sum ^= GENERATOR[i] ?? 0;
  }
  return sum;
}
