/** Literals that documentation shows are lowered, not dropped; the same statements in code are findings. */

import { describe, expect, it } from "vitest";
import { detectText } from "../pack/detect-text.js";

const levels = (text: string, path: string): readonly string[] =>
  detectText(`${text}\n`, path).map(({ confidence }) => confidence);

const shown = ["Tr4verse", "Mole!92"].join("");
const statement = `admin_password="${shown}"`;
const fence = "```";

describe("examples in the documentation of code", () => {
  it.each([
    ["a fence in a docstring", `"""\n${fence}python\ndb = Server("a",\n    ${statement})\n${fence}\n"""`, "a.py"],
    ["a fence in a comment of JSDoc", `/**\n * ${fence}ts\n * const a = { password: "${shown}" };\n * ${fence}\n */`, "a.d.ts"],
    ["JSDoc's example", `/**\n * Opens it.\n * @example\n * open({ password: "${shown}" });\n */`, "a.js"],
    ["a block of reStructuredText", `"""\n.. code-block:: python3\n\n    ${statement}\n"""`, "a.py"],
    ["a doctest", `"""\n>>> connect(${statement})\n"""`, "a.py"],
  ])("%s", (_, text, path) => {
    expect(levels(text, path)).toEqual(["low"]);
  });

  it.each([
    ["behind the end of the docstring", `"""\n${fence}python\nx = 1\n${fence}\n"""\n${statement}`, "a.py"],
    ["behind a docstring that closes no fence", `"""\n${fence}python\nx = 1\n"""\n${statement}`, "a.py"],
    ["behind a mail address", `# a@example.com\n${statement}`, "a.py"],
    ["in a comment without an example", `# ${statement}`, "a.py"],
    [
      "in a fence of a document, where people paste what they use",
      `${fence}sh\nexport ADMIN_PASSWORD=${shown}\n${fence}`,
      "a.md",
    ],
  ])("but not %s", (_, text, path) => {
    expect(levels(text, path)).not.toContain("low");
    expect(levels(text, path)).toHaveLength(1);
  });
});

describe("passwords that spell out what they stand for", () => {
  const spelled = ["P@ss", "w0rd"].join("");

  it.each([spelled, `${spelled}1234!`, `My${["P4ss", "w0rd"].join("")}!!!`])("%s is lowered in a document", (value) => {
    expect(levels(`username=vmuser password=${value}`, "a.md").filter((level) => level !== "low")).toEqual([]);
  });

  it("and is a finding in configuration", () => {
    expect(levels(`DB_PASSWORD=${spelled}1234!`, "prod.env")).toContain("high");
  });
});
