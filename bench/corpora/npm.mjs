/** npm packages of exact versions: many small files, as a work tree with its dependencies has them. */

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CORPORA } from "./folder.mjs";

/** Exact versions, so that two machines measure the same bytes. About 75,000 files, 850 MB. */
const PACKAGES = [
  "@angular/cli@19.2.0",
  "@angular/core@19.2.0",
  "@angular/material@19.2.0",
  "@aws-sdk/client-s3@3.750.0",
  "@azure/identity@4.7.0",
  "@babel/preset-env@7.26.9",
  "@mui/icons-material@6.4.5",
  "@mui/material@6.4.5",
  "aws-sdk@2.1692.0",
  "core-js@3.40.0",
  "date-fns@4.1.0",
  "echarts@5.6.0",
  "eslint@9.20.1",
  "firebase@11.3.1",
  "googleapis@144.0.0",
  "lodash@4.17.21",
  "monaco-editor@0.52.2",
  "next@15.1.7",
  "rxjs@7.8.2",
  "three@0.173.0",
  "typescript@5.7.3",
  "webpack@5.98.0",
];

/** Folder of the npm packages; made when it is not there. */
export function npmCorpus() {
  const folder = join(CORPORA, "npm");
  const done = join(folder, ".done");
  if (!existsSync(done)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "corpus", private: true }));
    execFileSync("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps", ...PACKAGES], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    writeFileSync(done, "");
  }
  return join(folder, "node_modules");
}
