import { execFileSync } from "node:child_process";
import { closeSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openForScan } from "../../src/sources/open-for-scan.js";
import { temporaryFolder } from "./temporary-repository.js";

test("an ordinary file is opened for reading", () => {
  const folder = temporaryFolder();
  folder.write("a.txt", "12345");
  const opened = openForScan(Buffer.from(join(folder.path, "a.txt")), false);
  if (!("fd" in opened)) throw new Error(`not opened: ${JSON.stringify(opened)}`);
  expect(readFileSync(opened.fd, "latin1")).toBe("12345");
  closeSync(opened.fd);
});

test("links, FIFOs and folders are skipped, and nothing hangs", () => {
  const folder = temporaryFolder();
  folder.write("a.txt");
  symlinkSync("a.txt", join(folder.path, "link"));
  execFileSync("mkfifo", [join(folder.path, "pipe")]);
  expect(openForScan(join(folder.path, "link"), true)).toEqual({ skipped: "symbolic link, not followed" });
  expect(openForScan(join(folder.path, "pipe"), false)).toEqual({ skipped: "FIFO, not read" });
  expect(openForScan(folder.path, false)).toHaveProperty("skipped");
  expect(openForScan("/dev/null", false)).toEqual({ skipped: "device, not read" });
});

test("a tracked file that is gone is absent, another one has vanished", () => {
  const folder = temporaryFolder();
  expect(openForScan(join(folder.path, "gone"), true)).toEqual({ absent: true });
  expect(openForScan(join(folder.path, "gone"), false)).toEqual({ failure: "vanished before it was read" });
});
