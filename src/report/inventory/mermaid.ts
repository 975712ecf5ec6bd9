/**
 * A Mermaid diagram of who uses which secret: parts of the code, CI and deployment on the left, secrets on the right. A large
 * inventory is grouped by type, and what still does not fit is counted.
 */

import type { ReferenceKind, SecretEntry } from "../../model/secret.js";
import { visible } from "../text/visible.js";

/** More secrets than this are drawn as one node a type. */
const SECRETS_SHOWN = 24;
const CONSUMERS_SHOWN = 12;
const LABEL_LIMIT = 40;

const KIND_LABELS: Readonly<Record<Exclude<ReferenceKind, "code">, string>> = {
  dotenv: "local environment",
  "dotenv-example": "example environment",
  ci: "CI",
  compose: "Compose",
  kubernetes: "Kubernetes",
  terraform: "Terraform",
  dockerfile: "Docker build",
  "cloud-config": "platform",
  "app-config": "application configuration",
  "vault-reference": "vault",
};

/** Without the fence; empty when no secret is used anywhere. */
export function mermaidDiagram(secrets: readonly SecretEntry[]): string {
  const used = secrets.filter(({ usedIn }) => usedIn.length > 0);
  if (used.length === 0) return "";
  const isGrouped = used.length > SECRETS_SHOWN;
  const edges = new Map<string, Set<string>>();
  for (const secret of used) {
    const target = isGrouped ? secret.type : secret.name;
    for (const { kind, path } of secret.usedIn) {
      const consumer = kind === "code" ? `code: ${topFolder(path)}` : KIND_LABELS[kind];
      edges.set(consumer, (edges.get(consumer) ?? new Set()).add(target));
    }
  }
  const consumers = [...edges].sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
  return lines(consumers.slice(0, CONSUMERS_SHOWN), counts(used, isGrouped), consumers.length - CONSUMERS_SHOWN).join("\n");
}

function counts(secrets: readonly SecretEntry[], isGrouped: boolean): Map<string, number> {
  const found = new Map<string, number>();
  for (const { type, name } of secrets) found.set(isGrouped ? type : name, (found.get(isGrouped ? type : name) ?? 0) + 1);
  return found;
}

function lines(
  consumers: readonly (readonly [string, ReadonlySet<string>])[],
  targets: ReadonlyMap<string, number>,
  left: number,
): string[] {
  const shown = [...targets.keys()].filter((target) => consumers.some(([, names]) => names.has(target)));
  const ids = new Map(shown.map((target, index) => [target, `s${index}`]));
  const text = ["flowchart LR"];
  consumers.forEach(([consumer], index) => {
    text.push(`  c${index}["${label(consumer)}"]`);
  });
  for (const [target, id] of ids) {
    const count = targets.get(target) ?? 1;
    text.push(`  ${id}(["${label(target)}${count > 1 ? ` ${count} secrets` : ""}"])`);
  }
  consumers.forEach(([, names], index) => {
    for (const name of names) text.push(`  c${index} --> ${ids.get(name)}`);
  });
  if (left > 0) text.push(`  rest["and ${left} further users"]`);
  return text;
}

function topFolder(path: string): string {
  const slash = path.indexOf("/");
  return slash === -1 ? "(root)" : `${path.slice(0, slash)}/`;
}

/** Everything but letters, digits and a few marks as Mermaid's entities, so that no name ends a label, opens markup or a list. */
function label(text: string): string {
  const chars = [...visible(text)];
  const cut = chars.length > LABEL_LIMIT ? [...chars.slice(0, LABEL_LIMIT - 1), "…"] : chars;
  const isPlain = (char: string, next: string | undefined): boolean =>
    /[\p{L}\p{N} /_…]/u.test(char) || (/[.-]/.test(char) && next !== undefined && next !== " ");
  return cut.map((char, index) => (isPlain(char, cut[index + 1]) ? char : `#${char.codePointAt(0)};`)).join("");
}
