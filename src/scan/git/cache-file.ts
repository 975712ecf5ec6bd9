/**
 * Files in `.git/secret-scan/`: written at once or not at all, and believed only when this program wrote them for this user.
 *
 * Safe to delete. One that is of another version or key, damaged, another user's, or came with the repository is not looked at.
 */

import { createHash, createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { lstat, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheSecret } from "./cache-secret.js";

const FOLDER = "secret-scan";
const DIGEST_BYTES = 32;
const LF = 0x0a;

/** @param parts all that what is kept depends on: version, rules, options */
export function cacheKey(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** Looked for at once, without a look inside. @param gitFolder the repository's common git folder */
export function hasCacheFile(gitFolder: string, name: string): boolean {
  return existsSync(join(gitFolder, FOLDER, name));
}

/**
 * @param gitFolder the repository's common git folder
 * @param heading the file's first line: what it is, and its key
 * @returns what stands behind the heading; undefined where there is none to be believed
 */
export async function loadCacheFile(gitFolder: string, name: string, heading: string): Promise<Buffer | undefined> {
  const path = join(gitFolder, FOLDER, name);
  const secret = cacheSecret();
  if (secret === undefined) return undefined;
  try {
    const stats = await lstat(path);
    // Whoever else can write it could hide a secret.
    const isOurs =
      stats.isFile() && (process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0));
    return isOurs ? bodyOf(await readFile(path), heading, secret) : undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

/** A folder that cannot be written to is no reason to fail: the next run only takes longer. */
export async function saveCacheFile(
  gitFolder: string,
  name: string,
  heading: string,
  body: readonly Uint8Array[],
): Promise<void> {
  const secret = cacheSecret();
  if (secret === undefined) return;
  const folder = join(gitFolder, FOLDER);
  const temporary = join(folder, `${name}-${process.pid}.tmp`);
  const whole = Buffer.concat([Buffer.from(`${heading}\n`), ...body]);
  try {
    await mkdir(folder, { recursive: true });
    // a `.git` that came in an archive may have links in our place: nothing is written through one
    if ((await lstat(folder)).isSymbolicLink()) return;
    await writeFile(temporary, Buffer.concat([whole, digestOf(whole, secret)]), { mode: 0o600, flag: "wx" });
    await rename(temporary, join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    await rm(temporary, { force: true }).catch(() => {});
  }
}

function bodyOf(file: Buffer, heading: string, secret: Buffer): Buffer | undefined {
  const whole = file.subarray(0, Math.max(0, file.length - DIGEST_BYTES));
  const end = whole.indexOf(LF);
  if (end < 0 || whole.toString("latin1", 0, end) !== heading) return undefined;
  return digestOf(whole, secret).equals(file.subarray(whole.length)) ? whole.subarray(end + 1) : undefined;
}

function digestOf(bytes: Uint8Array, secret: Buffer): Buffer {
  return createHmac("sha256", secret).update(bytes).digest();
}
