/**
 * Compiles rules/**\/*.yaml into src/rules/generated/. `npm run build:rules`
 */

import { mkdir, readFile, writeFile } from "node:fs/promises";
import fastGlob from "fast-glob";
import { SecretScanError } from "../src/model/error.js";
import { type CompiledRules, compileEach } from "../src/rules/compile/compile-rules.js";
import { generateModules } from "../src/rules/packed/generate-modules.js";

const OUT = "src/rules/generated";

async function main(): Promise<void> {
  const files = (await fastGlob("rules/**/*.yaml")).sort();
  const taken = new Map<string, string>();
  const packs: CompiledRules[] = [];
  const errors: SecretScanError[] = [];
  for (const file of files) {
    const text = await readFile(file, "utf8");
    try {
      const { compiled, errors: ofRules } = compileEach(text, file, { origin: "built-in", taken });
      for (const { id } of compiled.rules) taken.set(id, `in ${file}`);
      packs.push(compiled);
      errors.push(...ofRules);
    } catch (error) {
      if (!(error instanceof SecretScanError)) throw error;
      errors.push(error);
    }
  }
  await mkdir(OUT, { recursive: true });
  for (const [name, source] of generateModules(packs)) await writeIfChanged(`${OUT}/${name}`, source);
  for (const error of errors) process.stderr.write(`${error.describe()}\n`);
  const literals = new Set(packs.flatMap(({ rules }) => rules.flatMap((rule) => rule.literals)));
  process.stderr.write(`${taken.size} rules from ${files.length} files, ${literals.size} literals, ${errors.length} errors\n`);
  // the modules hold the rules that are right, so that work on the others need not wait; a release does
  if (errors.length > 0) process.exitCode = 2;
}

/** Leaves a file alone that is the same: whoever watches it need not wake up. */
async function writeIfChanged(path: string, source: string): Promise<void> {
  const before = await readFile(path, "utf8").catch(() => undefined);
  if (before !== source) await writeFile(path, source);
}

await main();
