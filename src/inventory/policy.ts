/**
 * What `inventory --check` refuses.
 */

import type { Report, ScanFacts } from "../model/report.js";
import type { SecretEntry } from "../model/secret.js";
import { atLeastAsCritical, CRITICALITIES, type Criticality } from "../model/secret-type.js";

/** `new-exception`: the change against `--base` adds entries to the allowlist. */
export const REFUSALS = ["overdue", "without-owner", "fallback", "undeclared", "new-exception"] as const;

export type Refusal = (typeof REFUSALS)[number];

export interface InventoryPolicy {
  /** Secrets at least this critical are held to the policy. */
  readonly criticality: Criticality;
  readonly refuse: readonly Refusal[];
}

export const DEFAULT_POLICY: InventoryPolicy = { criticality: "critical", refuse: ["overdue", "without-owner"] };

/**
 * One sentence a breach, in the inventory's order; empty when all is well. Due dates are judged against `today`, `YYYY-MM-DD`.
 * With a base, `fallback` and `undeclared` concern only secrets that the change adds or changes.
 */
export function policyBreaches(
  { secrets = [], changes, scan }: Pick<Report, "secrets" | "changes"> & { readonly scan: Pick<ScanFacts, "allowlistChange"> },
  { criticality: least, refuse }: InventoryPolicy,
  today: string,
): string[] {
  const touched = changes && new Set([...changes.added, ...changes.changed].map(({ id }) => id));
  const breach = (refusal: Refusal, secret: SecretEntry): string | undefined => {
    const { name, criticality, owners, rotation, status, id } = secret;
    const named = `${name} (${criticality})`;
    if (refusal === "overdue" && rotation.nextDue !== undefined && rotation.nextDue < today)
      return `${named} was to be rotated by ${rotation.nextDue}`;
    if (refusal === "without-owner" && owners.length === 0) return `${named} has no owner`;
    if (refusal !== status || touched?.has(id) === false) return undefined;
    if (refusal === "fallback") return `${named} falls back to a literal`;
    return refusal === "undeclared" ? `${named} is used and declared nowhere` : undefined;
  };
  const added = scan.allowlistChange?.added ?? 0;
  return [
    ...secrets
      .filter(({ criticality }) => atLeastAsCritical(criticality, least))
      .flatMap((secret) => refuse.flatMap((refusal) => breach(refusal, secret) ?? [])),
    ...(added > 0 && refuse.includes("new-exception") ? [`the change adds ${added} exceptions`] : []),
  ];
}

/**
 * Checks the parsed YAML of `policy:`.
 *
 * @param fail is told what is wrong and throws
 */
export function checkPolicy(value: unknown, fail: (what: string) => never): InventoryPolicy {
  if (value === undefined || value === null) return DEFAULT_POLICY;
  if (typeof value !== "object" || Array.isArray(value)) return fail("must be a mapping with `criticality` and `refuse`");
  const { criticality = DEFAULT_POLICY.criticality, refuse = DEFAULT_POLICY.refuse, ...rest } = value as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return fail(`unknown key "${unknown}"; known: criticality, refuse`);
  const least = CRITICALITIES.find((known) => known === criticality);
  if (least === undefined) return fail(`\`criticality\` must be one of ${CRITICALITIES.join(", ")}`);
  const list = Array.isArray(refuse) ? refuse.map((entry) => REFUSALS.find((known) => known === entry)) : [undefined];
  if (list.includes(undefined)) return fail(`\`refuse\` must be a list of ${REFUSALS.join(", ")}`);
  return { criticality: least, refuse: list.filter((entry) => entry !== undefined) };
}
