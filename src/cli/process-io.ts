/**
 * The real surroundings: this process' streams, signals and clock.
 */

import { fstatSync } from "node:fs";
import { constants } from "node:os";
import { Readable } from "node:stream";
import { isatty } from "node:tty";
import { SecretScanError } from "../model/error.js";
import { Interruption, type Io, type OutputStream } from "./io.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** @param workerUrl bundle of the worker thread */
export function processIo(version: string, workerUrl: URL): Io {
  const controller = new AbortController();
  for (const signal of SIGNALS) {
    process.once(signal, () => controller.abort(new Interruption(128 + constants.signals[signal])));
  }
  // Each stream is made when it is first used: that loads a good part of Node, and a hook with nothing to say needs none.
  const stdin = once(() => {
    const stream = inputStream();
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
    workerUrl,
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
  return {
    isTTY: isatty(fd),
    get columns() {
      return stream().columns;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        stream().write(text, (error) => (error ? reject(outputError(error)) : resolve()));
      }),
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

/** Node gives a folder on standard input as an empty stream: it would read as a clean one. */
function inputStream(): Readable {
  try {
    if (!fstatSync(0).isDirectory()) return process.stdin;
  } catch {
    return process.stdin;
  }
  const error = Object.assign(new Error("EISDIR: standard input is a folder"), { code: "EISDIR", syscall: "read" });
  return new Readable({ read: () => {}, construct: (done) => done(error) });
}
