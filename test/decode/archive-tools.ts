/**
 * Archives made by the programs that people make them with, in a temporary folder.
 */

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type ArchiveLimits, DEFAULT_ARCHIVE_LIMITS } from "../../src/decode/archives/archive.js";
import { openArchive } from "../../src/decode/archives/open-archive.js";

export interface Opened {
  readonly kind: string;
  readonly entries: readonly [path: string, text: string][];
  readonly failures: readonly string[];
}

/** Opens and walks; undefined for what is no archive. Failures as `path: reason`. */
export function opened(bytes: Uint8Array, name = "", limits: Partial<ArchiveLimits> = {}): Opened | undefined {
  const archive = openArchive(bytes, name, { ...DEFAULT_ARCHIVE_LIMITS, ...limits });
  if (archive === undefined) return undefined;
  const entries = [...archive.entries].map((entry): [string, string] => [
    entry.path,
    Buffer.from(entry.bytes).toString("latin1"),
  ]);
  return { kind: archive.kind, entries, failures: archive.failures.map(({ path, reason }) => `${path}: ${reason}`) };
}

export function has(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}

/** What `output` holds after the commands ran in a folder with these files. */
export function made(files: Readonly<Record<string, string | Uint8Array>>, output: string, ...commands: string[][]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  try {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    for (const [program = "", ...args] of commands) {
      const { status, stderr, error } = spawnSync(program, args, { cwd: folder });
      if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr.toString()}`);
    }
    return readFileSync(join(folder, output));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
