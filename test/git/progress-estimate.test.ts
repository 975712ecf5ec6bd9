import { expect, test } from "vitest";
import { createProgress } from "../../src/cli/progress.js";

test("with the number of files in sight the progress line says how long it will take", () => {
  let now = 0;
  const written: string[] = [];
  const progress = createProgress({ isTTY: true, columns: 120, write: (text) => written.push(text) }, () => now);
  now = 2000;
  progress.update(1000, 5e6, 0, 4000);
  now = 100_000;
  progress.update(2000, 5e6, 1, 20_000);
  progress.done();
  expect(written[0]).toContain("1,000 of 4,000 files");
  expect(written[0]).toContain("about 6 s left");
  expect(written[1]).toContain("about 15 min left");
});
