/**
 * Two builds of the commit, in two clones, give the same tarball byte for byte.
 */

import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { PROGRAM } from "../program/folder.js";

test("a release can be made again", () => {
  const cwd = dirname(dirname(PROGRAM));
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/release.mjs", "--check"], { cwd, encoding: "utf8" });
  expect(status, stderr).toBe(0);
  expect(stdout).toMatch(/: [0-9a-f]{64}, the same twice/);
});
