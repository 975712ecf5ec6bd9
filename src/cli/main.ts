/**
 * The program: what was typed in, the exit code out. Every way a run can end is here.
 */

import { SecretScanError } from "../model/error.js";
import { visible } from "../report/text/visible.js";
import { EXIT, Interruption, type Io } from "./io.js";

/** Never throws. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  try {
    const { dispatch } = await import("./parse.js");
    return await dispatch(argv, io);
  } catch (error) {
    return report(error, io);
  }
}

/** Says in one line how a run ended that did not end well. */
export async function report(error: unknown, io: Io): Promise<number> {
  if (error instanceof Interruption) return error.exitCode;
  // a git that was stopped by the signal fails in its own way
  if (io.signal.aborted && io.signal.reason instanceof Interruption) return io.signal.reason.exitCode;
  if (isClosedPipe(error)) return EXIT.clean;
  const say = (line: string): Promise<void> => io.stderr.write(`secret-scan: ${visible(line)}\n`);
  if (error instanceof SecretScanError) {
    await say(error.describe());
    return error.code === "output" ? EXIT.incomplete : EXIT.usage;
  }
  const lack = lackOf(error);
  if (lack !== undefined) {
    await say(`the system gave no more ${lack}: nothing more was scanned. Raise the limit (\`ulimit -a\`) and run it again`);
    return EXIT.incomplete;
  }
  // no message: it may quote what was scanned; the frames name our own code only
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const where = frames.slice(0, 3).map((line) => line.trim().replaceAll(/\(?(?:file:\/\/)?\/\S*\/([^/]+)\)?/g, "$1"));
  await say(`a bug: ${error instanceof Error ? error.name : typeof error} ${where.join(" < ")}. Please report it with this line`);
  return EXIT.bug;
}

/** What the machine ran out of, where that is what ended the run. */
function lackOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EMFILE" || code === "ENFILE") return `file descriptors (${code})`;
  if (code === "EAGAIN") return `processes (${code})`;
  return code === "ENOMEM" || (error instanceof RangeError && /allocat/i.test(error.message)) ? "memory" : undefined;
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "EPIPE";
}
