// Loads the bundles with V8's code cache, which Node 20 does not do by itself: compiling is most of what a small run would cost.
//
// Each kind of run has a cache of its own, since a cache holds the functions that were called in the run that wrote it; a run that had
// something to scan has called more than one that had not, and one that found something still more: they write it once again. The caches lie in the user's own cache folder, hold compiled code of ours and
// nothing else, and are used only when they are files of this user's that nobody else may write. Whatever is wrong with them, the program
// runs without.
"use strict";

const fs = require("node:fs");
const { join } = require("node:path");
const { Script } = require("node:vm");

const DIST = join(__dirname, "../dist");
const WRITABLE_BY_OTHERS = 0o022;
/** Of runs that are short; all others share one. */
const KINDS = new Set(["hook", "staged", "range", "stdin", "history", "worker"]);
/** How a run ends that has found something. */
const FOUND = 1;
/** How the names of caches end: of runs that found something, that scanned, that had nothing to. One of more serves a run of less. */
const LEVELS = ["-full", "", "-idle"];

let hasScanner = () => true;

/**
 * @param {string | undefined} kind what is run: the first word of the command line, or `worker`
 * @returns {typeof import("../src/main.js")} what the bundle exports
 */
exports.load = function load(kind) {
  return run("main.cjs", KINDS.has(kind) ? kind : "other");
};

function run(name, kind) {
  const path = join(DIST, name);
  const source = fs.readFileSync(path, "latin1");
  const files = cacheFiles(name, kind, source.length);
  const cache = files === undefined ? undefined : firstCache(files);
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: path,
    cachedData: cache?.bytes,
  });
  const module = { exports: {} };
  const requirePart = (id) => (id === "./rest.cjs" ? run("rest.cjs", kind) : require(id));
  script.runInThisContext()(module.exports, requirePart, module, path, DIST);
  hasScanner = module.exports.hasScanner ?? hasScanner;
  if (files !== undefined) {
    const held = cache?.level ?? LEVELS.length;
    const isUsable = cache !== undefined && !script.cachedDataRejected;
    process.once("exit", () => {
      const level = process.exitCode === FOUND ? 0 : hasScanner() ? 1 : 2;
      // one that is of no use is replaced
      if (level < held || !isUsable) require("./write-cache.js").writeCache(files[Math.min(level, held)], script);
    });
  }
  return module.exports;
}

function firstCache(files) {
  for (let level = 0; level < files.length; level++) {
    const bytes = readCache(files[level]);
    if (bytes !== undefined) return { level, bytes };
  }
  return undefined;
}

/** By level. */
function cacheFiles(name, kind, length) {
  const base = cacheFolder();
  if (base === undefined) return undefined;
  // V8 rejects the cache of another version of itself; the name keeps two versions from taking turns
  const { version, arch } = process;
  const id = fs.readFileSync(join(DIST, "build-id.txt"), "utf8");
  const stem = join(base, "secret-scan", `${id}-${length}-${version}-${arch}-${name.slice(0, 4)}-${kind}`);
  return LEVELS.map((level) => `${stem}${level}.cache`);
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
