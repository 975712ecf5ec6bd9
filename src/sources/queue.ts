/**
 * Joins several producers to one `for await`: what is pushed is yielded in that order. No limit is kept: what goes through are
 * lists of paths, which are small.
 */

export interface AsyncQueue<T> extends AsyncIterable<T> {
  push(item: T): void;
  /** Ends the iteration after what was pushed before. */
  close(): void;
  /** Ends the iteration with an error, after what was pushed before. The first end counts. */
  fail(error: unknown): void;
}

/** Values in order from one that pushes to one that waits; nothing is lost between them. */
export function createQueue<T>(): AsyncQueue<T> {
  const items: (T | undefined)[] = [];
  let head = 0;
  let end: { error?: unknown } | undefined;
  let wake: (() => void) | undefined;
  const signal = (): void => {
    wake?.();
    wake = undefined;
  };
  return {
    push(item): void {
      items.push(item);
      signal();
    },
    close(): void {
      end ??= {};
      signal();
    },
    fail(error): void {
      end ??= { error };
      signal();
    },
    async *[Symbol.asyncIterator](): AsyncGenerator<T> {
      for (;;) {
        while (head < items.length) {
          const item = items[head] as T;
          // what has been taken is let go at once: an item may be a list of thousands
          items[head++] = undefined;
          if (head === 1024) {
            items.splice(0, head);
            head = 0;
          }
          yield item;
        }
        if (end !== undefined) {
          if ("error" in end) throw end.error;
          return;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
