/**
 * Real repositories and folders for tests, in the system's temporary folder, cut off from the machine's git configuration.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

export interface TemporaryFolder {
  readonly path: string;
  write(name: string, content?: string | Uint8Array): void;
  /** Runs git in the folder and returns its standard output without the last line feed. */
  git(...args: string[]): string;
  gitIn(options: { environment?: Record<string, string>; input?: string | Uint8Array }, ...args: string[]): string;
  commit(message?: string): string;
}

const made: string[] = [];

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

/** The environment of every child process in these tests: none of the caller's git, no certificates of the machine. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_") && name !== "NODE_EXTRA_CA_CERTS");
  return {
    ...Object.fromEntries(entries),
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_AUTHOR_NAME: "Ann Author",
    GIT_AUTHOR_EMAIL: "ann@example.org",
    GIT_AUTHOR_DATE: "2026-03-04T05:06:07+0200",
    GIT_COMMITTER_NAME: "Carl Committer",
    GIT_COMMITTER_EMAIL: "carl@example.org",
    GIT_COMMITTER_DATE: "2026-03-04T05:06:07+0200",
  };
}

export function temporaryFolder(): TemporaryFolder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), "secret-scan-")));
  made.push(path);
  return folderAt(path);
}

/** A handle on a folder that lies in a temporary one. */
export function folderAt(path: string): TemporaryFolder {
  const gitIn: TemporaryFolder["gitIn"] = ({ environment, input }, ...args) =>
    execFileSync("git", args, {
      cwd: path,
      env: { ...cleanEnvironment(), ...environment },
      stdio: ["pipe", "pipe", "pipe"],
      ...(input === undefined ? {} : { input }),
      encoding: "utf8",
    }).replace(/\n$/, "");
  const git: TemporaryFolder["git"] = (...args) => gitIn({}, ...args);
  return {
    path,
    write(name, content = `${name}\n`) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
    },
    git,
    gitIn,
    commit(message = "change") {
      git("add", "-A");
      git("commit", "-q", "--no-verify", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    },
  };
}

export function temporaryRepository(...initArguments: string[]): TemporaryFolder {
  const folder = temporaryFolder();
  folder.git("init", "-q", "-b", "main", ...initArguments);
  return folder;
}
