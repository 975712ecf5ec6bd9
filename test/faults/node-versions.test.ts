/**
 * The built program under other versions of Node, from npm, where the registry can be reached.
 */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";
import { missing, stress } from "./process.js";

const FILES = { "a.txt": `token = ${githubToken(1)}\n`, "b.txt": "nothing\n" };

test.each(["20.0.0", "22", "24"])("Node %s gives the same report", { timeout: 300_000 }, async (version) => {
  const place = folder({ "package.json": "{}" });
  const name = `node-${process.platform}-${process.arch}`;
  // its `bin` is all of it: no script is needed to install it
  spawnSync("npm", ["i", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", `${name}@${version}`], {
    cwd: place,
    timeout: 200_000,
  });
  const node = join(place, "node_modules", name, "bin/node");
  if (missing(!existsSync(node), `Node ${version}: npm could not install ${name}`)) return;
  const cwd = folder(FILES);
  const args = ["--format", "json", "--reproducible"];
  const usual = await stress(args, { cwd });
  expect(usual.code).toBe(1);
  expect(await stress(args, { cwd, node })).toEqual(usual);
  const many = folder({ ...FILES, ...Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`f${i}`, `${i}\n`])) });
  expect(await stress([...args, "--threads", "2"], { cwd: many, node })).toEqual(await stress(args, { cwd: many }));
});
