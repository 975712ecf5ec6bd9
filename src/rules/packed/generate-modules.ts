/**
 * The compiled pack as TypeScript modules: the hot part that every scan loads, the texts that a finding needs and the proofs that
 * `rules check` needs, apart from each other.
 *
 * Owns what stands in the modules. Where they are written is the build script's business.
 */

import type { RuleCore } from "../../model/rule.js";
import type { CompiledRules } from "../compile/compile-rules.js";
import { toColumns } from "./columns.js";
import { digestOf } from "./digest.js";
import { toTextJson } from "./text-rows.js";

/** File name in `src/rules/generated/` to source text. */
export type GeneratedModules = ReadonlyMap<string, string>;

/**
 * Texts and proofs are JSON in a string: parsing that is several times faster than parsing the literal it would be.
 * The same rules give the same bytes, whatever the order of the files they come from.
 */
export function generateModules(packs: readonly CompiledRules[]): GeneratedModules {
  const rules = packs.flatMap(({ rules }) => rules).sort(byId);
  const texts = packs.flatMap(({ texts }) => texts).sort(byId);
  const proofs = packs.flatMap(({ proofs }) => proofs).sort(byId);
  const digest = digestOf(rules);
  return new Map([
    [
      "pack-core.ts",
      moduleOf('import type { RuleColumns } from "../packed/columns.js";', [
        ["DIGEST", "string", JSON.stringify(digest)],
        ["COLUMNS", "RuleColumns", JSON.stringify(toColumns(rules))],
      ]),
    ],
    ["pack-text.ts", moduleOf("", [["TEXT_JSON", "string", JSON.stringify(toTextJson(texts))]])],
    ["pack-proof.ts", moduleOf("", [["PROOF_JSON", "string", JSON.stringify(JSON.stringify(proofs))]])],
  ]);
}

function moduleOf(imports: string, constants: readonly (readonly [name: string, type: string, source: string])[]): string {
  const head = `// Made by "npm run build:rules" from rules/. Do not edit.\n${imports === "" ? "" : `${imports}\n`}`;
  return head + constants.map(([name, type, source]) => `export const ${name}: ${type} = ${source};\n`).join("");
}

function byId(a: Pick<RuleCore, "id">, b: Pick<RuleCore, "id">): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
