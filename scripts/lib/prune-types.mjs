/**
 * Deletes the declarations that nobody who imports the package can reach: the compiler writes one for each source file.
 */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** What a declaration file names of others: `from "./x.js"`, `import("./x.js")`. */
const NAMED = /(?:from|import\()\s*"(\.[^"]+)\.js"/g;

/** @param {string} folder of declarations, of which `index.d.ts` is where importers begin */
export function pruneTypes(folder) {
  const reached = new Set([resolve(folder, "index.d.ts")]);
  for (const file of reached) {
    for (const [, named] of readFileSync(file, "utf8").matchAll(NAMED)) {
      const other = resolve(dirname(file), `${named}.d.ts`);
      if (existsSync(other)) reached.add(other);
    }
  }
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = resolve(folder, name);
    if (file.endsWith(".d.ts") && !reached.has(file)) rmSync(file);
  }
  removeEmpty(folder);
}

function removeEmpty(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
