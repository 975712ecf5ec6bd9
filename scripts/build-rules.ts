/**
 * Compiles rules/**\/*.yaml into src/rules/generated/. `npm run build:rules`
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import fastGlob from "fast-glob";
import { SecretScanError } from "../src/model/error.js";
import { type CompiledRules, compileRules } from "../src/rules/compile/compile-rules.js";
import { generateModules } from "../src/rules/packed/generate-modules.js";

const OUT = "src/rules/generated";

async function main(): Promise<void> {
  const files = (await fastGlob("rules/**/*.yaml")).sort();
  const taken = new Map<string, string>();
  const packs: CompiledRules[] = [];
  for (const file of files) {
    const pack = compileRules(await readFile(file, "utf8"), file, { origin: "built-in", taken });
    for (const { id } of pack.rules) taken.set(id, `in ${file}`);
    packs.push(pack);
  }
  await mkdir(OUT, { recursive: true });
  for (const [name, source] of generateModules(packs)) await writeIfChanged(`${OUT}/${name}`, source);
  process.stderr.write(`${taken.size} rules from ${files.length} files\n`);
}

/** Leaves a file alone that is the same: whoever watches it need not wake up. */
async function writeIfChanged(path: string, source: string): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => undefined);
  if (before !== source) await writeFile(path, source);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof SecretScanError)) throw error;
  process.stderr.write(`${error.describe()}\n`);
  process.exitCode = 2;
}
