/**
 * Loads TypeScript modules of `src/` into a script: bundled to a temporary file, imported, removed.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** @param exports lines such as `export { x } from "./src/room/file.ts";`, paths from the repository's root */
export async function loadRoom(exports) {
  const folder = mkdtempSync(join(tmpdir(), "room-"));
  const outfile = join(folder, "room.mjs");
  try {
    await build({
      stdin: { contents: exports, resolveDir: process.cwd(), loader: "ts" },
      bundle: true,
      platform: "node",
      format: "esm",
      outfile,
      logLevel: "error",
    });
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
