/**
 * Writes reports where they were asked for: all checked before the scan begins, each file whole or not at all.
 */

import { accessSync, constants, lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { appendFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { SecretScanError } from "../model/error.js";
import type { Report } from "../model/report.js";
import { writeInventoryMarkdown } from "../report/inventory/markdown.js";
import { writeMarkdown } from "../report/markdown.js";
import { reportPieces } from "../report/registry.js";
import type { WriterOptions } from "../report/writer.js";
import { rootOf } from "../sources/worktree/targets.js";
import { blocks } from "./blocks.js";
import type { Io } from "./io.js";
import { leadsOut } from "./leads-out.js";
import { programName } from "./program-name.js";
import type { OutputRequest, Settings } from "./settings.js";

const DEFAULT_WIDTH = 80;
const MIN_WIDTH = 40;
const MAX_WIDTH = 120;

/** @throws SecretScanError `usage` for an output that can be seen not to be writable */
export function checkOutputs(outputs: readonly Pick<OutputRequest, "file">[], cwd: string): void {
  for (const { file } of outputs) {
    if (file === undefined) continue;
    const path = resolve(cwd, file);
    const folder = dirname(path);
    const refuse = (why: string, remedy: string): never => {
      throw new SecretScanError("usage", `cannot be written: ${why}`, { file }, remedy);
    };
    if (statsOf(folder)?.isDirectory() !== true) refuse("its folder does not exist", "Create the folder first");
    if (leadsOut(rootOf(cwd).root, path))
      refuse("a symbolic link leads out of the repository", "Remove the link, or name another place");
    const present = statsOf(path);
    if (present?.isDirectory()) refuse("it is a folder", "Name a file in it");
    try {
      accessSync(present?.isFile() ? path : folder, constants.W_OK);
    } catch {
      if (present === undefined || present.isFile())
        refuse("permission denied", "Choose another place, or change its permissions");
    }
  }
}

/** Undefined for what is not there or cannot be looked at. */
export function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** What writers need to know of settings and terminal. */
export function writerOptions(settings: Settings, io: Io): WriterOptions {
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, io.stdout.columns ?? DEFAULT_WIDTH));
  return {
    color: settings.color,
    width,
    includeSuppressed: settings.includeSuppressed,
    verbose: settings.verbose,
    // a reproducible report is not another one where the program is called otherwise
    ...(settings.reproducible ? {} : { program: programName(io.env) }),
    ...(settings.epochSeconds === undefined ? {} : { epochSeconds: settings.epochSeconds }),
  };
}

/** Writes one output after the other; one that fails keeps none of the others from being written. */
export interface Outputs {
  /** To standard output. A reader that has gone away is no failure: it had enough. */
  print(text: string | Iterable<string>): Promise<void>;
  /** Whole or not at all. @param file as the user named it */
  write(file: string, text: string | Iterable<string>): Promise<void>;
  /** Notes what `act` throws as the failure of that file. */
  try(file: string, act: () => Promise<void>): Promise<void>;
  /** What could not be written, the first of it. */
  readonly failure: SecretScanError | undefined;
}

/** Files are written beside their place and renamed, so that an old report is never half a new one. */
export function createOutputs(io: Pick<Io, "cwd" | "stdout">): Outputs {
  const outputs = {
    failure: undefined as SecretScanError | undefined,
    async print(text: string | Iterable<string>): Promise<void> {
      try {
        for (const block of blocks(text)) await io.stdout.write(block);
      } catch (error) {
        if (error instanceof SecretScanError) outputs.failure ??= error;
        else if ((error as NodeJS.ErrnoException).code !== "EPIPE") throw error;
      }
    },
    async try(file: string, act: () => Promise<void>): Promise<void> {
      try {
        await act();
      } catch (cause) {
        const code = (cause as NodeJS.ErrnoException).code ?? "unknown error";
        const remedy = "Check space and permissions";
        outputs.failure ??= new SecretScanError("output", `could not be written (${code})`, { file }, remedy, { cause });
      }
    },
    write: (file: string, text: string | Iterable<string>): Promise<void> =>
      outputs.try(file, () => writeWhole(resolve(io.cwd, file), blocks(text))),
  };
  return outputs;
}

/** What could not be written is the outputs' failure; everything else has been written then. See `exitCodeAfter`. */
export async function writeReports(report: Report, settings: Settings, io: Io, outputs: Outputs): Promise<void> {
  const options = writerOptions(settings, io);
  for (const { format, file } of settings.outputs) {
    const pieces = reportPieces(format, report, file === undefined ? options : { ...options, color: false });
    if (file === undefined) await outputs.print(pieces);
    else await outputs.write(file, pieces);
    const summary = io.env["GITHUB_STEP_SUMMARY"];
    if (format === "github" && summary)
      await outputs.try("GITHUB_STEP_SUMMARY", () => appendSummary(resolve(io.cwd, summary), report, options));
  }
}

/** What the step has written before counts against what GitHub takes. */
async function appendSummary(path: string, report: Report, options: WriterOptions): Promise<void> {
  const before = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const { githubSummary, SUMMARY_LIMIT } = await import("../report/github-summary.js");
  const page = report.secrets === undefined ? writeMarkdown : writeInventoryMarkdown;
  await appendFile(path, githubSummary(report, { ...options, color: false }, SUMMARY_LIMIT - before, page));
}

/**
 * To a temporary file beside the target, then renamed, so that no half report is ever found. Devices and pipes are written directly, and
 * what stands under `/dev` behind what is there: `/dev/stderr` may be a file that has begun already.
 */
export async function writeWhole(path: string, text: string | Uint8Array | Iterable<string>): Promise<void> {
  const present = statSync(path, { throwIfNoEntry: false });
  // a link to a pipe (a shell's `>(program)`) leads to no path: it is opened by its own
  if (path.startsWith("/dev/") || (present !== undefined && !present.isFile())) return writeFile(path, text, { flag: "a" });
  const target = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? realpathSync(path) : path;
  const temporary = join(dirname(target), `.secret-scan-${process.pid}-${Math.random().toString(36).slice(2)}.tmp`);
  try {
    await writeFile(temporary, text, { flag: "wx", ...(present === undefined ? {} : { mode: present.mode & 0o777 }) });
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
