// Runs after `npm ci` in this repository, never where the package is installed: builds, and sets the hooks up. A script by the name of
// `dependencies`, since npm asks whoever installs a tarball with `prepare` in it to allow what it does not run.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
if (existsSync(".git") && !process.env.CI) {
  const { default: husky } = await import("husky");
  const problem = husky();
  if (problem) process.stderr.write(`${problem}\n`);
}
