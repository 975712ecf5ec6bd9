/**
 * An archive as large as one is opened: it completes within its documented memory, a limit that the system sets.
 */

import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { expect, test } from "vitest";
import { padded, tarHeader } from "../faults/archive-builder.js";
import { stress } from "../faults/process.js";
import { createRandom } from "../fuzz/random.js";
import { folder } from "../program/folder.js";
import { githubToken } from "../program/secrets.js";

/** Of memory that is written to, in KiB. */
const LIMIT_KIB = 1 << 20;
const ENTRY_BYTES = 60 << 20;

test("an archive of 255 MiB, from a file and on standard input, under 1 GiB", async () => {
  const cwd = folder();
  const output = createWriteStream(join(cwd, "big.tar"));
  const block = createRandom(1).bytes(1 << 20);
  for (let entry = 0; entry < 4; entry++) {
    output.write(tarHeader({ name: `r${entry}`, size: ENTRY_BYTES }));
    for (let k = 0; k < 60; k++) output.write(block);
  }
  const secret = Buffer.from(`token = ${githubToken(1)}\n`);
  output.end(Buffer.concat([tarHeader({ name: "leak.txt", size: secret.length }), padded(secret), Buffer.alloc(1024)]));
  await finished(output);
  const json = ["--format", "json", "--threads", "1"];
  const runs = [
    await stress(json, { cwd, limits: `ulimit -d ${LIMIT_KIB}` }),
    await stress(["stdin", "--path", "big.tar", ...json], { cwd, limits: `ulimit -d ${LIMIT_KIB}`, redirect: "<big.tar" }),
  ];
  for (const { code, stdout, stderr } of runs) {
    expect(code, stderr).toBe(1);
    const { failures, findings } = JSON.parse(stdout);
    expect(failures).toEqual([]);
    expect(findings.map(({ decodedFrom }: { decodedFrom: string[] }) => decodedFrom.join())).toContain("tar:leak.txt");
  }
});
