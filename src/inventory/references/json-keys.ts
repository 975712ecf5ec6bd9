/**
 * Keys and scalar values of JSON, with comments and trailing commas, with their positions.
 */

export interface JsonEntry {
  /** Keys and array indexes from the root, the entry's own key last. */
  readonly path: readonly string[];
  /** Index of the key's first character, without its quote. */
  readonly at: number;
  /** Index of the value's first character, without its quote. */
  readonly valueAt: number;
  /** The value's text: of a string without quotes, of `{` and `[` just that. */
  readonly value: string;
}

const TOKEN =
  /"(?<string>(?:[^"\\\n]|\\.)*)"|(?<mark>[{}[\],:])|(?<scalar>[^\s"{}[\],:/]+)|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|$)/g;

/** Deeper nesting is no configuration; what follows is not looked at. */
const DEEPEST = 64;

/** Entries of objects in the order of the text; what is not JSON gives entries as far as it goes. */
export function* jsonEntries(text: string): Generator<JsonEntry> {
  const path: string[] = [];
  const kinds: string[] = [];
  let key: { name: string; at: number } | undefined;
  let pending: { name: string; at: number } | undefined;
  for (const match of text.matchAll(TOKEN)) {
    const { string, mark, scalar } = match.groups ?? {};
    if (mark === ":" && pending) {
      key = pending;
      pending = undefined;
    } else if (mark === "{" || mark === "[") {
      if (key) yield { path: [...path, key.name], at: key.at, valueAt: match.index, value: mark };
      if (path.length >= DEEPEST) return;
      path.push(key?.name ?? "");
      kinds.push(mark);
      key = undefined;
    } else if (mark === "}" || mark === "]") {
      path.pop();
      kinds.pop();
      key = undefined;
    } else if (string !== undefined && kinds.at(-1) === "{" && !key) {
      pending = { name: string, at: match.index + 1 };
    } else if (key && (string !== undefined || scalar !== undefined)) {
      yield {
        path: [...path, key.name],
        at: key.at,
        valueAt: match.index + (string === undefined ? 0 : 1),
        value: string ?? scalar ?? "",
      };
      key = undefined;
    }
  }
}
