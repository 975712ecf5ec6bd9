/** Bundles a TypeScript source of ours in memory, as the product does, and imports it: for benches of one part. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { ROOT } from "./ours.mjs";

/** @param {string[]} paths below the repository's root; @returns {Promise<object>} all that they export, together */
export async function loadSource(...paths) {
  const contents = paths.map((path) => `export * from "./${path.replace(/\.ts$/, ".js")}";`).join("\n");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: ROOT, sourcefile: "bench-entry.mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
    define: { SECRET_SCAN_VERSION: '"0"', "import.meta.url": JSON.stringify(`file://${join(ROOT, "dist/main.cjs")}`) },
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(process.execPath);',
    },
  });
  // not a data URL: an error would print it
  const folder = mkdtempSync(join(tmpdir(), "bench-source-"));
  try {
    writeFileSync(join(folder, "source.mjs"), outputFiles[0].text);
    return await import(pathToFileURL(join(folder, "source.mjs")).href);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Least CPU seconds of some calls; other programs on the machine disturb these less than wall time. */
export function leastCpu(rounds, run) {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}
