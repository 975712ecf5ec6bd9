/**
 * How the repository runs its hooks, and what each way needs so that secret-scan runs before a commit.
 */

import { SecretScanError } from "../../model/error.js";
import { changeOf, type Plan, type ReadText } from "./change.js";
import { planLefthook } from "./lefthook.js";
import { readPackage, writePackage } from "./package-json.js";
import { planPreCommitFramework } from "./pre-commit-framework.js";
import { planShellHook } from "./shell-hook.js";

export const HOOK_MANAGERS = ["git", "husky", "pre-commit", "lefthook", "simple-git-hooks"] as const;

export type HookManager = (typeof HOOK_MANAGERS)[number];

export interface HookPlace {
  readonly read: ReadText;
  /** Where git looks for hooks, relative to the root. */
  readonly hooksFolder: string;
}

const COMMAND = "secret-scan hook pre-commit";
const PROGRAMS = "node_modules/.bin";
/** Hooks of git run in the root of the work tree; a project's own program is found there. */
const PLAIN_LINES = [`PATH="$PATH:$PWD/node_modules/.bin"`, `${COMMAND} || exit $?`];
const HUSKY_LINES = [`${COMMAND} || exit $?`];
const LEFTHOOK_FILES = ["", ".", ".config/"].flatMap((start) =>
  ["yml", "yaml", "toml", "json"].map((end) => `${start}lefthook.${end}`),
);
const HUSKY_VERSION = "^9.1.7";

/** What is in use; plain git where nothing else is. */
export async function findHookManager({ read, hooksFolder }: HookPlace): Promise<HookManager> {
  if ((await read(".pre-commit-config.yaml")) !== undefined) return "pre-commit";
  if ((await lefthookFile(read)) !== undefined) return "lefthook";
  const manifest = readPackage(await read("package.json"));
  if (manifest !== undefined && "simple-git-hooks" in manifest) return "simple-git-hooks";
  const tools = [manifest?.["devDependencies"], manifest?.["dependencies"]];
  const hasHusky = tools.some((group) => typeof group === "object" && group !== null && "husky" in group);
  if (hasHusky || /(^|\/)\.husky(\/_)?$/.test(hooksFolder) || (await read(".husky/pre-commit")) !== undefined) return "husky";
  return "git";
}

export async function planHook(manager: HookManager, place: HookPlace, undo: boolean): Promise<Plan> {
  switch (manager) {
    case "git":
      return planGit(place, undo);
    case "husky":
      return planHusky(place, undo);
    case "pre-commit":
      return planPreCommitFramework(await place.read(".pre-commit-config.yaml"), await callOf(place.read), undo);
    case "lefthook": {
      const path = (await lefthookFile(place.read)) ?? "lefthook.yml";
      return planLefthook(path, await place.read(path), await callOf(place.read), undo);
    }
    case "simple-git-hooks":
      return planSimpleGitHooks(place, undo);
  }
}

/** @throws SecretScanError `usage` */
export function hookManagerNamed(name: string): HookManager {
  const manager = HOOK_MANAGERS.find((known) => known === name);
  if (manager !== undefined) return manager;
  throw new SecretScanError("usage", `--hooks: unknown value "${name}"`, {}, `Known: ${HOOK_MANAGERS.join(", ")}`);
}

async function planGit({ read, hooksFolder }: HookPlace, undo: boolean): Promise<Plan> {
  const path = `${hooksFolder}/pre-commit`;
  return planShellHook({ path, before: await read(path), lines: PLAIN_LINES, standsAlone: true }, undo);
}

async function planHusky({ read }: HookPlace, undo: boolean): Promise<Plan> {
  const path = ".husky/pre-commit";
  const hook = planShellHook({ path, before: await read(path), lines: HUSKY_LINES, standsAlone: false }, undo);
  const before = await read("package.json");
  const manifest = readPackage(before);
  if (undo && hook.changes.length > 0)
    return { ...hook, notes: ["husky itself stays: take it out of package.json if nothing else uses it"] };
  if (undo || before === undefined || manifest === undefined) return hook;
  const scripts = { ...(manifest["scripts"] as Record<string, string> | undefined) };
  const tools = { ...(manifest["devDependencies"] as Record<string, string> | undefined) };
  const prepares = /\bhusky\b/.test(scripts["prepare"] ?? "") || /\bhusky\b/.test(scripts["postinstall"] ?? "");
  if ("husky" in tools || prepares) return hook;
  tools["husky"] = HUSKY_VERSION;
  scripts["prepare"] = scripts["prepare"] === undefined ? "husky" : `${scripts["prepare"]} && husky`;
  const after = writePackage(before, { ...manifest, scripts, devDependencies: tools });
  const change = changeOf({ path: "package.json", before, after, purpose: "installs husky, which sets the hooks up" });
  return {
    changes: [...hook.changes, ...change.changes],
    notes: [...hook.notes, "Run `npm install`: it installs husky and sets the hooks up"],
  };
}

async function planSimpleGitHooks({ read }: HookPlace, undo: boolean): Promise<Plan> {
  const before = await read("package.json");
  const manifest = readPackage(before);
  const hooks = manifest?.["simple-git-hooks"];
  if (before === undefined || manifest === undefined || typeof hooks !== "object" || hooks === null) {
    return { changes: [], notes: [`simple-git-hooks is set up elsewhere: add \`${COMMAND}\` to its pre-commit yourself`] };
  }
  const { "pre-commit": present, ...others } = hooks as Record<string, string>;
  const parts = (present ?? "").split(" && ").filter((part) => part !== "");
  const rest = parts.filter((part) => !part.endsWith(COMMAND));
  const wanted = undo ? rest : rest.length < parts.length ? parts : [await callOf(read), ...rest];
  const hook = wanted.length === 0 ? others : { ...others, "pre-commit": wanted.join(" && ") };
  const after = writePackage(before, { ...manifest, "simple-git-hooks": hook });
  const plan = changeOf({ path: "package.json", before, after, purpose: "runs secret-scan before each commit" });
  return plan.changes.length === 0 ? plan : { ...plan, notes: ["Run `npx simple-git-hooks`: it writes the hooks anew"] };
}

/** The project's own program where it is installed: npx takes longer to find it than it takes to run. */
async function callOf(read: ReadText): Promise<string> {
  const isInstalled = (await read(`${PROGRAMS}/secret-scan`)) !== undefined;
  return isInstalled ? `${PROGRAMS}/${COMMAND}` : `npx --no-install ${COMMAND}`;
}

async function lefthookFile(read: ReadText): Promise<string | undefined> {
  for (const name of LEFTHOOK_FILES) {
    if ((await read(name)) !== undefined) return name;
  }
  return undefined;
}
