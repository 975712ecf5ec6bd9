// Bundles the program: dist/cli.js and dist/worker.js with the chunks they share, dist/index.js for importers, and the types.
// Everything at run time is inside: the package has no dependencies.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { collectLicences } from "./bundled-licences.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const dist = join(root, "dist");

for (const script of ["build-prefilter.mjs", "run-ts.mjs scripts/build-rules.ts"]) {
  execFileSync(process.execPath, [join("scripts", script.split(" ")[0]), ...script.split(" ").slice(1)], {
    cwd: root,
    stdio: "inherit",
  });
}
rmSync(dist, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { cli: "src/cli/entry.ts", worker: "src/scan/worker.ts", index: "src/index.ts" },
  outdir: "dist",
  chunkNames: "chunk-[hash]",
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  metafile: true,
  define: { SECRET_SCAN_VERSION: JSON.stringify(version) },
  // some bundled packages are CommonJS and ask for Node's modules by require
  banner: { js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);' },
});
writeFileSync(join(dist, "version.txt"), version);
writeFileSync(join(dist, "THIRD-PARTY-LICENCES.txt"), collectLicences(root, metafile));
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json"], {
  cwd: root,
  stdio: "inherit",
});
