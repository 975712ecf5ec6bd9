// The licences of what the bundles hold, from the packages themselves.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** @param metafile esbuild's: it names every file that went into a bundle */
export function collectLicences(root, metafile) {
  const names = new Set();
  for (const input of Object.keys(metafile.inputs)) {
    const match = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match !== null) names.add(match[1]);
  }
  return [...names]
    .sort()
    .map((name) => licenceOf(root, name))
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(root, name) {
  const folder = join(root, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(?:[.-]|$)/i.test(entry));
  const text = file !== undefined && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
  if (text === "" && !license) throw new Error(`${name} is bundled and states no licence`);
  return `${name} ${version} (${license})\n\n${text}\n`;
}
