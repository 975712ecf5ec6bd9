/**
 * `secret-scan doctor`: does the guard stand? Each question has an answer, and what is wrong a remedy.
 */

import { realpathSync } from "node:fs";
import { join, relative } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { visible } from "../../report/text/visible.js";
import { loadBuiltInPack } from "../../rules/built-in-pack.js";
import { rootOf } from "../../sources/worktree/targets.js";
import { type CheckResult, ok, wrong } from "../doctor/check.js";
import { checkCi, checkClone } from "../doctor/check-ci.js";
import { checkAllowlist, checkEnvHistory, checkEnvTracked, checkIgnored, checkLeftOut } from "../doctor/check-files.js";
import { checkGit, checkNode } from "../doctor/check-programs.js";
import { findHook } from "../doctor/find-hook.js";
import { tryHook } from "../doctor/trial-commit.js";
import type { ReadText } from "../init/change.js";
import { findCiHostOf, planCi } from "../init/ci.js";
import { EXIT, type Io } from "../io.js";
import { programName } from "../program-name.js";
import { hooksPathOf, readText } from "../repository-files.js";

/** Exit 1 when something is wrong. */
export async function doctorCommand(json: boolean, io: Io): Promise<number> {
  const results = await examine(io);
  const isWell = results.every(({ status }) => status !== "wrong");
  await io.stdout.write(
    json ? `${JSON.stringify({ schemaVersion: 1, ok: isWell, checks: results }, undefined, 2)}\n` : asText(results),
  );
  return isWell ? EXIT.clean : EXIT.findings;
}

async function examine(io: Io): Promise<CheckResult[]> {
  const { cwd } = io;
  const results: CheckResult[] = [checkNode(process.version)];
  try {
    const git = await checkGit(cwd);
    results.push(git);
    // what follows asks it for what it may not know
    if (git.status === "wrong") return results;
  } catch (error) {
    if (!(error instanceof SecretScanError)) throw error;
    return [...results, wrong("git", error.message, error.remedy)];
  }
  const { root, inRepository } = rootOf(cwd);
  if (!inRepository) return [...results, wrong("repository", `${cwd} is in no git repository`, "Run `git init`, or go into one")];
  results.push(ok("repository", root));
  const read: ReadText = (path) => readText(join(root, path));
  const here = (path: string): string => shellWord(relative(realpathSync(io.cwd), join(root, path)));
  const ruleIds = new Set(loadBuiltInPack().rules.map(({ id }) => id));
  const questions: (() => Promise<CheckResult>)[] = [
    () => checkHook(root, read, here, io),
    () => checkEnvTracked(root, here),
    () => checkEnvHistory(root),
    () => checkIgnored(root, here),
    () => checkLeftOut(root),
    () => checkAllowlist(root, ruleIds, io.now()),
    async () => checkCi(root, read, (await planCi(await findCiHostOf(root, read), read, false)).changes.length > 0),
    () => checkClone(root),
  ];
  try {
    for (const question of questions) {
      io.signal.throwIfAborted();
      results.push(await question());
    }
  } catch (error) {
    // what git refuses here it refuses to all that would be asked next
    if (!(error instanceof SecretScanError)) throw error;
    results.push(wrong("repository", error.message, error.remedy));
  }
  return results;
}

async function checkHook(root: string, read: ReadText, here: (path: string) => string, io: Io): Promise<CheckResult> {
  const named = programName(io.env);
  const program = named.startsWith("npx ") ? `${shellWord(process.execPath)} ${shellWord(process.argv[1] ?? "")}` : named;
  const hook = await findHook({ root, hooksPath: await hooksPathOf(root), read, here, program });
  if ("problem" in hook) return wrong("hook", hook.problem, hook.remedy);
  if (io.env["HUSKY"] === "0") return wrong("hook", "HUSKY=0 in the environment switches husky's hooks off", "unset HUSKY");
  return tryHook(root, hook);
}

function shellWord(text: string): string {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

const MARKS = { ok: "ok    ", advice: "advice", wrong: "WRONG " } as const;

function asText(results: readonly CheckResult[]): string {
  const lines = results.flatMap(({ status, id, detail, remedy }) => [
    `${MARKS[status]}  ${id.padEnd(12)} ${visible(detail)}`,
    ...(remedy === undefined ? [] : [`${" ".repeat(21)}-> ${visible(remedy)}`]),
  ]);
  const bad = results.filter(({ status }) => status === "wrong").length;
  return `${lines.join("\n")}\n${bad === 0 ? "All is well." : `${bad} to mend.`}\n`;
}
