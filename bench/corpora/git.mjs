/** git for corpora: nobody's settings, fixed people and times, so that ids are the same everywhere. */

import { execFileSync } from "node:child_process";

export const PERSON = "Bench <bench@example.org>";
/** Seconds since 1970 of the first commit. */
export const FIRST_COMMIT = 1_600_000_000;

const QUIET = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" };

export function git(folder, args, input) {
  const when = `${FIRST_COMMIT} +0000`;
  const identity = {
    GIT_AUTHOR_NAME: "Bench",
    GIT_AUTHOR_EMAIL: "bench@example.org",
    GIT_COMMITTER_NAME: "Bench",
    GIT_COMMITTER_EMAIL: "bench@example.org",
  };
  return execFileSync("git", ["-C", folder, ...args], {
    input,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...QUIET, ...identity, GIT_AUTHOR_DATE: when, GIT_COMMITTER_DATE: when },
  });
}
