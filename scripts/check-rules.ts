/**
 * Proves the built-in rules, or those that are named: `npm run check:rules [-- RULE-ID…]`.
 */

import { completeChecksum, verifyChecksum } from "../src/detect/checksums/verify.js";
import { loadBuiltInPack } from "../src/rules/built-in-pack.js";
import { loadBuiltInProofs } from "../src/rules/built-in-proof.js";
import { proveRules } from "../src/rules/prove/prove-rules.js";
import { createDetectText } from "../src/scan/prove/detect-text.js";

const named = new Set(process.argv.slice(2));
const { rules } = loadBuiltInPack();
const chosen = rules.filter(({ id }) => named.size === 0 || named.has(id));
const problems = proveRules(chosen, loadBuiltInProofs(), {
  detect: createDetectText(rules),
  complete: completeChecksum,
  verify: verifyChecksum,
});
for (const { ruleId, problem, place } of problems) process.stdout.write(`${place.file}:${place.line}: ${ruleId}: ${problem}\n`);
process.stdout.write(`${chosen.length} rules, ${problems.length} problems\n`);
if (problems.length > 0) process.exitCode = 1;
