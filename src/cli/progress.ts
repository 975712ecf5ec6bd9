/**
 * The progress line on standard error: files, bytes, rate and findings so far, for a person who waits at a terminal.
 *
 * Owns the line only. Whether it is wanted (`--no-progress`, CI) is decided by who makes it; a stream that is no terminal
 * gets nothing in any case.
 */

import { columns, startWithin } from "../report/text/width.js";
import { bytesText, grouped, plural } from "../report/text/words.js";

/** A scan shorter than this shows nothing; after it the line is drawn at most every `INTERVAL` milliseconds. */
const DELAY = 500;
const INTERVAL = 100;

const HIDE_CURSOR = "\u001b[?25l";
const SHOW_CURSOR = "\u001b[?25h";
const CLEAR_LINE = "\r\u001b[2K";

export interface ProgressStream {
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

export interface Progress {
  /**
   * To be called as often as there is news; cheap. All three are totals so far.
   *
   * @param expected how many files there will be, where that is known: then the time left is estimated
   */
  update(files: number, bytes: number, findings: number, expected?: number): void;
  /** Takes the line away and gives the cursor back; to be called on every way out, an interrupt included. May be called twice. */
  done(): void;
}

/** @param clock milliseconds, monotonic: `performance.now` */
export function createProgress(stream: ProgressStream, clock: () => number): Progress {
  if (!stream.isTTY) return { update: () => {}, done: () => {} };
  const started = clock();
  let drawn: number | undefined;
  return {
    update(files, bytes, findings, expected) {
      const now = clock();
      if (now - started < DELAY || (drawn !== undefined && now - drawn < INTERVAL)) return;
      const rate = bytes / ((now - started) / 1000);
      const read = expected === undefined ? plural(files, "file") : `${grouped(files)} of ${plural(expected, "file")}`;
      const left = expected === undefined || files === 0 ? "" : `, ${leftText(((now - started) / files) * (expected - files))}`;
      const text = `${read}, ${bytesText(bytes)}, ${bytesText(Math.round(rate))}/s, ${plural(findings, "finding")}${left}`;
      const room = (stream.columns ?? 80) - 1;
      stream.write(
        `${drawn === undefined ? HIDE_CURSOR : ""}${CLEAR_LINE}${columns(text) > room ? startWithin(text, room) : text}`,
      );
      drawn = now;
    },
    done() {
      if (drawn === undefined) return;
      stream.write(`${CLEAR_LINE}${SHOW_CURSOR}`);
      drawn = undefined;
    },
  };
}

/** In whole seconds or minutes: an estimate says no more. */
function leftText(milliseconds: number): string {
  const seconds = Math.max(1, Math.round(milliseconds / 1000));
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.round(seconds / 60)} min left`;
}
