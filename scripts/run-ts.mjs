/**
 * Runs one TypeScript file of this repository: `node scripts/run-ts.mjs FILE.ts [ARGUMENT…]`.
 *
 * For the scripts that use the program's own source before it is built. The bundle lies under node_modules/.cache, so that packages are found.
 */

import { mkdir, rm } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) throw new Error("usage: node scripts/run-ts.mjs FILE.ts [ARGUMENT…]");
await mkdir("node_modules/.cache", { recursive: true });
const bundle = `node_modules/.cache/run-ts-${process.pid}.mjs`;
await build({
  entryPoints: [script],
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  outfile: bundle,
  logLevel: "error",
});
process.argv = [process.argv[0], script, ...scriptArguments];
try {
  await import(pathToFileURL(bundle).href);
} finally {
  await rm(bundle, { force: true });
}
