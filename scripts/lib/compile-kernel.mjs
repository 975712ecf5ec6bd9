/**
 * Compiles a folder of AssemblyScript into a module of base64 constants: so the tests, which run the TypeScript sources, and the bundle
 * load it the same way, without a file to be found at run time. The module is not committed. Nothing is compiled when it is newer than
 * everything that it is made from.
 */
import { existsSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/**
 * @param {{ script: string, folder: string, entry: string, target: string, title: string, constants: Record<string, string[]> }} kernel
 *   `script`: URL of the caller; `constants`: by their names the features that the engine must have
 */
export async function buildKernel({ script, folder, entry, target, title, constants }) {
  const sources = [script, import.meta.url].map((url) => fileURLToPath(url));
  sources.push(...readdirSync(folder).map((name) => `${folder}/${name}`));
  if (existsSync(target) && sources.every((file) => statSync(file).mtimeMs < statSync(target).mtimeMs)) return;
  const lines = [`/** ${title} */`];
  for (const [name, features] of Object.entries(constants))
    lines.push(`export const ${name}: string = "${await compile(folder, entry, features)}";`);
  writeFileSync(target, `${lines.join("\n")}\n`);
}

async function compile(folder, entry, features) {
  let wasm;
  const { error, stderr } = await asc.main(
    [
      entry,
      "--baseDir",
      folder,
      ...["--outFile", "kernel.wasm", "--optimizeLevel", "3", "--noAssert", "--runtime", "stub"],
      ...features.flatMap((feature) => ["--enable", feature]),
      ...["--importMemory", "--memoryBase", "0", "--use", "abort="],
    ],
    {
      writeFile: (name, contents) => {
        if (name === "kernel.wasm") wasm = contents;
      },
    },
  );
  if (error || wasm === undefined) throw new Error(`${folder} does not compile: ${error?.message ?? "no output"}\n${stderr}`);
  return Buffer.from(wasm).toString("base64");
}
