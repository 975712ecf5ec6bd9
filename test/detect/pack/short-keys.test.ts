/** Short keys of letters alone: what a name announces reaches the rules of the provider that is named with it. */

import { describe, expect, it } from "vitest";
import { detectText } from "./detect-text.js";

const found = (text: string, path: string): readonly (readonly [string, string])[] =>
  detectText(text, path)
    .filter(({ confidence }) => confidence !== "low")
    .map(({ ruleId, secret }) => [ruleId, secret] as const);

describe("short keys of letters alone", () => {
  const short = "xqvkzwpj";
  const capitals = "QxVkZwPjHgTbNcY";

  it.each([
    [`const mockarooKey = "${short}";\n`, "src/seed.js", "mockaroo-api-key", short],
    [`MOCKAROO_API_KEY=${short}\n`, ".env.local", "mockaroo-api-key", short],
    [`eagle_eye_networks_token: ${capitals}\n`, "values.yml", "eagle-eye-networks-api-key", capitals],
    [`EagleEyeNetworks.setToken("${capitals}")\n`, "src/a.ts", "eagle-eye-networks-api-key", capitals],
  ])("%s", (text, path, ruleId, secret) => {
    expect(found(text, path)).toContainEqual([ruleId, secret]);
  });

  it("finds no words and nothing without the provider", () => {
    expect(found('const mockarooKey = "lastName";\n', "src/seed.js")).toEqual([]);
    expect(found('const mockarooToken = "username";\n', "src/seed.js")).toEqual([]);
    expect(found(`const columnKey = "${short}";\n`, "src/seed.js")).toEqual([]);
  });
});
