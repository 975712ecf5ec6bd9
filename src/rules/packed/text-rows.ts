/**
 * Rule texts as they are shipped: without the steps that follow from the rule's name, which are most.
 */

import type { Remediation, RuleText } from "../../model/rule.js";

/** `steps` is absent when they are the default ones. */
interface TextRow extends Omit<RuleText, "remediation" | "origin"> {
  readonly isFile?: true;
  readonly remediation: Omit<Remediation, "steps"> & { readonly steps?: readonly string[] };
}

export function toTextJson(texts: readonly RuleText[]): string {
  const rows = texts.map(({ origin: _, remediation: { steps, ...pages }, ...text }): TextRow => {
    const same = (isFile: boolean): boolean =>
      JSON.stringify(steps) === JSON.stringify(defaultSteps(text.name, pages.revokeUrl, isFile));
    if (same(false)) return { ...text, remediation: pages };
    return same(true) ? { ...text, isFile: true, remediation: pages } : { ...text, remediation: { ...pages, steps } };
  });
  return JSON.stringify(rows);
}

export function fromTextJson(json: string): RuleText[] {
  return (JSON.parse(json) as TextRow[]).map(({ isFile = false, remediation: { steps, ...pages }, ...text }) => ({
    ...text,
    remediation: { ...pages, steps: steps ?? defaultSteps(text.name, pages.revokeUrl, isFile) },
    origin: "built-in",
  }));
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
