#!/usr/bin/env node
import { readFileSync } from "node:fs";

const [first, second] = process.argv.slice(2);
if (first === "--version" && second === undefined) {
  // asked for by scripts and hooks many times: nothing is loaded for it
  process.stdout.write(`${readFileSync(new URL("../dist/version.txt", import.meta.url), "utf8")}\n`);
} else {
  const { runCli } = await import("../dist/cli.js");
  await runCli();
}
