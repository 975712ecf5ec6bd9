/**
 * How the repository runs its hooks, and what each way needs so that secret-scan runs before a commit.
 */

import { SecretScanError } from "../../model/error.js";
import { changeOf, type Plan, type ReadText } from "./change.js";
import { withMember } from "./json-text.js";
import { planLefthook } from "./lefthook.js";
import { readPackage } from "./package-json.js";
import { planPreCommitFramework } from "./pre-commit-framework.js";
import { planShellHook } from "./shell-hook.js";
import { planSimpleGitHooks, simpleGitHooksFile } from "./simple-git-hooks.js";

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
export const LEFTHOOK_FILES: readonly string[] = ["", ".", ".config/"].flatMap((start) =>
  ["yml", "yaml", "toml", "json"].map((end) => `${start}lefthook.${end}`),
);
const HUSKY_STAYS = "package.json stays as it is, with husky: take it out if nothing else uses it";
const HUSKY_VERSION = "^9.1.7";

/** What is in use; plain git where nothing else is. */
export async function findHookManager({ read, hooksFolder }: HookPlace): Promise<HookManager> {
  if ((await read(".pre-commit-config.yaml")) !== undefined) return "pre-commit";
  if ((await lefthookFile(read)) !== undefined) return "lefthook";
  if ((await simpleGitHooksFile(read)) !== undefined) return "simple-git-hooks";
  const manifest = readPackage(await read("package.json"));
  const tools = [manifest?.["devDependencies"], manifest?.["dependencies"]];
  const hasHusky = tools.some((group) => typeof group === "object" && group !== null && "husky" in group);
  if (hasHusky || /(^|\/)\.husky(\/_)?$/.test(hooksFolder) || (await read(".husky/pre-commit")) !== undefined) return "husky";
  return "git";
}

/** What the hook's manager needs to call the program, or with `undo` what takes it out. */
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
      return planSimpleGitHooks(place.read, await callOf(place.read), undo);
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

async function planHusky({ read, hooksFolder }: HookPlace, undo: boolean): Promise<Plan> {
  const folder = huskyFolder(hooksFolder);
  const path = `${folder}/pre-commit`;
  // husky puts the programs of the root on PATH, and where it lies below, in a package of its own, no others
  const own = folder.replace(/\.husky$/, "");
  const lines = own === "" ? HUSKY_LINES : [`PATH="$PATH:$PWD/${own}${PROGRAMS}"`, ...HUSKY_LINES];
  const hook = planShellHook({ path, before: await read(path), lines, standsAlone: false }, undo);
  if (own !== "") return hook;
  const before = await read("package.json");
  const manifest = readPackage(before);
  if (before === undefined || manifest === undefined) return hook;
  const scripts = { ...(manifest["scripts"] as Record<string, string> | undefined) };
  const tools = { ...(manifest["devDependencies"] as Record<string, string> | undefined) };
  const prepares = /\bhusky\b/.test(scripts["prepare"] ?? "") || /\bhusky\b/.test(scripts["postinstall"] ?? "");
  const isThere = "husky" in tools || prepares;
  if (undo && isThere && hook.changes.length > 0) return { ...hook, notes: [HUSKY_STAYS] };
  if (undo || isThere) return hook;
  const prepare = scripts["prepare"] === undefined ? "husky" : `${scripts["prepare"]} && husky`;
  const prepared = withMember(before, ["scripts", "prepare"], JSON.stringify(prepare));
  const after = withMember(prepared, ["devDependencies", "husky"], JSON.stringify(HUSKY_VERSION));
  const change = changeOf({ path: "package.json", before, after, purpose: "installs husky, which sets the hooks up" });
  return {
    changes: [...hook.changes, ...change.changes],
    notes: [...hook.notes, "Run `npm install`: it installs husky and sets the hooks up"],
  };
}

/** Where husky has its files, relative to the root: git may look there already. */
export function huskyFolder(hooksFolder: string): string {
  return /^((?:.*\/)?\.husky)(?:\/_)?$/.exec(hooksFolder)?.[1] ?? ".husky";
}

/** The project's own program where it is installed: npx takes longer to find it than it takes to run. */
async function callOf(read: ReadText): Promise<string> {
  return (await isInstalled(read)) ? `${PROGRAMS}/${COMMAND}` : `npx --no-install ${COMMAND}`;
}

async function isInstalled(read: ReadText): Promise<boolean> {
  try {
    return (await read(`${PROGRAMS}/secret-scan`)) !== undefined;
  } catch (error) {
    // a link that leads out of the repository, as `npm link` makes it, is no file to be read, and is there nevertheless
    if (error instanceof SecretScanError) return true;
    throw error;
  }
}

async function lefthookFile(read: ReadText): Promise<string | undefined> {
  for (const name of LEFTHOOK_FILES) {
    if ((await read(name)) !== undefined) return name;
  }
  return undefined;
}
