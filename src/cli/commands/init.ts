/**
 * `secret-scan init`: sets a repository up, and `init --undo` takes that out again. It shows what it would write first.
 */

import { createInterface } from "node:readline/promises";
import type { Readable } from "node:stream";
import { SecretScanError } from "../../model/error.js";
import { visible } from "../../report/text/visible.js";
import { runGit } from "../../sources/git/run.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { joinPlans, type Plan } from "../init/change.js";
import { findCiHostOf, planCi } from "../init/ci.js";
import { planAllowlist, planEnvExample, planGitignore } from "../init/files.js";
import { findHookManager, hookManagerNamed, planHook } from "../init/hook-managers.js";
import { usedVariables } from "../init/used-variables.js";
import { createWorkPlace } from "../init/work-place.js";
import { EXIT, type Io } from "../io.js";
import { gitPathOf, hooksFolderOf } from "../repository-files.js";

export interface InitOptions {
  readonly yes: boolean;
  readonly undo: boolean;
  /** Undefined: what the repository uses. */
  readonly hooks: string | undefined;
}

/** Shows what it would write; writes it after a yes. */
export async function initCommand({ yes, undo, hooks }: InitOptions, io: Io): Promise<number> {
  const { root, inRepository } = rootOf(io.cwd);
  if (!inRepository)
    throw new SecretScanError("usage", "not a git repository", { file: io.cwd }, "Run `git init` first, or go into one");
  // each work tree has its own record of what stood there before
  const files = createWorkPlace(root, await gitPathOf(root, ["--git-path", "secret-scan/init.json"]));
  const { read } = files;
  const place = { read, hooksFolder: await hooksFolderOf(root) };
  const manager = hooks === undefined ? await findHookManager(place) : hookManagerNamed(hooks);
  const asked = joinPlans([
    await planHook(manager, place, undo),
    await planGitignore(read, undo),
    await planEnvExample(read, () => usedVariables(root, io.signal), undo),
    await planAllowlist(read, undo),
    await planCi(await findCiHostOf(root, read), read, undo),
    undo ? joinPlans([]) : await warnings(root),
  ]);
  const plan = undo ? files.restored(asked) : asked;
  await io.stdout.write(describePlan(plan, undo));
  if (plan.changes.length === 0) return EXIT.clean;
  if (!yes && !(await confirmed(io))) {
    await io.stdout.write("Nothing was written. `secret-scan init --yes` writes it without asking.\n");
    return EXIT.clean;
  }
  await (undo ? files.undo(plan.changes) : files.write(plan.changes));
  await io.stdout.write(
    `${plan.changes.length} ${plan.changes.length === 1 ? "file" : "files"} written.${undo ? "" : " `secret-scan doctor` checks the whole."}\n`,
  );
  return EXIT.clean;
}

function describePlan({ changes, notes }: Plan, undo: boolean): string {
  const lines: string[] = [];
  if (changes.length === 0) lines.push(undo ? "There is nothing of secret-scan to take out." : "Everything is set up already.");
  for (const { path, before, after, purpose } of changes) {
    const verb = before === undefined ? "create" : after === undefined ? "remove" : "change";
    lines.push(`${verb} ${visible(path)}  (${purpose})`);
    for (const line of changedLines(before ?? "", after ?? "")) lines.push(`    ${visible(line)}`);
  }
  for (const note of notes) lines.push(`note: ${note.trimEnd().split("\n").map(visible).join("\n      ")}`);
  return `${lines.join("\n")}\n`;
}

/** Lines that come and go, as sets: good enough to see what happens, since nothing is moved. */
function changedLines(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const count = (lines: string[], line: string): number => lines.filter((other) => other === line).length;
  return [
    ...old.filter((line) => line.trim() !== "" && count(now, line) < count(old, line)).map((line) => `- ${line}`),
    ...now.filter((line) => line.trim() !== "" && count(old, line) < count(now, line)).map((line) => `+ ${line}`),
  ];
}

async function confirmed(io: Io): Promise<boolean> {
  if (io.stdin.isTTY !== true) return false;
  // a terminal is a stream of Node's
  const questions = createInterface({ input: io.stdin as AsyncIterable<Uint8Array> as Readable });
  try {
    await io.stdout.write("Write this? [y/N] ");
    const answer = await questions.question("", { signal: io.signal });
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    questions.close();
  }
}

async function warnings(root: string): Promise<Plan> {
  const { stdout } = await runGit(["ls-files", "-z", "--", ".env"], { cwd: root });
  if (stdout.length === 0) return { changes: [], notes: [] };
  return {
    changes: [],
    notes: [".env is tracked: `git rm --cached .env` takes it out of git, and its credentials must be rotated"],
  };
}
