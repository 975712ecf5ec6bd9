/**
 * YAML line by line: the key of each line, its value and the keys above it.
 *
 * Not a parser. It is fast, keeps positions, survives templates (Helm, ERB) that no parser takes, and knows block scalars
 * well enough not to take a script's lines for keys.
 */

export interface YamlLine {
  readonly indent: number;
  /** Absent in a list's plain item and inside a block scalar. */
  readonly key: string | undefined;
  /** After the key, or the item's text; without a comment and the quotes around it. */
  readonly value: string;
  /** Index of the key, or of the item's text. */
  readonly at: number;
  /** Index of the value's first character, without its quote. */
  readonly valueAt: number;
  readonly isItem: boolean;
  readonly isBlock: boolean;
  /** Keys above, outermost first. */
  readonly parents: readonly string[];
}

const LINE =
  /^(?<blank>[ \t]*)(?<dashes>(?:-[ \t]+)*)(?:(?<quote>["']?)(?<key>[^\s"'{[#&*!|>%@`][^"'\n]*?|\$\{[^}]*\})\k<quote>[ \t]*:(?=[ \t]|$)[ \t]*)?(?<value>.*)$/;

/** Line by line, so that templates and broken files are read as well. */
export function* yamlLines(text: string): Generator<YamlLine> {
  const stack: { key: string; indent: number }[] = [];
  let blockIndent = -1;
  let start = 0;
  for (const raw of text.split("\n")) {
    const line = raw.endsWith("\r") ? raw.slice(0, -1) : raw;
    const at = start;
    start += raw.length + 1;
    const indent = line.length - line.trimStart().length;
    if (line.trim() === "") continue;
    if (blockIndent >= 0) {
      if (indent > blockIndent) {
        yield {
          indent,
          key: undefined,
          value: line.trim(),
          at: at + indent,
          valueAt: at + indent,
          isItem: false,
          isBlock: true,
          parents: stack.map(({ key }) => key),
        };
        continue;
      }
      blockIndent = -1;
    }
    if (line[indent] === "#" || line.startsWith("---")) {
      if (line.startsWith("---")) stack.length = 0;
      continue;
    }
    const groups = LINE.exec(line)?.groups;
    if (!groups) continue;
    const dashes = groups["dashes"] ?? "";
    const own = indent + dashes.length;
    while (stack.length > 0 && (stack.at(-1)?.indent ?? 0) >= (dashes === "" ? own : indent + 1)) stack.pop();
    const written = groups["value"] ?? "";
    const valueAt = at + line.length - written.length + (QUOTED.test(written) ? 1 : 0);
    const key = groups["key"];
    const keyAt = at + own + (groups["quote"] ?? "").length;
    yield {
      indent: own,
      key,
      value: plainValue(written),
      at: key === undefined ? valueAt : keyAt,
      valueAt,
      isItem: dashes !== "",
      isBlock: false,
      parents: stack.map((entry) => entry.key),
    };
    if (key !== undefined) stack.push({ key, indent: own });
    if (/^(?:![\w-]+[ \t]+)?[|>][+-]?\d*[ \t]*(?:#.*)?$/.test(written)) blockIndent = key === undefined ? indent : own;
  }
}

const QUOTED = /^(["'])(.*?)\1[ \t]*(?:#.*)?$/;

function plainValue(written: string): string {
  const quoted = QUOTED.exec(written);
  if (quoted) return quoted[2] ?? "";
  return written.replace(/(?:^|[ \t])#.*$/, "").trim();
}
