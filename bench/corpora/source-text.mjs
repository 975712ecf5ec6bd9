/**
 * Real source text that other corpora are made from: files of the npm corpus whose versions are exact.
 */

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { npmCorpus } from "./npm.mjs";

const FOLDERS = [
  "three/src",
  "rxjs/src",
  "eslint/lib",
  "webpack/lib",
  "date-fns",
  "lodash",
  "core-js/modules",
  "@angular/core",
  "@angular/material",
  "echarts/lib",
];
const TEXT = /\.(?:[cm]?js|ts|json|md|scss|css|html|yml)$/;
const MOST = 48_000;

/** @param {number} least bytes; @returns {{ name: string, lines: string[] }[]} always in the same order */
export function sourceFiles(least = 600) {
  const root = npmCorpus();
  const files = [];
  for (const folder of FOLDERS) {
    const names = readdirSync(join(root, folder), { recursive: true }).sort();
    for (const name of names) {
      const path = join(root, folder, name);
      if (!TEXT.test(name)) continue;
      const { size } = statSync(path);
      if (size < least || size > MOST) continue;
      const text = readFileSync(path, "utf8");
      // minified text and text that is not UTF-8 would not diff as people's text does
      if (text.includes("\ufffd") || text.length / text.split("\n").length > 200) continue;
      files.push({ name: `${folder}/${name}`, lines: text.split("\n") });
    }
  }
  return files;
}
