// Asks the registry for known vulnerabilities of every locked package, those of development too: they make what is published.
// Ends with 1 where there are some. A registry that gives no answer (a mirror, no network) is said, and is no fault of the lock.
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { auditVerdict } from "./lib/audit-verdict.mjs";

const cwd = dirname(dirname(fileURLToPath(import.meta.url)));
const { stdout } = spawnSync("npm", ["audit", "--json"], { cwd, encoding: "utf8", maxBuffer: 1 << 28 });
const { isClean, text } = auditVerdict(stdout);
console.log(text);
process.exitCode = isClean ? 0 : 1;
