// Runs after `npm ci` and before `npm pack`: builds, and sets the hooks up where there is a repository to guard.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

execFileSync(process.execPath, ["scripts/build.mjs"], { stdio: "inherit" });
if (existsSync(".git") && !process.env.CI) {
  const { default: husky } = await import("husky");
  const problem = husky();
  if (problem) process.stderr.write(`${problem}\n`);
}
