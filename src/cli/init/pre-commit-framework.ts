/**
 * `.pre-commit-config.yaml` of the `pre-commit` framework: one local hook, comments kept.
 */

import { isMap, isSeq, parseDocument, stringify } from "yaml";
import { changeOf, NO_PLAN, type Plan } from "./change.js";
import { blockIn, withoutBlock } from "./marked-block.js";
import { insertIntoYaml } from "./yaml-insert.js";

const PATH = ".pre-commit-config.yaml";
const ID = "secret-scan";

/** @param entry the command */
export function planPreCommitFramework(before: string | undefined, entry: string, undo: boolean): Plan {
  const hook = {
    repo: "local",
    hooks: [{ id: ID, name: ID, entry, language: "system", pass_filenames: false, always_run: true }],
  };
  if (before === undefined) {
    if (undo) return NO_PLAN;
    const after = parseDocument("repos: []\n");
    after.setIn(["repos"], after.createNode([hook]));
    return withNote(changeOf({ path: PATH, before, after: String(after), purpose: "runs secret-scan before each commit" }));
  }
  const document = parseDocument(before);
  const repos = document.get("repos");
  if (document.errors.length > 0 || !isSeq(repos)) {
    return { changes: [], notes: [`${PATH} cannot be read: add a local hook \`${entry}\` yourself`] };
  }
  const at = repos.items.findIndex((repo) => isMap(repo) && hookIds(repo.toJSON()).includes(ID));
  if (undo === at < 0) return NO_PLAN;
  const change = (after: string): Plan => changeOf({ path: PATH, before, after, purpose: "runs secret-scan before each commit" });
  if (undo && blockIn(before) !== undefined) return change(withoutBlock(before));
  const inserted = undo
    ? undefined
    : insertIntoYaml(before, ["repos"], stringify([hook], { lineWidth: 0 }).trimEnd().split("\n"));
  if (inserted !== undefined) return withNote(change(inserted));
  if (undo) {
    const repo = repos.items[at];
    if (!isMap(repo) || repo.get("repo") !== "local" || hookIds(repo.toJSON()).length > 1) {
      return { changes: [], notes: [`${PATH} has secret-scan among other hooks: take it out yourself`] };
    }
    repos.items.splice(at, 1);
  } else repos.add(document.createNode(hook));
  // No folding: lines of the user's stay as long as they were.
  const plan = change(document.toString({ lineWidth: 0 }));
  return undo ? plan : withNote(plan);
}

function hookIds(repo: unknown): unknown[] {
  const { hooks } = repo as { hooks?: unknown };
  return Array.isArray(hooks) ? hooks.map((hook: { id?: unknown } | null) => hook?.id) : [];
}

function withNote(plan: Plan): Plan {
  return { ...plan, notes: ["Run `pre-commit install` where you have not: it sets the hooks up"] };
}
