/**
 * lefthook's YAML: one command, or one job where the file lists jobs; comments kept.
 */

import { isMap, isSeq, parseDocument, stringify } from "yaml";
import { changeOf, NO_PLAN, type Plan } from "./change.js";
import { blockIn, withoutBlock } from "./marked-block.js";
import { insertIntoYaml } from "./yaml-insert.js";

const NAME = "secret-scan";

/** @param run the command */
export function planLefthook(path: string, before: string | undefined, run: string, undo: boolean): Plan {
  if (!/\.ya?ml$/.test(path)) {
    const isThere = before?.includes("secret-scan hook pre-commit") === true;
    if (undo !== isThere) return NO_PLAN;
    const what = undo ? `take \`${NAME}\` out of` : `add the command \`${run}\` to`;
    return { changes: [], notes: [`${path} is not YAML: ${what} its pre-commit yourself`] };
  }
  const document = parseDocument(before ?? "");
  if (document.errors.length > 0 || (document.contents !== null && !isMap(document.contents))) {
    return { changes: [], notes: [`${path} cannot be read: add the command \`${run}\` to pre-commit yourself`] };
  }
  const jobs = document.getIn(["pre-commit", "jobs"]);
  const change = (after: string | undefined): Plan =>
    changeOf({ path, before, after, purpose: "runs secret-scan before each commit" });
  const has = isSeq(jobs)
    ? jobs.items.some((job) => isMap(job) && job.get("name") === NAME)
    : document.hasIn(["pre-commit", "commands", NAME]);
  if (undo === !has) return NO_PLAN;
  const notes = ["Run `lefthook install` where you have not: it sets the hooks up"];
  if (undo && blockIn(before ?? "") !== undefined) return change(withoutBlock(before ?? ""));
  const inserted = undo || before === undefined ? undefined : insertCommand(before, run);
  if (inserted !== undefined) return { ...change(inserted), notes };
  if (undo) {
    if (isSeq(jobs)) jobs.items = jobs.items.filter((job) => !(isMap(job) && job.get("name") === NAME));
    else document.deleteIn(["pre-commit", "commands", NAME]);
    for (const empty of [["pre-commit", "commands"], ["pre-commit"]]) {
      const node = document.getIn(empty);
      if (isMap(node) && node.items.length === 0) document.deleteIn(empty);
    }
    const text = document.toString({ lineWidth: 0 });
    return change(
      isMap(document.contents) && document.contents.items.length === 0 && document.commentBefore == null ? undefined : text,
    );
  }
  if (isSeq(jobs)) jobs.add(document.createNode({ name: NAME, run }));
  else document.setIn(["pre-commit", "commands", NAME], document.createNode({ run }));
  return { ...change(document.toString({ lineWidth: 0 })), notes };
}

/** Between our comments, every other byte as it was; undefined where no place is surely right. */
function insertCommand(before: string, run: string): string | undefined {
  const [key, value] = [stringify({ [NAME]: { run } }, { lineWidth: 0 }), stringify({ name: NAME, run }, { lineWidth: 0 })].map(
    (text) => text.trimEnd().split("\n"),
  ) as [string[], string[]];
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);
  const job = value.map((line, index) => `${index === 0 ? "- " : "  "}${line}`);
  return (
    insertIntoYaml(before, ["pre-commit", "jobs"], job) ??
    insertIntoYaml(before, ["pre-commit", "commands"], key) ??
    insertIntoYaml(before, ["pre-commit"], ["commands:", ...indented(key)]) ??
    insertIntoYaml(before, [], ["pre-commit:", "  commands:", ...indented(indented(key))])
  );
}
