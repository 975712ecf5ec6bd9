/**
 * Reads git objects by id through one long-lived `cat-file --batch`.
 *
 * Owns the process and its protocol. An object that is missing or corrupt is an answer, not an error. Memory is bounded: an object
 * above `COLLECT_BYTES` is read from the pipe while it is scanned (`pipe-reader.ts`).
 */

import type { Readable } from "node:stream";
import { SecretScanError } from "../../model/error.js";
import { readPipe } from "./pipe-reader.js";
import { type GitOptions, type GitProcess, gitError, startGit } from "./run.js";

export type ObjectType = "blob" | "commit" | "tag" | "tree";

/** An object's bytes, to be read once and during the call that hands it over. */
export interface GitObject {
  readonly type: ObjectType;
  /** Bytes. */
  readonly size: number;
  /** Writes up to `max` bytes at `target[offset]` and returns how many; 0 at the end. */
  read(target: Uint8Array, offset: number, max: number): number;
  /** All of it; for objects that are known to be small: messages, pointers. */
  readAll(): Buffer;
}

/** Why there is no object: words for a failure in the report. */
export interface NoObject {
  readonly missing: string;
}

export interface ObjectReader {
  /**
   * Asks for objects and hands each over in the order asked. One call at a time.
   *
   * @param ids full object ids
   * @param visit must be done with the object when it returns
   */
  read(ids: Iterable<string>, visit: (object: GitObject | NoObject, index: number) => void): Promise<void>;
  close(): void;
}

export interface ObjectReaderOptions extends GitOptions {
  /** True for many objects in one call: git then writes in large blocks, and answers the last ones only at the end of the input. */
  readonly bulk?: boolean;
}

/** Largest object that is held in memory whole. */
const COLLECT_BYTES = 16 << 20;
/** Ids are written in blocks of this many. */
const BLOCK = 512;
const LF = 0x0a;

export function createObjectReader(options: ObjectReaderOptions): ObjectReader {
  let session: Session | undefined = startSession(options);
  return {
    async read(ids, visit) {
      const asked = [...ids];
      let done = 0;
      while (done < asked.length) {
        session ??= startSession(options);
        const answered = await session.answers(asked, done, visit, options.bulk === true);
        if (options.bulk === true || answered < asked.length) {
          session.kill();
          session = undefined;
        }
        if (answered < asked.length) {
          // git dies of an object that it finds broken; the ones behind it are asked of a new process.
          visit({ missing: `object ${asked[answered]} cannot be read: it is corrupt` }, answered);
          done = answered + 1;
        } else done = answered;
      }
    },
    close() {
      session?.kill();
      session = undefined;
    },
  };
}

interface Session {
  /** Returns the index behind the last answered id: less than all when git died. */
  answers(
    ids: readonly string[],
    from: number,
    visit: (object: GitObject | NoObject, index: number) => void,
    last: boolean,
  ): Promise<number>;
  kill(): void;
}

function startSession(options: ObjectReaderOptions): Session {
  const git = startGit(["cat-file", "--batch", ...(options.bulk === true ? ["--buffer"] : [])], options);
  const input = createInput(git.stdout);
  return {
    kill: git.kill,
    async answers(ids, from, visit, last) {
      const asking = ask(git, ids, from, last);
      for (let index = from; index < ids.length; index++) {
        const header = await input.line();
        if (header === undefined) {
          await refuseStart(git, index === from, options);
          return index;
        }
        const [, type, length] = header.split(" ");
        if (type === undefined || length === undefined) {
          visit({ missing: `object ${ids[index]} is ${type ?? "missing"}` }, index);
          continue;
        }
        const size = Number(length);
        const body = await input.body(size);
        if (body === undefined) return index;
        visit({ type: type as ObjectType, size, read: body.read, readAll: () => readAll(body.read, size) }, index);
        if (!(await body.finish())) return index;
      }
      await asking;
      return ids.length;
    },
  };
}

/** A process that ends before its first answer was refused the repository, or has met a broken object. */
async function refuseStart(git: GitProcess, first: boolean, options: GitOptions): Promise<void> {
  const status = await git.finished;
  const said = git.stderr();
  if (first && /not a git repository|dubious ownership|unknown option|usage:|unknown repository/i.test(said)) {
    throw gitError(["cat-file"], status, said, options.cwd);
  }
}

async function ask(git: GitProcess, ids: readonly string[], from: number, last: boolean): Promise<void> {
  for (let at = from; at < ids.length; at += BLOCK) {
    const block = `${ids.slice(at, at + BLOCK).join("\n")}\n`;
    if (git.stdin.destroyed) return;
    if (!git.stdin.write(block)) {
      await Promise.race([new Promise<void>((resolve) => git.stdin.once("drain", resolve)), git.finished.catch(() => 1)]);
    }
  }
  if (last) git.stdin.end();
}

interface Body {
  read(target: Uint8Array, offset: number, max: number): number;
  /** Passes over what was not read and the line feed behind it; false when the stream ended before. */
  finish(): Promise<boolean>;
}

interface Input {
  /** The next line without its line feed; undefined at the end. */
  line(): Promise<string | undefined>;
  body(size: number): Promise<Body | undefined>;
}

function createInput(stdout: Readable): Input {
  let rest: Buffer = Buffer.alloc(0);
  const more = async (): Promise<boolean> => {
    const chunk = await nextChunk(stdout);
    if (chunk === undefined) return false;
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    return true;
  };
  const take = (count: number): Buffer => {
    const taken = rest.subarray(0, count);
    rest = rest.subarray(count);
    return taken;
  };
  const skip = async (count: number): Promise<boolean> => {
    let left = count;
    while (left > 0) {
      if (rest.length === 0 && !(await more())) return false;
      left -= take(Math.min(left, rest.length)).length;
    }
    return true;
  };
  const collect = async (size: number): Promise<Buffer | undefined> => {
    if (rest.length >= size) return take(size);
    const whole = Buffer.allocUnsafe(size);
    for (let length = 0; length < size; ) {
      if (rest.length === 0 && !(await more())) return undefined;
      length += take(Math.min(rest.length, size - length)).copy(whole, length);
    }
    return whole;
  };
  return {
    async line() {
      for (;;) {
        const end = rest.indexOf(LF);
        if (end >= 0) return take(end + 1).toString("latin1", 0, end);
        if (!(await more())) return undefined;
      }
    },
    async body(size) {
      let left = size;
      if (size <= COLLECT_BYTES) {
        const whole = await collect(size);
        if (whole === undefined) return undefined;
        return {
          read(target, offset, max) {
            const count = Math.min(max, left);
            target.set(whole.subarray(size - left, size - left + count), offset);
            left -= count;
            return count;
          },
          finish: () => skip(1),
        };
      }
      return {
        read(target, offset, max) {
          const wanted = Math.min(max, left);
          if (wanted === 0) return 0;
          if (rest.length === 0) rest = (stdout.read() as Buffer | null) ?? rest;
          const count =
            rest.length > 0
              ? take(Math.min(wanted, rest.length)).copy(target as Buffer, offset)
              : readPipe(stdout, target, offset, wanted);
          left -= count;
          return count;
        },
        finish: () => skip(left + 1),
      };
    },
  };
}

/** The next block that git wrote, or undefined at the end. */
async function nextChunk(stdout: Readable): Promise<Buffer | undefined> {
  for (;;) {
    const chunk = stdout.read() as Buffer | null;
    if (chunk !== null) return chunk;
    if (stdout.readableEnded || stdout.destroyed) return undefined;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        for (const event of ["readable", "end", "close", "error"]) stdout.off(event, wake);
        resolve();
      };
      for (const event of ["readable", "end", "close", "error"]) stdout.on(event, wake);
    });
  }
}

function readAll(read: Body["read"], size: number): Buffer {
  if (size > COLLECT_BYTES) throw new SecretScanError("git", "an object is larger than a message may be");
  const bytes = Buffer.allocUnsafe(size);
  return bytes.subarray(0, read(bytes, 0, size));
}
