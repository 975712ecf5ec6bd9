/**
 * A file that changes at any moment of its reading: what is scanned is what it held at one moment, or it is said to have changed.
 */

import * as fs from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Disk, fileReader } from "../../src/scan/byte-reader.js";
import { folder } from "../program/folder.js";

const WINDOW = 1 << 16;
const SIZES = { empty: 0, small: 3000, "all but one": WINDOW - 1, "a window": WINDOW, long: 3 * WINDOW + 5 } as const;
const CHANGES: Readonly<Record<string, (path: string, size: number) => void>> = {
  "is written over": (path, size) => fs.writeFileSync(path, "y".repeat(size)),
  "is written over, its time set back": (path, size) => {
    const { atime, mtime } = fs.statSync(path);
    fs.writeFileSync(path, "y".repeat(size));
    fs.utimesSync(path, atime, mtime);
  },
  "is cut": (path, size) => fs.truncateSync(path, size >> 1),
  "is emptied": (path) => fs.truncateSync(path, 0),
  grows: (path) => fs.appendFileSync(path, "z".repeat(2 * WINDOW)),
};
/** Of a long file its time alone is compared, since who renames it or changes its mode does not change what it holds. */
const UNSEEN = new Set(["is written over, its time set back, long"]);
const CALLS = 5;

/** Reads it all; `act` is called after so many calls of the disk. */
function readWith(path: string, call: number, act: () => void): { text: string; changed: boolean; calls: number } {
  let calls = 0;
  const after = <T>(result: T): T => {
    if (calls++ === call) act();
    return result;
  };
  const disk = {
    readSync: (...args: Parameters<typeof fs.readSync>) => after(fs.readSync(...args)),
    fstatSync: (...args: Parameters<typeof fs.fstatSync>) => after(fs.fstatSync(...args)),
  } as Disk;
  const fd = fs.openSync(path, "r");
  try {
    const reader = fileReader(fd, disk);
    const target = Buffer.alloc(WINDOW);
    let text = "";
    for (let count = 1; count > 0; text += target.toString("latin1", 0, count)) count = reader.read(target, 0, WINDOW);
    return { text, changed: reader.changed(), calls };
  } finally {
    fs.closeSync(fd);
  }
}

/** A file of each size for each change and moment, in folders by size and name, all at rest: last changed longer ago than clocks are coarse. */
async function filesAtRest(): Promise<string> {
  const place = folder();
  for (const [name, size] of Object.entries(SIZES)) {
    fs.mkdirSync(join(place, name));
    for (const change of ["stays", ...Object.keys(CHANGES)])
      for (let call = 0; call < CALLS; call++) fs.writeFileSync(join(place, name, `${change}${call}`), "x".repeat(size));
  }
  await new Promise((resolve) => setTimeout(resolve, 2100));
  return place;
}

test("it is written over, cut, emptied or grows after any call of the disk", async () => {
  const place = await filesAtRest();
  for (const [name, size] of Object.entries(SIZES))
    for (const [change, act] of Object.entries(CHANGES))
      for (let call = 0; call < CALLS; call++) {
        const path = join(place, name, `${change}${call}`);
        const before = fs.readFileSync(path, "latin1");
        const { text, changed } = readWith(path, call, () => act(path, size));
        const isOneMoment = [before, fs.readFileSync(path, "latin1")].includes(text);
        if (!UNSEEN.has(`${change}, ${name}`))
          expect.soft(changed || isOneMoment, `${name}, ${change} after call ${call}: ${text.length} bytes`).toBe(true);
      }
  for (const [name, most] of Object.entries({ empty: 2, small: 2, "all but one": 2, long: 8 })) {
    const { text, changed, calls } = readWith(join(place, name, "stays0"), -1, () => {});
    expect.soft([text.length, changed], name).toEqual([SIZES[name as keyof typeof SIZES], false]);
    expect.soft(calls, name).toBeLessThanOrEqual(most);
  }
});

test("one that is seconds old has not changed for that", () => {
  for (const size of Object.values(SIZES)) {
    const path = join(folder({ f: "x".repeat(size) }), "f");
    const { text, changed } = readWith(path, -1, () => {});
    expect([text.length, changed]).toEqual([size, false]);
  }
});

test("a disk that gives less than the file's size says so", () => {
  const path = join(folder({ f: "x".repeat(500) }), "f");
  const fd = fs.openSync(path, "r");
  let given = 0;
  const disk = {
    fstatSync: fs.fstatSync,
    readSync: () => (given++ === 0 ? 13 : 0),
  } as unknown as Disk;
  const reader = fileReader(fd, disk);
  while (reader.read(Buffer.alloc(WINDOW), 0, WINDOW) > 0);
  expect(reader.changed()).toBe(true);
  fs.closeSync(fd);
});

test("who writes on and on is not followed: the file is said to have changed", () => {
  const path = join(folder(), "log");
  fs.writeFileSync(path, "x".repeat(2 * WINDOW));
  let size = 2 * WINDOW;
  const disk = {
    readSync: (...args: Parameters<typeof fs.readSync>) => {
      size += 2 * WINDOW;
      fs.truncateSync(path, size);
      return fs.readSync(...args);
    },
    fstatSync: fs.fstatSync,
  } as Disk;
  const fd = fs.openSync(path, "r");
  const reader = fileReader(fd, disk);
  const target = Buffer.alloc(WINDOW);
  let total = 0;
  for (let count = 1; count > 0; total += count) count = reader.read(target, 0, WINDOW);
  expect(total).toBeLessThan(80 << 20);
  expect(reader.changed()).toBe(true);
  fs.closeSync(fd);
});
