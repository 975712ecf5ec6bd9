// Loads the bundle with V8's code cache, which Node 20 does not do by itself: compiling is most of what a small run would cost.
//
// The cache lies in the user's own cache folder, holds compiled code of ours and nothing else, and is used only when it is a file of
// this user's that nobody else may write. Whatever is wrong with it, the program runs without it.
"use strict";

const fs = require("node:fs");
const { dirname, join } = require("node:path");
const { Script } = require("node:vm");

const BUNDLE = join(__dirname, "../dist/main.cjs");
const WRITABLE_BY_OTHERS = 0o022;

/** @returns {typeof import("../src/main.js")} what the bundle exports */
exports.load = function load() {
  const source = fs.readFileSync(BUNDLE, "latin1");
  const file = cacheFile(source.length);
  const cachedData = file === undefined ? undefined : readCache(file);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: BUNDLE,
    cachedData,
  });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, require, module, BUNDLE, dirname(BUNDLE));
  if (file !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
    process.once("exit", () => writeCache(file, script));
  }
  return module.exports;
};

function cacheFile(length) {
  const base = cacheFolder();
  if (base === undefined) return undefined;
  // V8 rejects the cache of another version of itself; the name keeps two versions from taking turns
  const { version, arch } = process;
  const id = fs.readFileSync(join(__dirname, "../dist/build-id.txt"), "utf8");
  return join(base, "secret-scan", `${id}-${length}-${version}-${arch}.cache`);
}

function cacheFolder() {
  const { XDG_CACHE_HOME, HOME, LOCALAPPDATA, SECRET_SCAN_NO_CACHE } = process.env;
  if (SECRET_SCAN_NO_CACHE) return undefined;
  if (process.platform === "win32") return LOCALAPPDATA || undefined;
  if (XDG_CACHE_HOME?.startsWith("/")) return XDG_CACHE_HOME;
  if (!HOME?.startsWith("/")) return undefined;
  return join(HOME, process.platform === "darwin" ? "Library/Caches" : ".cache");
}

function readCache(file) {
  let fd;
  try {
    fd = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0));
    const stats = fs.fstatSync(fd);
    const isOurs = process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & WRITABLE_BY_OTHERS) === 0);
    return isOurs && stats.isFile() ? fs.readFileSync(fd) : undefined;
  } catch {
    return undefined;
  } finally {
    if (fd !== undefined) fs.closeSync(fd);
  }
}

/** To a name of its own, then renamed: another start sees the whole file or none. */
function writeCache(file, script) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    fs.writeFileSync(temporary, script.createCachedData(), { flag: "wx", mode: 0o600 });
    fs.renameSync(temporary, file);
  } catch {
    try {
      fs.rmSync(temporary, { force: true });
    } catch {
      // a folder that may not even be looked into
    }
  }
}
