/**
 * What is said of a git that failed, is missing, too old, or answers what makes no sense.
 */

import { spawnSync } from "node:child_process";
import { SecretScanError } from "../../model/error.js";
import { findGit, OLDEST_GIT } from "./program.js";

/** What git ends with when it is asked for what it does not know. */
export const UNKNOWN_OPTION = 129;

/** What git answers in one line: a path, an id. @throws SecretScanError for an answer of another shape */
export function oneLine(stdout: Buffer, command: string): string {
  const text = stdout.toString("utf8").replace(/\n$/, "");
  if (text === "" || /[\0\n]/.test(text)) throw unreadableAnswer(command);
  return text;
}

/** git, or what stands in its place, said what it never says. */
export function unreadableAnswer(command: string): SecretScanError {
  const remedy = "`git --version` shows whether the git that is found first on PATH works";
  return new SecretScanError("git", `git ${command} gave an answer that makes no sense`, {}, remedy);
}

/** Words what git said before it failed, with the way out where there is one. */
export function gitError(args: readonly string[], status: number, stderr: string, cwd: string): SecretScanError {
  const said = firstLine(stderr);
  if (/dubious ownership|unsafe repository/.test(stderr)) {
    return new SecretScanError(
      "git",
      "git refuses this repository because someone else owns it",
      { file: cwd },
      `If you trust it: git config --global --add safe.directory '${cwd}'`,
    );
  }
  if (/not a git repository/i.test(stderr)) {
    return new SecretScanError("git", "not a git repository", { file: cwd }, "Run it inside one, or name a folder to be scanned");
  }
  if (/must be run in a work tree/.test(stderr)) {
    return new SecretScanError(
      "git",
      "the repository has no work tree here",
      { file: cwd },
      "`secret-scan history` reads its commits",
    );
  }
  if (/index file|bad index|bad signature|index uses .* extension/i.test(stderr)) {
    return new SecretScanError(
      "git",
      `git cannot read the index: ${said}`,
      { file: cwd },
      "`git status` shows what is wrong with it",
    );
  }
  const old =
    status === UNKNOWN_OPTION || /unknown (option|switch|subcommand)|is not a git command/i.test(stderr) ? oldGit() : undefined;
  return old ?? new SecretScanError("git", `git ${args[0] ?? ""} failed (${status}): ${said}`, { file: cwd });
}

/** The error for a git that is older than what is needed, asked only once something has failed. */
export function oldGit(): SecretScanError | undefined {
  const program = findGit();
  if (program === undefined) return gitMissing();
  const version = spawnSync(program, ["version"], { encoding: "utf8", timeout: 10_000 }).stdout ?? "";
  const [, major, minor] = /(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return undefined;
  const [oldestMajor, oldestMinor] = OLDEST_GIT;
  if (Number(major) > oldestMajor || (Number(major) === oldestMajor && Number(minor) >= oldestMinor)) return undefined;
  return new SecretScanError("git", `git ${major}.${minor} is too old`, {}, `Install git ${oldestMajor}.${oldestMinor} or later`);
}

/** No git on PATH. */
export function gitMissing(): SecretScanError {
  return new SecretScanError("git", "git was not found on PATH", {}, `Install git ${OLDEST_GIT.join(".")} or later`);
}

/** The folder that git was to run in is not there. */
export function folderGone(cwd: string): SecretScanError {
  return new SecretScanError("git", "git cannot be run there: the folder is gone or git was removed", { file: cwd });
}

/** git's first complaint, on one line and without control characters: it may quote names from the repository. */
function firstLine(stderr: string): string {
  const line = stderr.split("\n").find((text) => /^(fatal|error):/.test(text)) ?? stderr.split("\n")[0] ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return line.replace(/^(fatal|error): /, "").replace(/[\u0000-\u001f\u007f-\u009f]/g, "?") || "it gave no reason";
}
