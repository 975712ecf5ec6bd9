/**
 * lefthook's YAML: one command, or one job where the file lists jobs; comments kept.
 */

import { isMap, isSeq, parseDocument } from "yaml";
import { changeOf, NO_PLAN, type Plan } from "./change.js";

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
  return {
    ...change(document.toString({ lineWidth: 0 })),
    notes: ["Run `lefthook install` where you have not: it sets the hooks up"],
  };
}
