/**
 * Reads git objects by id through one long-lived `cat-file --batch`.
 *
 * Owns the process and what is asked of it. An object that is missing or corrupt is an answer, not an error. Cutting the answers
 * out of the stream is `object-input.ts`.
 */

import { append } from "../../model/append.js";
import { SecretScanError } from "../../model/error.js";
import { READ_OBJECTS } from "./early-commands.js";
import { gitError, unreadableAnswer } from "./git-error.js";
import { type Body, COLLECT_BYTES, createObjectInput } from "./object-input.js";
import { type GitOptions, type GitProcess, startGit } from "./run.js";

export type ObjectType = "blob" | "commit" | "tag" | "tree";

/** An object's bytes, to be read once and during the call that hands it over. */
export interface GitObject {
  readonly id: string;
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
  /** It may be there, and git could not read it. */
  readonly isDamaged?: true;
}

export interface ObjectReader {
  /**
   * Asks for objects and hands each over in the order asked. One call at a time.
   *
   * @param wanted blocks of what is wanted, pulled as fast as git answers; `id` is a full object id, or `REV:PATH` without a line feed
   * @param visit must be done with the object when it returns
   */
  read<T extends { readonly id: string }>(
    wanted: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
    visit: (object: GitObject | NoObject, item: T) => void,
  ): Promise<void>;
  close(): void;
}

export interface ObjectReaderOptions extends GitOptions {
  /** True for many objects in one call: git then writes in large blocks, and answers the last ones only at the end of the input. */
  readonly bulk?: boolean;
}

/** Objects that are asked for and not yet answered: enough to keep git busy, and more than what it holds back in its buffer. */
const AHEAD = 2048;

export function createObjectReader(options: ObjectReaderOptions): ObjectReader {
  // in bulk most may come from the packs: git is started when it is needed
  let session: Session | undefined = options.bulk === true ? undefined : startSession(options);
  return {
    async read<T extends { readonly id: string }>(
      wanted: Iterable<readonly T[]> | AsyncIterable<readonly T[]>,
      visit: (object: GitObject | NoObject, item: T) => void,
    ) {
      const asked: T[] = [];
      let head = 0;
      let wake = (): void => {};
      const sleep = (): Promise<void> => new Promise((resolve) => (wake = resolve));
      let exhausted = false;
      let stopped = false;
      let failed: { error: unknown } | undefined;
      const asking = (async () => {
        for await (const block of wanted) {
          append(asked, block);
          session?.ask(block);
          wake();
          while (asked.length - head > AHEAD && !stopped) await sleep();
          if (stopped) return;
        }
      })()
        .catch((error: unknown) => {
          failed = { error };
        })
        .finally(() => {
          exhausted = true;
          if (options.bulk === true) session?.end();
          wake();
        });
      try {
        await answers();
      } catch (error) {
        failed ??= { error };
        session?.kill();
        session = undefined;
      }
      stopped = true;
      wake();
      await asking;
      if (options.bulk === true) {
        session?.kill();
        session = undefined;
      }
      if (failed !== undefined) throw failed.error;

      async function answers(): Promise<void> {
        for (;;) {
          const item = asked[head];
          if (item === undefined) {
            if (exhausted) return;
            await sleep();
            continue;
          }
          if (session?.isBehind === true && !(await session.catchUp())) {
            session.kill();
            session = undefined;
          }
          if (session === undefined) {
            session = startSession(options);
            session.ask(asked.slice(head));
            if (exhausted && options.bulk === true) session.end();
          }
          const answered = await session.answer(item.id, (object) => visit(object, item));
          if (!answered) {
            // git dies of an object that it finds broken; the ones behind it are asked of a new process.
            visit({ missing: `object ${item.id} cannot be read: it is corrupt`, isDamaged: true }, item);
            session.kill();
            session = undefined;
          }
          head++;
          if (head === AHEAD) {
            asked.splice(0, head);
            head = 0;
          }
          wake();
        }
      }
    },
    close() {
      session?.kill();
      session = undefined;
    },
  };
}

interface Session {
  ask(items: readonly { readonly id: string }[]): void;
  end(): void;
  /** True where git answers first what nobody wants. */
  readonly isBehind: boolean;
  /** Passes over that; false when git died of it. To be called once something was asked. */
  catchUp(): Promise<boolean>;
  /** Waits for the answer to the next id that was asked for; false when git died instead. */
  answer(id: string, visit: (object: GitObject | NoObject) => void): Promise<boolean>;
  kill(): void;
}

/** How git answers: `ID TYPE SIZE`. */
const OBJECT = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) (blob|tree|commit|tag) (\d{1,15})$/;
const NO_OBJECT = / ([a-z]+)$/;
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

function startSession(options: ObjectReaderOptions): Session {
  let unanswered = 0;
  let isEnded = false;
  // in bulk git may keep its answers back until the end of its input
  const idle = (): boolean => unanswered === 0 || (options.bulk === true && !isEnded);
  const git = startGit([...READ_OBJECTS, ...(options.bulk === true ? ["--buffer"] : [])], { ...options, idle });
  const input = createObjectInput(git.stdout);
  // what was asked before the program was loaded is answered first, whether it is wanted or not
  const early = git.asked.map((name) => ({ name, isWanted: false }));
  let wanted = 0;
  let isFirst = true;
  return {
    kill: git.kill,
    ask: (items) => {
      unanswered += items.length;
      let from = 0;
      for (; from < items.length && early[wanted]?.name === items[from]!.id; from++) early[wanted++]!.isWanted = true;
      const ids = items.slice(from).map(({ id }) => id);
      if (ids.length === 0) return;
      wanted = early.length;
      git.stdin.write(`${ids.join("\n")}\n`);
    },
    end: () => {
      isEnded = true;
      git.stdin.end();
    },
    get isBehind() {
      return early[0]?.isWanted === false;
    },
    async catchUp() {
      for (; early[0]?.isWanted === false; early.shift(), wanted--) {
        const header = await input.line();
        if (header === undefined) return false;
        const size = OBJECT.exec(header)?.[3];
        if (size !== undefined && (await (await input.body(Number(size)))?.finish()) !== true) return false;
      }
      return true;
    },
    async answer(id, visit) {
      if (early.shift() !== undefined) wanted--;
      const header = await input.line();
      if (header === undefined) {
        await refuseStart(git, isFirst, options);
        return false;
      }
      isFirst = false;
      unanswered--;
      const [, oid, type, length] = OBJECT.exec(header) ?? [];
      if (oid === undefined) {
        // `NAME missing`, `NAME ambiguous`; a name may hold spaces.
        const word = NO_OBJECT.exec(header)?.[1];
        const name = header.slice(0, -1 - (word?.length ?? 0));
        if (word === undefined || Buffer.from(id).toString("latin1") !== name) throw unreadableAnswer("cat-file");
        visit({ missing: `object ${name} is ${word}` });
        return true;
      }
      // what is not the answer to what was asked is no answer
      if (FULL_ID.test(id) && oid !== id) throw unreadableAnswer("cat-file");
      const size = Number(length);
      const body = await input.body(size);
      if (body === undefined) {
        await refuseStart(git, isFirst, options);
        return false;
      }
      visit({ id: oid, type: type as ObjectType, size, read: body.read, readAll: () => readAll(body.read, size) });
      return body.finish();
    },
  };
}

/** It is not about an object, but about all of them. */
const REFUSED =
  /not a git repository|dubious ownership|unknown option|usage:|unknown repository|bad config|index file|bad signature|git repo version/i;

/** A process that ends before its first answer was refused the repository, or has met a broken object. */
async function refuseStart(git: GitProcess, first: boolean, options: GitOptions): Promise<void> {
  const status = await git.finished;
  const said = git.stderr();
  if (/^fatal: it said nothing/.test(said)) throw gitError(["cat-file"], status, said, options.cwd);
  // all is well, it says, and leaves what it was asked without an answer
  if (status === 0) throw unreadableAnswer("cat-file");
  if (first && REFUSED.test(said)) {
    throw gitError(["cat-file"], status, said, options.cwd);
  }
}

function readAll(read: Body["read"], size: number): Buffer {
  if (size > COLLECT_BYTES) throw new SecretScanError("git", "an object is larger than a message may be");
  const bytes = Buffer.allocUnsafe(size);
  return bytes.subarray(0, read(bytes, 0, size));
}
