/**
 * Which line runs secret-scan before a commit, and through which program.
 */

import { accessSync, constants } from "node:fs";
import { join } from "node:path";
import type { ReadText } from "../init/change.js";

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

export interface HookPlace {
  readonly root: string;
  /** Where git looks, relative to the root. */
  readonly hooksFolder: string;
  readonly read: ReadText;
  /** A path from the root as a shell in the current folder wants it. */
  here(path: string): string;
  /** Runs this program, for a hook that has it in a place of its own. */
  readonly program: string;
}

export async function findHook({ root, hooksFolder, read, here, program }: HookPlace): Promise<FoundHook | NoHook> {
  const path = `${hooksFolder}/pre-commit`;
  const text = await read(path);
  if (text === undefined) {
    const elsewhere = await configuredElsewhere(hooksFolder, read);
    if (elsewhere !== undefined) return elsewhere;
    return { problem: `there is no hook ${path}`, remedy: SET_UP };
  }
  if (process.platform !== "win32" && !isExecutable(join(root, path))) {
    return { problem: `${path} is not executable, so git passes it over`, remedy: `\`chmod +x ${here(path)}\`` };
  }
  if (CALL.test(text)) return { file: path, script: callOf(text), withProjectPrograms: false };
  if (/\.husky\/_$/.test(hooksFolder)) return inFile(`${hooksFolder.replace(/\/_$/, "")}/pre-commit`, read, true);
  if (/\bpre-commit(?:\.com)?\b/.test(text) && (await read(FRAMEWORK)) !== undefined) return inFramework(read, program);
  for (const file of ["lefthook.yml", "lefthook.yaml", ".lefthook.yml", ".lefthook.yaml"]) {
    if (/lefthook/.test(text) && (await read(file)) !== undefined) return inConfig(file, read);
  }
  return { problem: `${path} does not call secret-scan`, remedy: SET_UP };
}

/** Set up in a file that git does not look at: the manager was not installed, or another `core.hooksPath` stands before it. */
async function configuredElsewhere(hooksFolder: string, read: ReadText): Promise<NoHook | undefined> {
  if (CALL.test((await read(".husky/pre-commit")) ?? "")) {
    return hooksFolder === ".husky/_" || /(^|\/)\.git\/hooks$/.test(hooksFolder)
      ? { problem: "husky has not set its hooks up here", remedy: "Run `npm install`, or `npx husky`" }
      : {
          problem: `git looks for hooks in ${hooksFolder}, not in .husky: another core.hooksPath stands before husky's`,
          remedy: "`git config --unset core.hooksPath`, then `npx husky`",
        };
  }
  const framework = (await read(FRAMEWORK)) ?? "";
  if (CALL.test(framework) || OUR_HOOK.test(framework)) {
    return { problem: "the pre-commit framework has not set its hooks up here", remedy: "Run `pre-commit install`" };
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
  const line = ((await read(file)) ?? "").split(/\r?\n/).find((text) => CALL.test(text));
  const command =
    line === undefined ? undefined : /^\s*(?:- )?(?:entry|run):\s*(.+)$/.exec(line)?.[1]?.replace(/^(["'])(.*)\1$/, "$2");
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
