/**
 * One process of `cat-file --batch`: what is asked of it, and its answers in the same order.
 *
 * Owns the form of questions and answers. Who starts another one where this one died is `objects.ts`; cutting the answers out of the
 * stream is `object-input.ts`.
 */

import { SecretScanError } from "../../model/error.js";
import { READ_OBJECTS } from "./early-commands.js";
import { gitError, unreadableAnswer } from "./git-error.js";
import type { GitObject, NoObject, ObjectType } from "./git-object.js";
import { type Body, COLLECT_BYTES, createObjectInput } from "./object-input.js";
import { type GitOptions, type GitProcess, startGit } from "./run.js";

export interface SessionOptions extends GitOptions {
  /** True for many objects in one call: git then writes in large blocks, and answers the last ones only at the end of the input. */
  readonly bulk?: boolean;
}

export interface Session {
  ask(items: readonly { readonly id: string }[]): void;
  end(): void;
  /** True where git answers first what nobody wants. */
  readonly isBehind: boolean;
  /** Passes over that; false when git died of it. To be called once something was asked. */
  catchUp(): Promise<boolean>;
  /** Waits for the answer to the next id that was asked for; false when git died instead. */
  answer(id: string, visit: (object: GitObject | NoObject) => void): Promise<boolean>;
  /** True where git died of an object that it has promised to fetch when it is asked for, and may not fetch. */
  diedOfPromise(): boolean;
  kill(): void;
}

/** How git answers: `ID TYPE SIZE`. */
const OBJECT = /^([0-9a-f]{40}(?:[0-9a-f]{24})?) (blob|tree|commit|tag) (\d{1,15})$/;
const NO_OBJECT = / ([a-z]+)$/;
const FULL_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/** Starts git. What it has been asked before the program was loaded is answered first. */
export function startSession(options: SessionOptions): Session {
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
    diedOfPromise: () => /from promisor remote/.test(git.stderr()),
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
