import { describe, expect, it } from "vitest";
import { createProgress } from "../../src/cli/progress.js";

function terminal(isTTY = true, columns = 80) {
  const written: string[] = [];
  return { written, stream: { isTTY, columns, write: (text: string) => written.push(text) } };
}

describe("the progress line", () => {
  it("appears after half a second, at most ten times a second, and vanishes", () => {
    let now = 1000;
    const { written, stream } = terminal();
    const progress = createProgress(stream, () => now);
    progress.update(1, 10, 0);
    expect(written).toEqual([]);
    now = 2000;
    progress.update(1200, 5_000_000, 3);
    now = 2050;
    progress.update(1201, 5_000_001, 3);
    expect(written).toEqual(["\u001b[?25l\r\u001b[2K1,200 files, 5.0 MB, 5.0 MB/s, 3 findings"]);
    progress.done();
    progress.done();
    expect(written.slice(1)).toEqual(["\r\u001b[2K\u001b[?25h"]);
  });

  it("writes nothing to a pipe, nor at the end of a short scan", () => {
    let now = 0;
    const pipe = terminal(false);
    const piped = createProgress(pipe.stream, () => now);
    const short = terminal();
    createProgress(short.stream, () => now).done();
    now = 9000;
    piped.update(1, 1, 1);
    piped.done();
    expect([...pipe.written, ...short.written]).toEqual([]);
  });

  it("stays on one line of a narrow terminal", () => {
    let now = 0;
    const { written, stream } = terminal(true, 20);
    const progress = createProgress(stream, () => now);
    now = 600;
    progress.update(1_000_000, 1, 1);
    expect(written[0]?.split("\u001b[2K")[1]).toBe("1,000,000 files, 1 ");
  });
});
