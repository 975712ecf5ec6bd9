/**
 * The line that holds a finding, with carets under the masked secret, cut to the terminal's width around it.
 */

import type { CodeFrame } from "../model/finding.js";
import type { PrettyContext } from "./pretty-context.js";
import { visible } from "./text/visible.js";
import { columns, endWithin, startWithin } from "./text/width.js";

/** Two lines, or one when the frame marks nothing. */
export function writeFrame(frame: CodeFrame, line: number, { style, width }: PrettyContext): string[] {
  const number = String(line).padStart(5);
  const room = width - number.length - 5;
  const { before, secret, after } = fitted(frame, room);
  const gutter = style.dim(`  ${number} │ `);
  const lines = [`${gutter}${before}${style.red(secret)}${after}`.trimEnd()];
  if (secret !== "")
    lines.push(
      `${style.dim(`  ${" ".repeat(number.length)} │ `)}${" ".repeat(columns(before))}${style.red("^".repeat(columns(secret)))}`,
    );
  return lines;
}

interface Parts {
  readonly before: string;
  readonly secret: string;
  readonly after: string;
}

/** The three parts of the line in at most `room` columns: the secret first, then what leads to it, then the rest. */
function fitted({ text, start, length }: CodeFrame, room: number): Parts {
  const before = visible(text.slice(0, start)).replace(/^\s+/, "");
  const secret = visible(text.slice(start, start + length));
  const after = visible(text.slice(start + length));
  if (columns(before) + columns(secret) + columns(after) <= room) return { before, secret, after };
  const keptSecret = clipEnd(secret, Math.max(8, Math.floor(room / 2)));
  const left = room - columns(keptSecret);
  const keptBefore = clipStart(before, Math.max(left - columns(after), Math.floor(left * 0.7)));
  return { before: keptBefore, secret: keptSecret, after: clipEnd(after, left - columns(keptBefore)) };
}

function clipEnd(text: string, limit: number): string {
  if (columns(text) <= limit) return text;
  return limit < 1 ? "" : `${startWithin(text, limit - 1)}…`;
}

function clipStart(text: string, limit: number): string {
  if (columns(text) <= limit) return text;
  return limit < 1 ? "" : `…${endWithin(text, limit - 1)}`;
}
