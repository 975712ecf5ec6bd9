/**
 * `docs/performance.md`: measurements are put between `<!-- bench:NAME -->` and `<!-- /bench:NAME -->`, what people wrote around stays.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./ours.mjs";

const PAGE = join(ROOT, "docs/performance.md");

/** Replaces a block; one that is not there yet comes at the end. */
export function putIntoPage(name, text) {
  const page = readFileSync(PAGE, "utf8");
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const block = `${open}\n${text.trim()}\n${close}`;
  const start = page.indexOf(open);
  const end = page.indexOf(close);
  const updated =
    start < 0 || end < start ? `${page.trimEnd()}\n\n${block}\n` : page.slice(0, start) + block + page.slice(end + close.length);
  writeFileSync(PAGE, updated);
}
