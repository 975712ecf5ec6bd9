/**
 * A secret of this user on this machine, by which what we left in a `.git` folder is told from what somebody else put there: a
 * repository that came in an archive belongs to who unpacked it, and its `.git` may claim that everything was scanned already.
 */

import { randomBytes } from "node:crypto";
import { closeSync, constants, fstatSync, lstatSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const BYTES = 32;
const OTHERS = 0o077;

let known: { readonly secret: Buffer | undefined } | undefined;

/** Made when it is first asked for; undefined where the user has no folder for caches: then nothing is kept and nothing believed. */
export function cacheSecret(): Buffer | undefined {
  known ??= { secret: readOrMake() };
  return known.secret;
}

function readOrMake(): Buffer | undefined {
  const folder = cacheFolder();
  if (folder === undefined) return undefined;
  const path = join(folder, "secret-scan", "history-key");
  const present = read(path);
  if (present !== undefined) return present;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    // with the HOME of another user, as by sudo, that user could lead a write of ours anywhere
    const place = lstatSync(dirname(path));
    if (!place.isDirectory() || (process.getuid !== undefined && place.uid !== process.getuid())) return undefined;
    writeFileSync(path, randomBytes(BYTES), { flag: "wx", mode: 0o600 });
  } catch {
    // there is one, of another run that came first or damaged; or nothing can be written here
  }
  return read(path);
}

function read(path: string): Buffer | undefined {
  let fd: number | undefined;
  try {
    fd = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const stats = fstatSync(fd);
    const isOurs = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & OTHERS) === 0);
    if (!isOurs || !stats.isFile() || stats.size !== BYTES) return undefined;
    return readFileSync(fd);
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

/** Where the code cache lies as well: see `bin/compile-cache.js`. */
function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA, SECRET_SCAN_NO_CACHE } = process.env;
  if (SECRET_SCAN_NO_CACHE) return undefined;
  if (process.platform === "win32") return LOCALAPPDATA || undefined;
  if (XDG_CACHE_HOME?.startsWith("/")) return XDG_CACHE_HOME;
  if (!HOME?.startsWith("/")) return undefined;
  return join(HOME, process.platform === "darwin" ? "Library/Caches" : ".cache");
}
