/**
 * Reads git objects by id through one long-lived `cat-file --batch` (`object-session.ts`).
 *
 * Owns how far ahead is asked, and that another process takes over where one died of an object. An object that is missing or corrupt is an
 * answer, not an error.
 */

import { append } from "../../model/append.js";
import { absentObjects } from "./absent-objects.js";
import type { GitObject, NoObject } from "./git-object.js";
import { type Session, type SessionOptions, startSession } from "./object-session.js";

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

/** Objects that are asked for and not yet answered: enough to keep git busy, and more than what it holds back in its buffer. */
const AHEAD = 2048;

/** @param options `bulk`: the process is started when something is asked, and ends with each call */
export function createObjectReader(options: SessionOptions): ObjectReader {
  // in bulk most may come from the packs: git is started when it is needed
  let session: Session | undefined = options.bulk === true ? undefined : startSession(options);
  // known once git has died of the first of them: of each one it would die again
  let absent: ReadonlySet<string> | undefined;
  const present = <T extends { readonly id: string }>(items: readonly T[]): readonly T[] => {
    const known = absent;
    return known === undefined ? items : items.filter(({ id }) => !known.has(id));
  };
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
          session?.ask(present(block));
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
          if (absent?.has(item.id) === true) {
            visit({ missing: `object ${item.id} is missing: a partial clone has not fetched it` }, item);
            passOver();
            continue;
          }
          if (session?.isBehind === true && !(await session.catchUp())) {
            session.kill();
            session = undefined;
          }
          if (session === undefined) {
            session = startSession(options);
            session.ask(present(asked.slice(head)));
            if (exhausted && options.bulk === true) session.end();
          }
          const answered = await session.answer(item.id, (object) => visit(object, item));
          if (!answered) {
            const isPromised = session.diedOfPromise();
            session.kill();
            session = undefined;
            if (isPromised) {
              absent ??= await absentObjects(options);
              if (absent.has(item.id)) continue;
            }
            // git dies of an object that it finds broken; the ones behind it are asked of a new process.
            visit({ missing: `object ${item.id} cannot be read: it is corrupt`, isDamaged: true }, item);
          }
          passOver();
        }
      }

      function passOver(): void {
        head++;
        if (head === AHEAD) {
          asked.splice(0, head);
          head = 0;
        }
        wake();
      }
    },
    close() {
      session?.kill();
      session = undefined;
    },
  };
}
