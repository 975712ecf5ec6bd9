/**
 * Changes single members of a JSON text and leaves every other byte as it is: indentation, line ends, arrays on one line.
 *
 * The text must be valid JSON whose root is an object; who calls has parsed it.
 */

interface Member {
  readonly key: string;
  /** Of the key's first quote, and behind the value. */
  readonly start: number;
  readonly end: number;
  readonly valueStart: number;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;
const SPACE = /\s*/y;

/** The text with the member at the path set to the text of a value; objects on the way that are not there are made. Where one is no object, all stays. */
export function withMember(text: string, path: readonly string[], value: string): string {
  return inObject(text, text.indexOf("{"), path, value);
}

/** The text without the member at the path; as it is where there is none. */
export function withoutMember(text: string, path: readonly string[]): string {
  let members = membersOf(text, text.indexOf("{"));
  for (const key of path.slice(0, -1)) {
    const member = members.find((other) => other.key === key);
    if (member === undefined || text[member.valueStart] !== "{") return text;
    members = membersOf(text, member.valueStart);
  }
  const at = members.findIndex(({ key }) => key === path.at(-1));
  const [before, member, after] = [members[at - 1], members[at], members[at + 1]];
  if (member === undefined) return text;
  if (after !== undefined) return text.slice(0, member.start) + text.slice(after.start);
  if (before !== undefined) return text.slice(0, before.end) + text.slice(member.end);
  return text.slice(0, member.start).trimEnd() + text.slice(member.end).trimStart();
}

function inObject(text: string, open: number, [key = "", ...rest]: readonly string[], value: string): string {
  const members = membersOf(text, open);
  const member = members.find((other) => other.key === key);
  if (member !== undefined && rest.length > 0 && text[member.valueStart] !== "{") return text;
  if (member !== undefined && rest.length > 0) return inObject(text, member.valueStart, rest, value);
  if (member !== undefined) return text.slice(0, member.valueStart) + value + text.slice(member.end);
  const [first, last] = [members[0], members.at(-1)];
  const gap = first === undefined ? " " : text.slice(open + 1, first.start);
  const added = `${JSON.stringify(key)}: ${rest.length === 0 ? value : nested(rest, value, gap)}`;
  if (last === undefined) return `${text.slice(0, open + 1)}${gap}${added}${gap}${text.slice(skipSpace(text, open + 1))}`;
  return `${text.slice(0, last.end)},${gap}${added}${text.slice(last.end)}`;
}

/** @param gap what stands before a member of the object around: a line end and its indentation, or less */
function nested([key = "", ...rest]: readonly string[], value: string, gap: string): string {
  const indent = /\n([ \t]+)$/.exec(gap)?.[1];
  const inner = indent === undefined ? " " : gap + indent;
  const member = `${JSON.stringify(key)}: ${rest.length === 0 ? value : nested(rest, value, inner)}`;
  return `{${inner}${member}${indent === undefined ? " " : gap}}`;
}

function membersOf(text: string, open: number): Member[] {
  const members: Member[] = [];
  let at = skipSpace(text, open + 1);
  while (text[at] === '"') {
    const start = at;
    at = match(STRING, text, at);
    const key = JSON.parse(text.slice(start, at)) as string;
    const valueStart = skipSpace(text, skipSpace(text, at) + 1);
    const end = endOfValue(text, valueStart);
    members.push({ key, start, valueStart, end });
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return members;
}

function endOfValue(text: string, start: number): number {
  if (text[start] === '"') return match(STRING, text, start);
  if (text[start] !== "{" && text[start] !== "[") return match(SCALAR, text, start);
  let depth = 0;
  for (let at = start; at < text.length; ) {
    if (text[at] === '"') {
      at = match(STRING, text, at);
      continue;
    }
    if (text[at] === "{" || text[at] === "[") depth++;
    if ((text[at] === "}" || text[at] === "]") && --depth === 0) return at + 1;
    at++;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  return match(SPACE, text, at);
}

/** Behind what the expression matches here. */
function match(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : text.length;
}
