/**
 * Records of a child's output: none is lost, whenever the child ends and however long each block is worked on.
 */

import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { readNulRecords } from "../../src/sources/git/nul-records.js";

const RECORDS = 20_000;

for (const pause of [0, 5, 60]) {
  test(`a child that is gone long before its output is read, ${pause} ms a block`, async () => {
    const script = `process.stdout.write(Array.from({ length: ${RECORDS} }, (_, i) => "record " + i + "\\0").join(""))`;
    const child = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "ignore"] });
    let count = 0;
    let last = "";
    const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, pause));
    await readNulRecords(
      child.stdout,
      (bytes, start, end) => {
        count++;
        last = bytes.toString("latin1", start, end);
      },
      wait,
    );
    expect([count, last]).toEqual([RECORDS, `record ${RECORDS - 1}`]);
  });
}
