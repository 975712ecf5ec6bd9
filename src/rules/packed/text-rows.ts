/**
 * Rule texts as they are shipped: a line each, so that a few are found without reading all, and without the steps that follow from the
 * rule's name, which are most.
 */

import type { Remediation, RuleText } from "../../model/rule.js";

/** `steps` is absent when they are the default ones. */
interface TextRow extends Omit<RuleText, "remediation" | "origin"> {
  readonly isFile?: true;
  readonly remediation: Omit<Remediation, "steps"> & { readonly steps?: readonly string[] };
}

/** @param texts of the built-in rules: whose they are is not written */
export function toTextJson(texts: readonly RuleText[]): string {
  const rows = texts.map(({ origin: _, remediation: { steps, ...pages }, ...text }): TextRow => {
    const same = (isFile: boolean): boolean =>
      JSON.stringify(steps) === JSON.stringify(defaultSteps(text.name, pages.revokeUrl, isFile));
    if (same(false)) return { ...text, remediation: pages };
    return same(true) ? { ...text, isFile: true, remediation: pages } : { ...text, remediation: { ...pages, steps } };
  });
  return rows.map((row) => `\n${row.id}\t${JSON.stringify(row)}`).join("");
}

/** The way back, for all of them. */
export function fromTextJson(json: string): RuleText[] {
  return json === "" ? [] : json.slice(1).split("\n").map(textOfLine);
}

/** The text of one rule; undefined where there is none of that id. */
export function textOf(json: string, id: string): RuleText | undefined {
  const start = json.indexOf(`\n${id}\t`) + 1;
  if (start === 0) return undefined;
  const end = json.indexOf("\n", start);
  return textOfLine(json.slice(start, end < 0 ? undefined : end));
}

function textOfLine(line: string): RuleText {
  const row = JSON.parse(line.slice(line.indexOf("\t") + 1)) as TextRow;
  const { isFile = false, remediation, ...text } = row;
  const { steps, ...pages } = remediation;
  return {
    ...text,
    remediation: { ...pages, steps: steps ?? defaultSteps(text.name, pages.revokeUrl, isFile) },
    origin: "built-in",
  };
}

/** What to do about a credential, or about a file of a kind that should not be there, where its rule says nothing of its own. */
export function defaultSteps(name: string, revokeUrl: string | undefined, isFile: boolean): string[] {
  if (isFile)
    return [
      "Take the file out of the repository (git rm --cached) and add it to .gitignore.",
      "Revoke every credential in it: whoever could read the repository has them.",
    ];
  const where = revokeUrl === undefined ? "at its provider" : `at ${revokeUrl}`;
  return [
    `Revoke this credential (${name}) ${where} and make a new one; removing it from the file does not undo the leak.`,
    "Keep the new one outside the repository: in the environment or a secret store.",
    "Look through the provider's log for use that was not yours.",
  ];
}
