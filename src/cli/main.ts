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
  if (isClosedPipe(error)) return EXIT.clean;
  const say = (line: string): Promise<void> =>
    io.stderr.write(`secret-scan: ${visible(line)}\n`).catch((cause: unknown) => {
      if (!isClosedPipe(cause)) throw cause;
    });
  if (error instanceof SecretScanError) {
    await say(error.describe());
    return error.code === "output" ? EXIT.incomplete : EXIT.usage;
  }
  // no message: it may quote what was scanned; the frames name our own code only
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : [];
  const where = frames.slice(0, 3).map((line) => line.trim().replaceAll(/\(?(?:file:\/\/)?\/\S*\/([^/]+)\)?/g, "$1"));
  await say(`a bug: ${error instanceof Error ? error.name : typeof error} ${where.join(" < ")}. Please report it with this line`);
  return EXIT.bug;
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && (error as NodeJS.ErrnoException).code === "EPIPE";
}
