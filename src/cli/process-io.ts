/**
 * The real surroundings: this process' streams, signals and clock.
 */

import { fstatSync } from "node:fs";
import { constants } from "node:os";
import { Readable } from "node:stream";
import { SecretScanError } from "../model/error.js";
import { Interruption, type Io, type OutputStream } from "./io.js";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** @param workerUrl bundle of the worker thread */
export function processIo(version: string, workerUrl: URL): Io {
  const controller = new AbortController();
  for (const signal of SIGNALS) {
    process.once(signal, () => controller.abort(new Interruption(128 + constants.signals[signal])));
  }
  const stdin = inputStream();
  // who waits for input would not look at the signal before there is some
  controller.signal.addEventListener("abort", () => stdin.destroy(controller.signal.reason as Error), { once: true });
  stdin.on("error", () => {});
  return {
    stdin,
    stdout: outputStream(process.stdout),
    stderr: outputStream(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    version,
    workerUrl,
    signal: controller.signal,
    now: () => new Date(),
  };
}

function outputStream(stream: NodeJS.WriteStream): OutputStream {
  // a closed pipe is told to whoever writes, not thrown out of nowhere
  stream.on("error", () => {});
  return {
    isTTY: stream.isTTY,
    columns: stream.columns,
    write: (text) =>
      new Promise((resolve, reject) => {
        stream.write(text, (error) => (error ? reject(outputError(error)) : resolve()));
      }),
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
