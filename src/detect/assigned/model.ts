/**
 * The boosted trees that turn named features into a probability, and what each feature contributed to it.
 *
 * Owns the arithmetic; the trees are `rules/model/assigned.json`, made by `scripts/train-assigned.mjs`, with the thresholds of the levels.
 */

// biome-ignore lint/style/noRestrictedImports: trained data of this room, not the room `src/rules`
import trained from "../../../rules/model/assigned.json" with { type: "json" };
import type { Confidence } from "../../model/secret-type.js";
import { FEATURE_NAMES, type FeatureRow } from "./feature-names.js";

/** A leaf is its weight in log-odds; a node is feature, threshold (at most it: left), left, right, and its mean weight. */
type Node = number | readonly [feature: string, threshold: number, left: Node, right: Node, mean: number];

interface FlatTree {
  readonly feature: Int16Array;
  readonly threshold: Float64Array;
  /** Index of the right child; the left one follows its parent. */
  readonly right: Int16Array;
  readonly value: Float64Array;
}

function size(node: Node): number {
  return typeof node === "number" ? 1 : 1 + size(node[2]) + size(node[3]);
}

function flatten(root: Node): FlatTree {
  const nodes = size(root);
  const tree = {
    feature: new Int16Array(nodes).fill(-1),
    threshold: new Float64Array(nodes),
    right: new Int16Array(nodes),
    value: new Float64Array(nodes),
  };
  let next = 0;
  const place = (node: Node): void => {
    const at = next;
    next += 1;
    if (typeof node === "number") {
      tree.value[at] = node;
      return;
    }
    tree.feature[at] = (FEATURE_NAMES as readonly string[]).indexOf(node[0]);
    tree.threshold[at] = node[1];
    tree.value[at] = node[4];
    place(node[2]);
    tree.right[at] = next;
    place(node[3]);
  };
  place(root);
  return tree;
}

let trees: readonly FlatTree[] | undefined;

function load(): readonly FlatTree[] {
  trees ??= (trained.trees as unknown as readonly Node[]).map(flatten);
  return trees;
}

/** Probability that the candidate is a secret, 0 to 1. */
export function score(row: FeatureRow): number {
  let sum = trained.bias;
  for (const tree of trees ?? load()) {
    let at = 0;
    while (tree.feature[at]! >= 0) at = row[tree.feature[at]!]! <= tree.threshold[at]! ? at + 1 : tree.right[at]!;
    sum += tree.value[at]!;
  }
  return 1 / (1 + Math.exp(-sum));
}

/** The level that a score reaches, or undefined when it is not worth a finding at all. */
export function levelOf(probability: number): Confidence | undefined {
  const { high, medium, low } = trained.levels;
  if (probability >= high) return "high";
  if (probability >= medium) return "medium";
  return probability >= low ? "low" : undefined;
}

export interface Contribution {
  readonly feature: string;
  readonly value: number;
  /** In log-odds; positive speaks for a secret. */
  readonly weight: number;
}

/** Each feature's share in the log-odds (change of the mean along the paths taken), largest first, shares under 0.05 left out. */
export function contributions(row: FeatureRow): Contribution[] {
  const weights = new Map<number, number>();
  for (const tree of load()) {
    let at = 0;
    while (tree.feature[at]! >= 0) {
      const feature = tree.feature[at]!;
      const next = row[feature]! <= tree.threshold[at]! ? at + 1 : tree.right[at]!;
      weights.set(feature, (weights.get(feature) ?? 0) + tree.value[next]! - tree.value[at]!);
      at = next;
    }
  }
  return [...weights]
    .filter(([, weight]) => Math.abs(weight) >= 0.05)
    .sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]) || a[0] - b[0])
    .map(([feature, weight]) => ({ feature: FEATURE_NAMES[feature]!, value: row[feature]!, weight }));
}
