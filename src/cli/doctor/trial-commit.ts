/**
 * Tries the hook on a commit that never is: a secret in a temporary index and a temporary object store. Nothing of the repository,
 * its index or its objects changes.
 */

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { gitError } from "../../sources/git/git-error.js";
import { type GitOptions, runGit } from "../../sources/git/run.js";
import { type CheckResult, ok, wrong } from "./check.js";
import type { FoundHook } from "./find-hook.js";

const TRIAL_FILE = "secret-scan-doctor-trial.js";
const PATIENCE_MS = 60_000;
const NOT_FOUND = 127;

/** Runs the hook on a commit with a secret in it that never becomes one: index and objects are temporary. */
export async function tryHook(root: string, hook: FoundHook): Promise<CheckResult> {
  const folder = await mkdtemp(join(tmpdir(), "secret-scan-doctor-"));
  try {
    const place = await stageSecret(root, folder);
    const { status, output } = await runScript(root, hook, place);
    if (status === NOT_FOUND || /not found|could not determine executable/.test(output)) {
      return wrong("hook", `${hook.file} calls secret-scan, which is not found there`, "npm install --save-dev secret-scan");
    }
    if (status !== 0 && output.includes(TRIAL_FILE)) return ok("hook", `${hook.file} refuses a commit with a secret (tried)`);
    return wrong(
      "hook",
      `${hook.file} did not refuse a trial commit with a secret (exit ${status})`,
      "Run `secret-scan init`, or look at what the hook does",
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function stageSecret(root: string, folder: string): Promise<Record<string, string>> {
  const objects = await ask(["rev-parse", "--git-path", "objects"], { cwd: root });
  const environment = {
    GIT_INDEX_FILE: join(folder, "index"),
    GIT_OBJECT_DIRECTORY: folder,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: resolve(root, objects),
  };
  const place: GitOptions = { cwd: root, environment };
  const head = await runGit(["rev-parse", "-q", "--verify", "HEAD"], { cwd: root });
  if (head.status === 0) await ask(["read-tree", "HEAD"], place);
  const id = await ask(["hash-object", "-w", "--stdin"], place, `const key = "${trialSecret()}";\n`);
  await ask(["update-index", "--add", "--cacheinfo", `100644,${id},${TRIAL_FILE}`], place);
  return environment;
}

/** The shape of a payment provider's live key; it opens nothing. The same at each trial, so that no draw of it passes for a placeholder. */
function trialSecret(): string {
  const body = createHash("sha512")
    .update(TRIAL_FILE)
    .digest("base64")
    .replaceAll(/[^A-Za-z0-9]/g, "")
    .slice(0, 24);
  return `${["sk", "live"].join("_")}_${body}`;
}

async function ask(args: readonly string[], place: GitOptions, input = ""): Promise<string> {
  const { status, stdout, stderr } = await runGit(args, { ...place, input });
  if (status !== 0) throw gitError(args, status, stderr, place.cwd);
  return stdout.toString("utf8").replace(/\n$/, "");
}

/** Runs our lines of the hook as git would run them: in the root, by `sh`, with the index in the environment. */
function runScript(
  root: string,
  hook: FoundHook,
  place: Readonly<Record<string, string>>,
): Promise<{ status: number; output: string }> {
  const path = process.env["PATH"] ?? "";
  const child = spawn("sh", ["-e", "-c", hook.script], {
    cwd: root,
    env: {
      ...process.env,
      ...place,
      PATH: hook.withProjectPrograms ? `${join(root, "node_modules/.bin")}${delimiter}${path}` : path,
    },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: PATIENCE_MS,
    killSignal: "SIGKILL",
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (status) => done({ status: status ?? 1, output }));
  });
}
