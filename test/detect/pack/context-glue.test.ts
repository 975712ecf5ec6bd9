/** How people write a provider's name beside its key: in one word, in several, as a key path, on the line above. */

import { describe, expect, it } from "vitest";
import { detectText } from "./detect-text.js";

const hex = "3f9c1d7be04a58c26d913ab7f0e5d482";
const dotted = "IUT8SE91.tegCgyrN:dIlmmTFmZtUVLBQyO7QQQsLK";
const found = (text: string, path: string): readonly string[] =>
  detectText(text, path)
    .filter(({ confidence }) => confidence !== "low")
    .map(({ ruleId }) => ruleId);

describe("a provider's name and its key", () => {
  it.each([
    ["agora.apiKey = %;", "src/a.js"],
    ['"agora": { "key": % }', "a.json"],
    ["AGORA-KEY: %", "notes.txt"],
    ["agora_key = %", "a.ini"],
    ["The Agora API key is %", "notes.md"],
    ["// Agora token %", "src/a.js"],
    ['variable "agora_token" {\n  default = %\n}', "v.tf"],
    ["- name: AGORA_TOKEN\n  value: %", "pod.yaml"],
    ["Agora\n%", "keys.txt"],
  ])("%s", (text, path) => {
    expect(found(`${text.replace("%", `"${hex}"`)}\n`, path)).toContain("agora-api-key");
  });

  it("reads names of several words", () => {
    expect(found(`The Air Visual API key is ${"abcd1-ef9gh2"}${"k3m4n-5p6q7r8s9t0u1v2w3x"}\n`, "a.md")).toContain(
      "air-visual-api-key",
    );
    expect(found(`the debounce api: ${"xK9vQ2mWp7LzT"}\n`, "a.md")).toEqual([]);
  });

  it("takes a value with punctuation below its label", () => {
    expect(found(`Ably\n${dotted}\n`, "keys.txt")).toContain("ably-api-key");
    expect(found(`Ably\nid ${dotted}\n`, "keys.txt")).not.toContain("ably-api-key");
  });

  it("finds a short prefix behind a joint where the rest is random", () => {
    const id = `${["AK", "IA"].join("")}ZEYP7H2VGAIDM5EP`;
    expect(found(`use MY_${id}\n`, "a.txt")).toContain("aws-access-key-id");
  });
});
