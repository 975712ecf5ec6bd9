/**
 * Lines of ours in a file of the user's, between two comments: they can be found again, and everything else stays as it is.
 */

const BEGIN = "# secret-scan: begin";
const END = "# secret-scan: end";

/** The lines between the comments; undefined: there is no block. */
export function blockIn(text: string): string[] | undefined {
  const lines = text.split(/\r?\n/);
  const begin = lines.findIndex((line) => line.trim() === BEGIN);
  const end = lines.findIndex((line, index) => index > begin && line.trim() === END);
  return begin < 0 || end < 0 ? undefined : lines.slice(begin + 1, end);
}

/** The text without the block and without the empty line that was put before it. */
export function withoutBlock(text: string): string {
  const lines = text.split("\n");
  const isEmpty = (line: string | undefined): boolean => line?.trim() === "";
  const begin = lines.findIndex((line) => line.trim() === BEGIN);
  const end = lines.findIndex((line, index) => index > begin && line.trim() === END);
  if (begin < 0 || end < 0) return text;
  const gap = begin > 0 && isEmpty(lines[begin - 1]) && (end + 1 >= lines.length - 1 || isEmpty(lines[end + 1])) ? 1 : 0;
  lines.splice(begin - gap, end - begin + 1 + gap);
  return lines.join("\n");
}

/** The text with the block at its end. */
export function withBlockAtEnd(text: string, block: readonly string[], indent = ""): string {
  const lineEnd = lineEndOf(text);
  const body = text === "" || text.endsWith("\n") ? text : text + lineEnd;
  return `${body}${body === "" ? "" : lineEnd}${render(block, indent).join(lineEnd)}${lineEnd}`;
}

/** The text with the block after its first `count` lines. */
export function withBlockAfter(text: string, count: number, block: readonly string[]): string {
  const lineEnd = lineEndOf(text);
  // each line keeps its own end
  const lines = text.split("\n");
  const ours = render(block, "").map((line) => `${line}${lineEnd}`.slice(0, -1));
  lines.splice(count, 0, ...ours);
  return lines.join("\n");
}

/** The block by itself, to be put between two lines of the text. */
export function markedBlock(block: readonly string[], indent: string, text: string): string {
  const lineEnd = lineEndOf(text);
  return render(block, indent)
    .map((line) => line + lineEnd)
    .join("");
}

function render(block: readonly string[], indent: string): string[] {
  return [BEGIN, ...block, END].map((line) => (line === "" ? "" : indent + line));
}

function lineEndOf(text: string): "\n" | "\r\n" {
  return /\r\n/.test(text) ? "\r\n" : "\n";
}
