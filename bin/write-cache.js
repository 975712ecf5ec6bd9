// Writes a code cache, and takes away those that nobody has used for long: each version of the program and of Node has its own.
"use strict";

const fs = require("node:fs");
const { basename, dirname, join } = require("node:path");

/** What this program, of whatever version, calls its caches, and a cache that was never finished. Nothing else is touched. */
const OURS = /^[0-9a-f]{16}-\d+-v\d[\w.-]*\.cache(?:\.\d+\.tmp)?$/;
const UNUSED_DAYS = 30;
const UNFINISHED_DAYS = 1;
/** Several versions with all their kinds. */
const MOST_FILES = 48;
const DAY_MS = 86_400_000;

/** To a name of its own, then renamed: another start sees the whole file or none. Never throws. */
exports.writeCache = function writeCache(file, script) {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    fs.mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // with the HOME of another user, as by sudo, that user could lead a write of ours anywhere
    if (!isOurFolder(dirname(file))) return;
    fs.writeFileSync(temporary, script.createCachedData(), { flag: "wx", mode: 0o600 });
    fs.renameSync(temporary, file);
    prune(dirname(file), basename(file));
  } catch {
    remove(temporary);
  }
};

/** Not another user's, and not a link that leads elsewhere. */
function isOurFolder(folder) {
  const place = fs.lstatSync(folder);
  return place.isDirectory() && (process.getuid === undefined || place.uid === process.getuid());
}

/** A file that goes meanwhile was another start's to take away. */
function prune(folder, justWritten) {
  const files = fs
    .readdirSync(folder)
    .filter((name) => OURS.test(name) && name !== justWritten)
    .flatMap((name) => {
      const stats = fs.lstatSync(join(folder, name), { throwIfNoEntry: false });
      // where the file system notes it, the day of the last use
      return stats?.isFile() ? [{ name, used: Math.max(stats.atimeMs, stats.mtimeMs) }] : [];
    })
    .sort((a, b) => b.used - a.used);
  const now = Date.now();
  files.forEach(({ name, used }, index) => {
    const days = name.endsWith(".tmp") ? UNFINISHED_DAYS : UNUSED_DAYS;
    if (index >= MOST_FILES || now - used > days * DAY_MS) remove(join(folder, name));
  });
}

function remove(file) {
  try {
    fs.rmSync(file, { force: true });
  } catch {
    // a folder that may not even be looked into
  }
}
