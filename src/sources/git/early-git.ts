/**
 * Git that is started before the program is loaded: it works while the program is read and compiled.
 *
 * Nothing of the program may be needed here but what `program.ts` says of git, since this is a bundle of its own. `run.ts` takes the
 * processes over; what it does not take it kills.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  FIRST_OF_INDEX,
  HISTORY_CACHE,
  LIST_STAGED,
  LOG_ALL,
  LOG_COMMITS,
  READ_OBJECTS,
  STASH_LOG,
  TREE_OF_HEAD,
} from "./early-commands.js";
import { findGit, gitEnvironment, HARDENED } from "./program.js";

/** A git that runs in the current folder, in the environment of a hook. */
export interface EarlyGit {
  readonly args: readonly string[];
  /** Names of objects that it was asked for. */
  readonly asked: readonly string[];
  readonly cwd: string;
  readonly child: ChildProcess;
}

/**
 * Starts what these words will need; nothing where they need nothing or git cannot be started: then the program says so.
 *
 * @param words the command line
 */
export function startEarlyGit(words: readonly string[]): EarlyGit[] {
  const commands = commandsOf(words);
  if (commands.length === 0 || words.some((word) => /^(?:-h|--help|--version)$/.test(word))) return [];
  try {
    const program = findGit();
    if (program === undefined) return [];
    // a signal that comes while the program is loaded waits for what the program does with it, which ends these processes as well
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => {});
    const cwd = process.cwd();
    const env = gitEnvironment(true);
    return commands.map(({ args, asked = [] }) => {
      const child = spawn(program, [...HARDENED, ...args], { cwd, env, stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
      // whoever takes it over sees that it does not run
      child.on("error", () => {});
      child.stdin.on("error", () => {});
      if (asked.length > 0) child.stdin.write(`${asked.join("\n")}\n`);
      return { args, asked, cwd, child };
    });
  } catch {
    return [];
  }
}

type Command = Pick<EarlyGit, "args"> & Partial<Pick<EarlyGit, "asked">>;

/** True for a whole history that was not scanned before, where the repository is a plain one and has no stashes. */
function startsAnew(options: readonly string[]): boolean {
  const namesNothing = options.every((word, index) =>
    word.startsWith("-") ? !/^--(?:since|branch)/.test(word) : options[index - 1]?.startsWith("-"),
  );
  const isElsewhere = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR"].some((name) => process.env[name] !== undefined);
  return (
    namesNothing &&
    !isElsewhere &&
    existsSync(join(".git", "HEAD")) &&
    !existsSync(join(".git", HISTORY_CACHE)) &&
    !existsSync(join(".git", STASH_LOG))
  );
}

function commandsOf([command, ...options]: readonly string[]): readonly Command[] {
  const [word = ""] = options;
  if (command === "staged" || (command === "hook" && word === "pre-commit"))
    return [{ args: LIST_STAGED }, { args: READ_OBJECTS, asked: FIRST_OF_INDEX }];
  if (command === "history") return startsAnew(options) ? [{ args: LOG_ALL }] : [];
  if (command !== "range") return [];
  const [, base, head] = /^(\w[\w/-]*)\.{2,3}(\w[\w/-]*)$/.exec(word) ?? [];
  const asked = base === undefined || head === undefined ? [] : [`${base}^{commit}`, `${head}^{commit}`, TREE_OF_HEAD];
  // the log waits for its revisions
  return [{ args: READ_OBJECTS, asked }, { args: LOG_COMMITS }];
}
