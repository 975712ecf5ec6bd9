/**
 * Which line runs secret-scan before a commit, and through which program.
 */

import { accessSync, constants } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { ReadText } from "../init/change.js";
import { huskyFolder, LEFTHOOK_FILES } from "../init/hook-managers.js";
import { simpleGitHooksFile } from "../init/simple-git-hooks.js";
import type { HooksPath } from "../repository-files.js";

export interface FoundHook {
  /** Where the line stands, relative to the root. */
  readonly file: string;
  /** Lines of a shell that run secret-scan, and nothing else of the user's. */
  readonly script: string;
  /** husky puts the project's programs on PATH. */
  readonly withProjectPrograms: boolean;
}

/** What keeps git from running it. */
export interface NoHook {
  readonly problem: string;
  readonly remedy: string;
}

const CALL = /secret-scan(?:\.js)?\s+hook\s+pre-commit/;
const SET_UP = "Run `secret-scan init`";
const FRAMEWORK = ".pre-commit-config.yaml";
/** A hook of `.pre-commit-hooks.yaml`, named by its id. */
const OUR_HOOK = /^[ \t]*-?[ \t]*id:[ \t]*["']?secret-scan(?:-system)?["']?[ \t]*(?:#.*)?$/m;

/** Commands in YAML, TOML and JSON; also those that share a line in brackets. */
const COMMANDS = /\b(?:entry|run)"?[ \t]*[:=][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n,}]*[^\s,}]))/g;

export interface HookPlace {
  readonly root: string;
  /** Where git looks. */
  readonly hooksPath: HooksPath;
  readonly read: ReadText;
  /** A path from the root as a shell in the current folder wants it. */
  here(path: string): string;
  /** Runs this program, for a hook that has it in a place of its own. */
  readonly program: string;
}

/** The hook that git would run, and whether it leads to this program. */
export async function findHook({ root, hooksPath, read, here, program }: HookPlace): Promise<FoundHook | NoHook> {
  const { folder, origin } = hooksPath;
  if (folder === undefined) return { problem: "core.hooksPath is empty: git runs no hooks", remedy: `\`${unset(origin)}\`` };
  const path = `${folder}/pre-commit`;
  const text = await read(path);
  if (text === undefined)
    return (await managed(hooksPath, read)) ?? { problem: `there is no hook ${path}`, remedy: await howToAdd(read) };
  if (process.platform !== "win32" && !isExecutable(join(root, path))) {
    return { problem: `${path} is not executable, so git passes it over`, remedy: `\`chmod +x ${here(path)}\`` };
  }
  if (CALL.test(text)) return { file: path, script: callOf(text), withProjectPrograms: false };
  if (/\.husky\/_$/.test(folder)) return inFile(`${huskyFolder(folder)}/pre-commit`, read, true);
  if (/\bpre-commit(?:\.com)?\b/.test(text) && (await read(FRAMEWORK)) !== undefined) return inFramework(read, program);
  const lefthook = /lefthook/.test(text) ? await firstOf(LEFTHOOK_FILES, read) : undefined;
  if (lefthook !== undefined) return inConfig(lefthook, read);
  return (await managed(hooksPath, read)) ?? { problem: `${path} does not call secret-scan`, remedy: await howToAdd(read) };
}

/** Set up in a file that git does not look at: the manager has not written its hooks, or another `core.hooksPath` stands before it. */
async function managed(hooksPath: HooksPath, read: ReadText): Promise<NoHook | undefined> {
  const isSet = hooksPath.origin !== undefined;
  const isHusky = CALL.test((await read(".husky/pre-commit")) ?? "");
  if (isHusky && isSet && hooksPath.folder !== ".husky/_") {
    // husky sets it in .git/config, which only the file of a worktree and the environment stand above
    const isBelow = /--file/.test(unset(hooksPath.origin));
    return {
      problem: `git looks for hooks in ${hooksPath.folder}, not in .husky: another core.hooksPath stands before husky's`,
      remedy: isBelow ? "`npx husky`" : `\`${unset(hooksPath.origin)}\`, then \`npx husky\``,
    };
  }
  if (isHusky) return { problem: "husky has not set its hooks up here", remedy: "Run `npm install`, or `npx husky`" };
  const free = isSet ? `\`${unset(hooksPath.origin)}\`, then ` : "Run ";
  const notSetUp = (manager: string, command: string): NoHook => ({
    problem: `${manager} has not set its hooks up here`,
    remedy: `${free}\`${command}\``,
  });
  const framework = (await read(FRAMEWORK)) ?? "";
  if (CALL.test(framework) || OUR_HOOK.test(framework)) return notSetUp("the pre-commit framework", "pre-commit install");
  const lefthook = await firstOf(LEFTHOOK_FILES, read);
  const npx = /"lefthook"/.test((await read("package.json")) ?? "") ? "npx " : "";
  if (lefthook !== undefined && CALL.test((await read(lefthook)) ?? "")) return notSetUp("lefthook", `${npx}lefthook install`);
  const simple = await simpleGitHooksFile(read);
  if (simple !== undefined && CALL.test((await read(simple)) ?? "")) return notSetUp("simple-git-hooks", "npx simple-git-hooks");
  return undefined;
}

/** The command that takes `core.hooksPath` out of where it is set. */
function unset(origin = ""): string {
  const file = /^file:(.*)$/s.exec(origin)?.[1];
  if (file === undefined) return "unset GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS";
  if (/config\.worktree$/.test(file)) return "git config --worktree --unset-all core.hooksPath";
  // a path that is not absolute is told from the root, and stands for the repository's own configuration
  if (!isAbsolute(file) || /\/\.git\/config$/.test(file)) return "git config --unset core.hooksPath";
  return `git config --file '${file.replaceAll("'", "'\\''")}' --unset-all core.hooksPath`;
}

/** What only a person can put in has no command. */
async function howToAdd(read: ReadText): Promise<string> {
  const simple = await simpleGitHooksFile(read);
  return simple === undefined || simple.endsWith(".json")
    ? SET_UP
    : `Add \`secret-scan hook pre-commit\` to ${simple}, then run \`npx simple-git-hooks\``;
}

async function firstOf(files: readonly string[], read: ReadText): Promise<string | undefined> {
  for (const file of files) {
    if ((await read(file)) !== undefined) return file;
  }
  return undefined;
}

async function inFile(file: string, read: ReadText, withProjectPrograms: boolean): Promise<FoundHook | NoHook> {
  const text = await read(file);
  if (text !== undefined && CALL.test(text)) return { file, script: callOf(text), withProjectPrograms };
  return { problem: `${file} ${text === undefined ? "does not exist" : "does not call secret-scan"}`, remedy: SET_UP };
}

/** The framework's own clone of our repository runs the same program: this one stands in for it. */
async function inFramework(read: ReadText, program: string): Promise<FoundHook | NoHook> {
  const text = (await read(FRAMEWORK)) ?? "";
  if (CALL.test(text) || !OUR_HOOK.test(text)) return inConfig(FRAMEWORK, read);
  return { file: FRAMEWORK, script: `${program} hook pre-commit`, withProjectPrograms: false };
}

async function inConfig(file: string, read: ReadText): Promise<FoundHook | NoHook> {
  const command = [...((await read(file)) ?? "").matchAll(COMMANDS)]
    .map(([, double, single, plain]) => double ?? single ?? plain ?? "")
    .find((value) => CALL.test(value));
  if (command === undefined) return { problem: `${file} does not call secret-scan`, remedy: SET_UP };
  return { file, script: command, withProjectPrograms: false };
}

/** Our lines alone: what else the hook does is not to be run for a trial. */
function callOf(text: string): string {
  const lines = text.split(/\r?\n/);
  const at = lines.findIndex((line) => CALL.test(line) && !line.trimStart().startsWith("#"));
  const before = lines[at - 1] ?? "";
  return [...(/^PATH=/.test(before) ? [before] : []), lines[at] ?? ""].join("\n");
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
