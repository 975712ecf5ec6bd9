/**
 * What the work costs without looking at a byte: Node's start, a plain walk and read, git handing out every object.
 */

import { fileURLToPath } from "node:url";

const READ_ALL = fileURLToPath(new URL("read-all.mjs", import.meta.url));
const nothing = () => ({ findings: undefined });
const shell = (script) => () => ({ args: ["-c", script], codes: [0], read: nothing });

export const FLOORS = [
  {
    name: "node -e 0",
    family: "node",
    program: process.execPath,
    floor: true,
    commands: Object.fromEntries(
      ["version", "start"].map((kind) => [kind, () => ({ args: ["-e", "0"], codes: [0], read: nothing })]),
    ),
  },
  {
    name: "Node: walk and read in two workers",
    family: "read",
    program: process.execPath,
    floor: true,
    commands: {
      folder: ({ target }) => ({
        args: [READ_ALL, target],
        codes: [0],
        read: ({ stdout }) => {
          const [files, bytes] = stdout.split(" ").map(Number);
          return { findings: undefined, files, bytes };
        },
      }),
    },
  },
  {
    name: "git",
    family: "git",
    program: "/bin/sh",
    floor: true,
    commands: {
      staged: shell("git diff --cached --raw -z --no-renames >/dev/null"),
      range: ({ range }) => shell(`git rev-list --objects ${range} | cut -c1-40 | git cat-file --batch --buffer >/dev/null`)(),
      history: shell("git rev-list --objects --all | cut -c1-40 | git cat-file --batch --buffer >/dev/null"),
    },
  },
  {
    name: "cat",
    family: "cat",
    program: "/bin/cat",
    floor: true,
    commands: { stdin: () => ({ args: [], codes: [0], read: nothing }) },
  },
].map((floor) => ({ ...floor, path: floor.program }));
