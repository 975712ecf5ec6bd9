// Bundles the program into dist/main.cjs and dist/rest.cjs, with dist/index.js for importers, and the types.
// Everything at run time is inside: the package has no dependencies.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ascii, bundleInParts } from "./bundle-parts.mjs";
import { lazyBuiltins, tablesAsFiles } from "./bundle-plugins.mjs";
import { collectLicences } from "./bundled-licences.mjs";
import { pruneTypes } from "./lib/prune-types.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const dist = join(root, "dist");

const GENERATORS = [
  "build-prefilter.mjs",
  "build-pack-kernel.mjs",
  "run-ts.mjs scripts/build-rules.ts",
  "run-ts.mjs scripts/build-word-groups.ts",
];
for (const script of GENERATORS) {
  execFileSync(process.execPath, [join("scripts", script.split(" ")[0]), ...script.split(" ").slice(1)], {
    cwd: root,
    stdio: "inherit",
  });
}
rmSync(dist, { recursive: true, force: true });
const parts = await bundleInParts(
  {
    absWorkingDir: root,
    target: "node20",
    minify: true,
    // read as latin1, a byte a character
    charset: "ascii",
    legalComments: "none",
    define: { SECRET_SCAN_VERSION: JSON.stringify(version) },
  },
  () => [lazyBuiltins(join(root, "src")), tablesAsFiles(join(dist, "data"))],
);
const digest = createHash("sha256");
for (const name of ["main", "rest", "early"]) {
  const escaped = ascii(parts[name]);
  writeFileSync(join(dist, `${name}.cjs`), escaped);
  digest.update(escaped);
}
writeFileSync(join(dist, "build-id.txt"), digest.digest("hex").slice(0, 16));
writeFileSync(join(dist, "index.js"), 'export { scan, SecretScanError } from "./main.cjs";\n');
writeFileSync(join(dist, "version.txt"), version);
writeFileSync(join(dist, "THIRD-PARTY-LICENCES.txt"), collectLicences(root, parts.metafile));
execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", "tsconfig.types.json"], {
  cwd: root,
  stdio: "inherit",
});
pruneTypes(join(dist, "types"));
