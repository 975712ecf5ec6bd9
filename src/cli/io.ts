/**
 * The program's surroundings, handed in so that commands can be run from a test: nothing below `bin` touches `process`.
 */

export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
  /** Resolves when the text has been handed on; rejects with the stream's error (`EPIPE` when the reader has gone). */
  write(text: string | Uint8Array): Promise<void>;
}

/** Standard input. */
export interface InputStream extends AsyncIterable<Uint8Array> {
  readonly isTTY?: boolean;
}

export interface Io {
  readonly stdin: InputStream;
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute. */
  readonly cwd: string;
  readonly version: string;
  /** Where the worker's bundle lies. */
  readonly workerUrl: URL;
  /** Aborted with an `Interruption` by SIGINT, SIGTERM and SIGHUP. */
  readonly signal: AbortSignal;
  readonly now: () => Date;
}

/** Why a run was cut short; `exitCode` is 128 and the signal's number. */
export class Interruption extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super("interrupted");
    this.name = "Interruption";
    this.exitCode = exitCode;
  }
}

export const EXIT = { clean: 0, findings: 1, usage: 2, incomplete: 3, bug: 70 } as const;
