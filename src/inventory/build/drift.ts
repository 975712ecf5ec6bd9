/**
 * What does not fit together between the places that speak of secrets.
 */

import { compareBytes } from "../../model/order.js";
import { DRIFT_KINDS, type Drift, type SecretEntry } from "../../model/secret.js";
import { isOneSlipApart } from "./one-slip.js";

/** Ordered by kind as `DRIFT_KINDS` has them, then by name. */
export function findDrift(secrets: readonly SecretEntry[]): Drift[] {
  const drift = [...secrets.flatMap(ofOne), ...missingInExample(secrets), ...similarNames(secrets), ...sameValues(secrets)];
  return drift.sort(
    (a, b) => DRIFT_KINDS.indexOf(a.kind) - DRIFT_KINDS.indexOf(b.kind) || compareBytes(a.names[0] ?? "", b.names[0] ?? ""),
  );
}

function place({ path, startLine }: { path: string; startLine: number }): string {
  return `${path}:${startLine}`;
}

function ofOne({ name, declaredIn, usedIn, findings, deprecated }: SecretEntry): Drift[] {
  const found: Drift[] = [];
  const say = (kind: Drift["kind"], detail: string): void => {
    found.push({ kind, names: [name], detail });
  };
  const [firstUse] = usedIn;
  const [firstDeclaration] = declaredIn;
  if (firstUse && !firstDeclaration && findings.length === 0) say("undeclared", `used in ${place(firstUse)}, declared nowhere`);
  if (firstDeclaration && !firstUse) say("unused", `declared in ${place(firstDeclaration)}, used nowhere`);
  const literal = usedIn.find(({ fallback }) => fallback === "literal");
  if (literal) {
    const needed = usedIn.find(({ required }) => required);
    say("literal-fallback", `${place(literal)} falls back to a literal${needed ? `, ${place(needed)} requires the value` : ""}`);
  }
  if (firstUse && [...usedIn, ...declaredIn].every(({ kind }) => kind === "ci"))
    say("ci-only", `in CI (${place(firstUse)}), not in the code`);
  if (deprecated && firstUse) say("deprecated-used", `deprecated, still used in ${place(firstUse)}`);
  return found;
}

function missingInExample(secrets: readonly SecretEntry[]): Drift[] {
  if (!secrets.some(({ declaredIn }) => declaredIn.some(({ kind }) => kind === "dotenv-example"))) return [];
  return secrets.flatMap(({ name, declaredIn }) => {
    const own = declaredIn.find(({ kind }) => kind === "dotenv");
    if (!own || declaredIn.some(({ kind }) => kind === "dotenv-example")) return [];
    return [{ kind: "missing-in-example" as const, names: [name], detail: `in ${place(own)}, in no example` }];
  });
}

/** A name that is used and declared nowhere, beside one that is declared and used nowhere: a slip of the pen. */
function similarNames(secrets: readonly SecretEntry[]): Drift[] {
  const used = secrets.filter(
    ({ usedIn, declaredIn, findings }) => usedIn.length > 0 && declaredIn.length === 0 && findings.length === 0,
  );
  const declared = secrets.filter(({ usedIn, declaredIn }) => declaredIn.length > 0 && usedIn.length === 0);
  return used.flatMap((asked) =>
    declared
      .filter(({ name }) => isOneSlipApart(asked.name, name))
      .map((given) => ({
        kind: "similar-name" as const,
        names: [asked.name, given.name],
        detail: `${asked.name} is used, ${given.name} is declared`,
      })),
  );
}

function sameValues(secrets: readonly SecretEntry[]): Drift[] {
  const names = new Map<string, string[]>();
  for (const { name, findings } of secrets)
    for (const fingerprint of findings) names.set(fingerprint, [...(names.get(fingerprint) ?? []), name]);
  return [...names.values()]
    .filter((list) => list.length > 1)
    .map((list) => ({ kind: "same-value" as const, names: list, detail: `the same value under ${list.length} names` }));
}
