#!/usr/bin/env node
// The executable. CommonJS, since that starts some milliseconds sooner than a module does.
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");

if (process.argv.length === 3 && process.argv[2] === "--version") {
  // scripts and hooks ask for it many times: nothing is loaded for it
  process.stdout.write(`${readFileSync(join(__dirname, "../dist/version.txt"), "utf8")}\n`);
} else {
  const words = process.argv.slice(2);
  // git works while the program is loaded
  const isForGit = ["staged", "hook", "range", "history"].includes(words[0]);
  const early = isForGit ? require("../dist/early.cjs").startEarlyGit(words) : [];
  const { load } = require("./compile-cache.js");
  load(words[0]).runCli(join(__dirname, "worker.js"), early);
}
