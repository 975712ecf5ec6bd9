/**
 * Indented JSON in pieces, a list's items some at a time: a report of any length needs no memory of its own and never outgrows the
 * longest string that V8 makes (512 MiB).
 */

import { visibleJson } from "./visible.js";

const INDENT = "  ";
/** Items of a list that are written at once: one call each would take most of the time over 50,000 short ones. */
const BATCH = 64;

/** Items that are made while they are written, anew each time. */
export interface LazyList {
  readonly items: Iterable<unknown>;
}

/** A list whose items are made of these when they are written. */
export function lazyList<Item>(items: Iterable<Item>, make: (item: Item) => unknown): LazyList {
  return {
    items: {
      *[Symbol.iterator]() {
        for (const item of items) yield make(item);
      },
    },
  };
}

/** What `jsonText` makes of the same fields, with lists in place of the lazy ones. Fields that are `undefined` are left out. */
export function* jsonPieces(fields: Readonly<Record<string, unknown>>): Generator<string> {
  let before = "{\n";
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    yield `${before}${INDENT}${JSON.stringify(name)}: `;
    if (isLazy(value)) yield* listPieces(value, INDENT);
    else yield indented(value, INDENT);
    before = ",\n";
  }
  yield "\n}\n";
}

/** A list with a line end. */
export function* jsonListPieces(list: LazyList): Generator<string> {
  yield* listPieces(list, "");
  yield "\n";
}

function* listPieces({ items }: LazyList, outer: string): Generator<string> {
  let before = "[\n";
  let batch: unknown[] = [];
  const take = (): string => {
    // an array of them, without its brackets and the line ends at them
    const text = before + outer + indented(batch, outer).slice("[\n".length + outer.length, -`\n${outer}]`.length);
    batch = [];
    before = ",\n";
    return text;
  };
  for (const item of items) if (batch.push(item) === BATCH) yield take();
  if (batch.length > 0) yield take();
  yield before.startsWith(",") ? `\n${outer}]` : "[]";
}

/** Line ends stand between values only: inside strings JSON escapes them. */
function indented(value: unknown, indent: string): string {
  return visibleJson(JSON.stringify(value, null, 2)).replaceAll("\n", `\n${indent}`);
}

function isLazy(value: unknown): value is LazyList {
  return typeof value === "object" && value !== null && "items" in value;
}
