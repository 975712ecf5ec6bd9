import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { completeChecksum, verifyChecksum } from "../../src/detect/checksums/verify.js";
import { SECRET_TYPES } from "../../src/model/secret-type.js";
import { loadBuiltInPack } from "../../src/rules/built-in-pack.js";
import { loadBuiltInProofs } from "../../src/rules/built-in-proof.js";
import { loadBuiltInText } from "../../src/rules/built-in-text.js";
import { fillTemplate } from "../../src/rules/compile/templates.js";
import { rulesPage } from "../../src/rules/describe/rules-page.js";
import { createMatchGenerator } from "../../src/rules/generate/generate-match.js";
import { createRandom } from "../../src/rules/generate/random.js";
import { digestOf } from "../../src/rules/packed/digest.js";
import { proveRules } from "../../src/rules/prove/prove-rules.js";
import { createDetectText } from "../../src/scan/prove/detect-text.js";

const pack = loadBuiltInPack();
const texts = loadBuiltInText();

describe("the built-in pack", () => {
  test("covers every type of secret", () => {
    expect(new Set(pack.rules.map(({ type }) => type))).toEqual(new Set(SECRET_TYPES));
  });

  test("has a text for every rule, with at least one thing to do", () => {
    const mute = pack.rules.filter(({ id }) => (texts.get(id)?.remediation.steps.length ?? 0) === 0);
    expect(mute.map(({ id }) => id)).toEqual([]);
    expect(texts.size).toBe(pack.rules.length);
  });

  test("has the digest of its rules", () => {
    expect(pack.digest).toBe(digestOf(pack.rules));
  });

  test("proves every rule: found wherever credentials stand, near misses are not", { timeout: 300_000 }, () => {
    const tools = { detect: createDetectText(pack.rules), complete: completeChecksum, verify: verifyChecksum };
    const problems = proveRules(pack.rules, loadBuiltInProofs(), tools);
    expect(problems.map(({ ruleId, problem, place }) => `${place.file}:${place.line}: ${ruleId}: ${problem}`)).toEqual([]);
  });

  test("finds nothing in what one of its rules calls a negative, whichever rule looks", () => {
    const detect = createDetectText(pack.rules);
    const proofs = loadBuiltInProofs();
    const wrong = pack.rules.flatMap((rule) => {
      if (rule.pattern === "") return [];
      const match = createMatchGenerator(rule, createRandom(rule.id), completeChecksum).generate("mixed");
      const negatives = match === undefined ? [] : (proofs.get(rule.id)?.negatives ?? []);
      return negatives.flatMap((negative, index) =>
        detect(fillTemplate(negative, match!.text), "notes.txt")
          .found.filter(({ confidence, isGeneric }) => confidence !== "low" && !isGeneric)
          .map(({ ruleId }) => `${ruleId} finds negative ${index + 1} of ${rule.id}`),
      );
    });
    expect(wrong).toEqual([]);
  });

  test("pairs secrets with rules that there are", () => {
    const ids = new Set(pack.rules.map(({ id }) => id));
    expect(pack.rules.filter(({ pair }) => pair?.ruleId !== undefined && !ids.has(pair.ruleId)).map(({ id }) => id)).toEqual([]);
  });

  test("is what docs/rules.md lists; npm run docs:rules writes it", () => {
    const page = readFileSync(new URL("../../docs/rules.md", import.meta.url), "utf8");
    expect(page === rulesPage(pack.rules.map((core) => ({ ...core, ...texts.get(core.id)! })))).toBe(true);
  });
});
