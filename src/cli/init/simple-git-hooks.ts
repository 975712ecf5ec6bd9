/**
 * simple-git-hooks: its commands in `package.json`, or in a JSON file of its own. What stands in a script is the user's to change.
 */

import { changeOf, NO_PLAN, type Plan, type ReadText } from "./change.js";
import { withMember, withoutMember } from "./json-text.js";
import { readPackage } from "./package-json.js";

const NAME = "simple-git-hooks";
const HOOK = "secret-scan hook pre-commit";
/** In the order in which simple-git-hooks looks. */
const OWN_FILES = ["cjs", "js", "mjs", "json"].flatMap((end) => [`.${NAME}.${end}`, `${NAME}.${end}`]);

/** The file with its commands; undefined: it is not in use. */
export async function simpleGitHooksFile(read: ReadText): Promise<string | undefined> {
  for (const file of OWN_FILES) {
    if ((await read(file)) !== undefined) return file;
  }
  const manifest = readPackage(await read("package.json"));
  return manifest !== undefined && NAME in manifest ? "package.json" : undefined;
}

/** @param call the command */
export async function planSimpleGitHooks(read: ReadText, call: string, undo: boolean): Promise<Plan> {
  const path = (await simpleGitHooksFile(read)) ?? "package.json";
  const before = await read(path);
  const whole = path.endsWith(".json") ? readPackage(before) : undefined;
  const hooks = path === "package.json" ? whole?.[NAME] : whole;
  if (before === undefined || whole === undefined || typeof hooks !== "object" || hooks === null) {
    if (undo !== (before?.includes(HOOK) === true)) return NO_PLAN;
    const what = undo ? `take \`${HOOK}\` out of` : `add \`${call}\` to`;
    return { changes: [], notes: [`${NAME} is set up in ${path}: ${what} its pre-commit yourself, then run \`npx ${NAME}\``] };
  }
  const present = (hooks as Record<string, string>)["pre-commit"] ?? "";
  const parts = present.split(" && ").filter((part) => part !== "");
  const rest = parts.filter((part) => !part.endsWith(HOOK));
  if (undo !== rest.length < parts.length) return NO_PLAN;
  const member = path === "package.json" ? [NAME, "pre-commit"] : ["pre-commit"];
  const wanted = undo ? rest : [call, ...rest];
  const after =
    wanted.length === 0 ? withoutMember(before, member) : withMember(before, member, JSON.stringify(wanted.join(" && ")));
  const plan = changeOf({ path, before, after, purpose: "runs secret-scan before each commit" });
  return { ...plan, notes: [`Run \`npx ${NAME}\`: it writes the hooks anew`] };
}
