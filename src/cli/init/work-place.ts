/**
 * The files that `init` reads and writes: as text, and back as the same bytes; with what stood there before kept for `--undo`.
 */

import { chmodSync, lstatSync, mkdirSync, readFileSync, rmdirSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { SecretScanError } from "../../model/error.js";
import { leadsOut } from "../leads-out.js";
import { writeWhole } from "../output.js";
import type { FileChange, Plan, ReadText } from "./change.js";
import { digestOf, type Former, forgetWritten, readWritten, rememberWritten } from "./written.js";

export interface WorkPlace {
  readonly read: ReadText;
  /** Writes all of them. @throws SecretScanError `usage` where one cannot be written */
  write(changes: readonly FileChange[]): Promise<void>;
  /** A plan to undo that brings files back as they were, where nobody has changed them since. */
  restored(plan: Plan): Plan;
  /** Writes what `restored` gave. */
  undo(changes: readonly FileChange[]): Promise<void>;
}

const EXECUTABLE = 0o111;
const PERMISSIONS = 0o777;

/** @param root of the work tree @param record absolute, where what stood there before is kept */
export function createWorkPlace(root: string, record: string): WorkPlace {
  /** Their text stands for their bytes one to one. */
  const latin1 = new Set<string>();
  const textOf = (path: string, bytes: Buffer): string => {
    const text = bytes.toString("utf8");
    if (Buffer.from(text).equals(bytes)) return text;
    latin1.add(path);
    return bytes.toString("latin1");
  };

  const put = async ({ path, after, executable, mode }: FileChange): Promise<void> => {
    const file = insidePlace(root, path);
    try {
      if (after === undefined) {
        rmSync(file, { force: true });
        removeEmptyFolders(root, path);
        return;
      }
      mkdirSync(dirname(file), { recursive: true });
      await writeWhole(file, Buffer.from(after, latin1.has(path) ? "latin1" : "utf8"));
      const now = statSync(file).mode & PERMISSIONS;
      if (mode !== undefined) chmodSync(file, mode);
      else if (executable && (now & 0o100) === 0) chmodSync(file, now | EXECUTABLE);
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code;
      throw new SecretScanError("usage", `could not be written (${code})`, { file: path }, "Check space and permissions", {
        cause,
      });
    }
  };

  return {
    read: async (path) => {
      const bytes = bytesAt(insidePlace(root, path), path);
      return bytes === undefined ? undefined : textOf(path, bytes);
    },
    async write(changes) {
      const written = new Map<string, Former>();
      try {
        for (const change of changes) {
          const file = insidePlace(root, change.path);
          const before = bytesAt(file, change.path);
          const mode = before === undefined ? null : statSync(file).mode & PERMISSIONS;
          await put(change);
          const after = bytesAt(file, change.path) ?? Buffer.alloc(0);
          written.set(change.path, { before: before?.toString("base64") ?? null, mode, after: digestOf(after) });
        }
      } finally {
        if (written.size > 0) rememberWritten(record, written);
      }
    },
    restored({ changes, notes }) {
      const planned = new Map(changes.map((change) => [change.path, change]));
      for (const [path, former] of readWritten(record)) {
        const own = planned.get(path);
        // what lies outside is only touched where the plan does so by itself
        if (own === undefined && path.split("/").includes("..")) continue;
        const now = bytesAt(insidePlace(root, path), path);
        if (now === undefined || digestOf(now) !== former.after) continue;
        const before = textOf(path, now);
        planned.set(path, {
          purpose: "as it was before `init`",
          ...own,
          path,
          before,
          after: former.before === null ? undefined : textOf(path, Buffer.from(former.before, "base64")),
          ...(former.mode === null ? {} : { mode: former.mode }),
        });
      }
      const restored = [...planned.values()];
      const isBack = new Set(restored.map(({ path }) => path));
      return { changes: restored, notes: notes.filter((note) => ![...isBack].some((path) => note.startsWith(`${path} stays`))) };
    },
    async undo(changes) {
      for (const change of changes) await put(change);
      forgetWritten(record);
    },
  };
}

/** Where a file of the set-up lies. @throws SecretScanError where a link of the work tree leads out of it */
function insidePlace(root: string, path: string): string {
  const file = join(root, path);
  if (path.startsWith(".git/") || !leadsOut(root, file)) return file;
  throw new SecretScanError("usage", "a symbolic link leads out of the repository", { file: path }, "Remove the link");
}

/** @param path as messages name it */
function bytesAt(file: string, path: string): Buffer | undefined {
  try {
    // a pipe or a device would be waited for
    const status = statSync(file);
    if (!status.isFile()) throw Object.assign(new Error("no file"), { code: status.isDirectory() ? "EISDIR" : "EINVAL" });
    return readFileSync(file);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw new SecretScanError("usage", `cannot be read (${code})`, { file: path }, "Make it readable, or move it away", {
      cause,
    });
  }
}

/** Folders that only held the file; git's own stay. */
function removeEmptyFolders(root: string, path: string): void {
  if (path.startsWith(".git/") || path.startsWith("..")) return;
  for (let folder = dirname(path); folder !== "."; folder = dirname(folder)) {
    try {
      if (!lstatSync(join(root, folder)).isDirectory()) return;
      rmdirSync(join(root, folder));
    } catch {
      return; // it holds something else
    }
  }
}
