/**
 * What a partial clone has not fetched. `cat-file` dies of each such object, since it may not fetch it; a walk tells of all at once.
 */

import { type GitOptions, startGit } from "./run.js";

const LINE_FEED = "\n";

/** Ids of objects that the refs lead to and that are not here. Nothing is fetched for this. */
export async function absentObjects({ cwd, inheritPlace, environment, signal }: GitOptions): Promise<ReadonlySet<string>> {
  const git = startGit(["rev-list", "--objects", "--all", "--missing=print"], {
    cwd,
    ...(inheritPlace === undefined ? {} : { inheritPlace }),
    ...(environment === undefined ? {} : { environment }),
    ...(signal === undefined ? {} : { signal }),
  });
  git.stdin.end();
  const absent = new Set<string>();
  let rest = "";
  for await (const chunk of git.stdout) {
    const lines = (rest + (chunk as Buffer).toString("latin1")).split(LINE_FEED);
    rest = lines.pop()!;
    for (const line of lines) if (line.startsWith("?")) absent.add(line.slice(1));
  }
  await git.finished;
  return absent;
}
