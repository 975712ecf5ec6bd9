/**
 * Repositories that nobody would make: odd names and modes, links in circles and out of it, submodules and `.git` files that point
 * outside, trees that git itself would not write. Made with git's plumbing, which checks little.
 */

import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mutated, randomFile } from "./generate.js";
import type { Random } from "./random.js";

const NAMES = [
  "a",
  "-rf",
  "é",
  "a b",
  "\u001b[2J",
  "\u202egnp",
  "q\"'",
  "%41",
  "n\nl",
  "CON",
  ".git",
  ".gitmodules",
  ".gitattributes",
  "..",
  ".",
  "x".repeat(200),
  ".env",
  "::error::x",
];
/** Names of bytes that are no UTF-8. */
const RAW_NAMES = ["\xff", "a\xc3", "\xed\xa0\x80"];
const MODES = ["100644", "100755", "120000", "160000", "40000", "100664", "0", "777777"];
const LINKS = ["..", "/etc/passwd", ".", "l1", "l2", "../../..", "/dev/stdin", "missing", "/proc/self/mem"];

export interface GeneratedRepository {
  readonly path: string;
  /** Revisions for `range`. */
  readonly range: string;
}

/** @param planted stands in `planted.txt` in the work tree, in `third.txt` in the last commit, in `staged.txt` in the index */
export function generateRepository(random: Random, path: string, planted: string): GeneratedRepository {
  const git = (args: readonly string[], input?: string | Buffer): string =>
    execFileSync("git", ["-c", "protocol.allow=never", ...args], {
      cwd: path,
      input,
      encoding: "utf8",
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" },
    }).trim();
  const identity = ["-c", "user.name=a\u202e", "-c", "user.email=a@example.org"];
  git(["init", "-q", "."]);
  const first = commitOf(git, identity, oddTree(random, git, planted, 0), []);
  const blob = git(["hash-object", "-w", "--stdin"], `token = ${planted}\n`);
  const good = git(["mktree"], `100644 blob ${blob}\tplanted.txt\n`);
  const second = commitOf(git, identity, good, [first, ...(random.below(3) === 0 ? [first] : [])]);
  // where the first tree cannot be read, neither can what the second commit changed; the third has nothing to do with that
  const more = git(["mktree"], `100644 blob ${blob}\tplanted.txt\n100644 blob ${blob}\tthird.txt\n`);
  const third = commitOf(git, identity, more, [second]);
  git(["update-ref", "refs/heads/main", third]);
  git(["symbolic-ref", "HEAD", "refs/heads/main"]);
  if (random.below(3) === 0)
    git(["update-ref", `refs/tags/${random.pick(["v1", "é", "a/b"])}`, random.pick([first, blob, good])]);
  writeFileSync(join(path, "planted.txt"), `token = ${planted}\n`);
  for (let i = random.below(12); i > 0; i--) oddEntry(random, path, planted, i);
  git(["update-index", "--add", "--cacheinfo", `100644,${blob},staged.txt`]);
  return { path, range: `${first}..${third}` };
}

function commitOf(
  git: (args: readonly string[], input?: string) => string,
  identity: readonly string[],
  tree: string,
  parents: readonly string[],
): string {
  return git([...identity, "commit-tree", tree, ...parents.flatMap((parent) => ["-p", parent])], "message\u001b[31m\n");
}

/** A tree object byte by byte: entries in no order, twice, with names and modes that git refuses. */
function oddTree(
  random: Random,
  git: (args: readonly string[], input?: string | Buffer) => string,
  planted: string,
  depth: number,
): string {
  const entries = Array.from({ length: random.below(8) }, () => {
    const mode = random.pick(MODES);
    const name = random.below(5) === 0 ? Buffer.from(random.pick(RAW_NAMES), "latin1") : Buffer.from(random.pick(NAMES));
    const id = (): string => {
      if (mode === "160000" || random.below(9) === 0) return Buffer.from(random.bytes(20)).toString("hex");
      if (mode === "40000" && depth < 3) return oddTree(random, git, planted, depth + 1);
      const content = mode === "120000" ? Buffer.from(random.pick(LINKS)) : randomFile(random, planted).bytes;
      return git(["hash-object", "-w", "--stdin", "--no-filters"], content);
    };
    return Buffer.concat([Buffer.from(`${mode} `), name, Buffer.from([0]), Buffer.from(id(), "hex")]);
  });
  return git(["hash-object", "-t", "tree", "-w", "--stdin", "--literally"], Buffer.concat(entries));
}

/** Something odd in the work tree; where the file system refuses it, nothing. */
function oddEntry(random: Random, root: string, planted: string, index: number): void {
  const name = random.below(3) === 0 ? `${random.pick(NAMES)}${index}` : `${index}-${random.pick(NAMES)}`;
  const path = join(root, name.replaceAll("/", "_"));
  const makers: (() => void)[] = [
    () => writeFileSync(path, mutated(randomFile(random, planted).bytes, random), { mode: random.pick([0o644, 0o755, 0o000]) }),
    () => symlinkSync(random.pick(LINKS), path),
    () => {
      symlinkSync("l2", join(root, "l1"));
      symlinkSync("l1", join(root, "l2"));
    },
    () => {
      mkdirSync(path);
      writeFileSync(join(path, ".git"), random.pick(["gitdir: /etc\n", "gitdir: ../../..\n", "", "\0", "gitdir: .git\n"]));
      writeFileSync(join(path, "t.txt"), `token = ${planted}\n`);
    },
    () => writeFileSync(join(root, ".gitmodules"), '[submodule "x"]\n\tpath = ../out\n\turl = ext::sh -c "touch pwned"\n'),
    () => writeFileSync(join(root, ".gitattributes"), "* filter=x diff=y -text eol=crlf working-tree-encoding=UTF-16\n"),
    () => {
      mkdirSync(join(path, ".git/objects"), { recursive: true });
      writeFileSync(join(path, ".git/HEAD"), random.pick(["ref: refs/heads/main\n", "garbage", ""]));
    },
    () => {
      let below = path;
      for (let depth = random.below(40); depth > 0; depth--) below = join(below, "d");
      mkdirSync(below, { recursive: true });
    },
  ];
  try {
    random.pick(makers)();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
  }
}
