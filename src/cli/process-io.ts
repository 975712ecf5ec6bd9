/**
 * The real surroundings: this process' streams, signals and clock.
 */

import { fstatSync, readSync, type Stats, writeSync } from "node:fs";
import { constants } from "node:os";
import type { Readable } from "node:stream";
import { isatty } from "node:tty";
import { pathToFileURL } from "node:url";
import { SecretScanError } from "../model/error.js";
import { type InputStream, Interruption, type Io, type OutputStream } from "./io.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Bytes that are read at once from a file on standard input: few of a small one. */
const FIRST_READ = 64 << 10;
const READ = 1 << 20;

/** @param worker path of the script that a worker thread starts with */
export function processIo(version: string, worker: string): Io {
  const controller = new AbortController();
  for (const signal of SIGNALS) {
    process.once(signal, () => controller.abort(new Interruption(128 + constants.signals[signal])));
  }
  // Each stream is made when it is first used: that loads a good part of Node, and a hook with nothing to say needs none.
  const stdin = once((): InputStream => {
    const stats = statsOf(0);
    // Node gives a folder as an empty stream, which would read as a clean one, and a file through threads that must be started
    if (stats?.isFile() || stats?.isDirectory()) return fileInput();
    const stream: Readable = process.stdin;
    // who waits for input would not look at the signal before there is some
    controller.signal.addEventListener("abort", () => stream.destroy(controller.signal.reason as Error), { once: true });
    stream.on("error", () => {});
    return stream;
  });
  // asked for in the end, so that `--help` works where there is none
  const cwd = once(currentFolder);
  return {
    get stdin() {
      return stdin();
    },
    stdout: outputStream(1, () => process.stdout),
    stderr: unfailing(outputStream(2, () => process.stderr)),
    env: process.env,
    get cwd() {
      return cwd();
    },
    version,
    get workerUrl() {
      return pathToFileURL(worker);
    },
    signal: controller.signal,
    now: () => new Date(),
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new SecretScanError("usage", `the current folder is gone (${code})`, {}, "Go to one that exists: `cd`", { cause });
  }
}

function outputStream(fd: number, open: () => NodeJS.WriteStream): OutputStream {
  const stream = once(() => {
    const opened = open();
    // a closed pipe is told to whoever writes, not thrown out of nowhere
    opened.on("error", () => {});
    return opened;
  });
  // Windows' consoles take another encoding
  let few = process.platform === "win32" ? undefined : writeFew(fd);
  // Node's modules for terminals are loaded where there may be one; what Windows says of its consoles tells nothing
  const isTerminal = once(() => (process.platform === "win32" || statsOf(fd)?.isCharacterDevice() === true) && isatty(fd));
  return {
    get isTTY() {
      return isTerminal();
    },
    get columns() {
      return isTerminal() ? stream().columns : undefined;
    },
    async write(text) {
      const rest = few?.(text) ?? text;
      if (rest.length === 0) return;
      // once it is in use all goes through it, or else the order would be lost
      few = undefined;
      await new Promise<void>((resolve, reject) => {
        stream().write(rest, (error) => (error ? reject(outputError(error)) : resolve()));
      });
    },
  };
}

/** No pipe that is read holds so little. */
const FEW_BYTES = 16 << 10;

/**
 * Writes the first bytes of an output without a stream, for which Node would load its modules for pipes and terminals.
 *
 * @returns a function that gives back what it has not written
 */
function writeFew(fd: number): (text: string | Uint8Array) => Uint8Array {
  let left = FEW_BYTES;
  return (text) => {
    let rest = typeof text === "string" ? Buffer.from(text) : text;
    if (rest.length > left) return rest;
    try {
      while (rest.length > 0) {
        const count = writeSync(fd, rest);
        left -= count;
        rest = rest.subarray(count);
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw outputError(error as NodeJS.ErrnoException);
    }
    return rest;
  };
}

/** Where standard error is full or closed there is nowhere left to say anything: the exit code alone holds. */
function unfailing(stream: OutputStream): OutputStream {
  const write = (text: string | Uint8Array): Promise<void> => stream.write(text).catch(() => {});
  // the stream itself, since its width is not asked for until it is used
  return Object.assign(Object.create(stream) as OutputStream, { write });
}

function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A reader that has gone is no fault of anybody's; any other error means that the output is not whole. */
function outputError(error: NodeJS.ErrnoException): Error {
  if (error.code === "EPIPE") return error;
  return new SecretScanError(
    "output",
    `the output could not be written (${error.code ?? "unknown error"})`,
    {},
    "Check where it goes",
    {
      cause: error,
    },
  );
}

/** Undefined where the descriptor is closed. */
function statsOf(fd: number): Stats | undefined {
  try {
    return fstatSync(fd);
  } catch {
    return undefined;
  }
}

/** A file on standard input, from where it stands. A folder ends in `EISDIR`. */
async function* fileInput(): AsyncGenerator<Uint8Array> {
  for (let size = FIRST_READ; ; size = READ) {
    const bytes = Buffer.allocUnsafeSlow(size);
    const length = readSync(0, bytes);
    if (length === 0) return;
    yield bytes.subarray(0, length);
    // signals are seen between two turns of the event loop only
    await new Promise((resolve) => setImmediate(resolve));
  }
}
