/**
 * Few and large: a table of ids, a log, a dump, base64; and one minified line of 200 MB.
 */

import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { ALPHANUMERIC, BASE64, createRandom, HEX, secretLine } from "./random.mjs";
import { sourceFiles } from "./source-text.mjs";

const MB = 1_000_000;

/** Five files of 40 MB. */
export function makeLargeFiles(folder) {
  const random = createRandom(7);
  const id = () =>
    `${random.text(8, HEX)}-${random.text(4, HEX)}-4${random.text(3, HEX)}-9${random.text(3, HEX)}-${random.text(12, HEX)}`;
  fill(
    join(folder, "ids.csv"),
    40 * MB,
    random,
    () => `${random.next(1e9)},${id()},${random.text(20, ALPHANUMERIC)},active,2024-01-${10 + random.next(20)}`,
  );
  fill(
    join(folder, "server.log"),
    40 * MB,
    random,
    (i) =>
      `2024-02-03T04:05:06.${i % 1000}Z INFO request=${id()} method=GET path=/v1/items/${random.next(1e6)} status=200 duration=${random.next(900)}ms`,
  );
  fill(
    join(folder, "dump.sql"),
    40 * MB,
    random,
    (i) => `INSERT INTO users VALUES (${i}, 'user${i}@example.org', '${random.text(40, HEX)}', '${id()}');`,
  );
  fill(
    join(folder, "data.json"),
    40 * MB,
    random,
    (i) => `{"id":"${random.text(24, HEX)}","index":${i},"name":"item ${i}","tags":["a","b"],"token":null},`,
  );
  fill(join(folder, "blob.b64"), 40 * MB, random, () => random.text(76, BASE64));
}

/** One line of real code, without line ends. */
export function makeMinifiedLine(folder) {
  const random = createRandom(8);
  const scripts = sourceFiles().filter(({ name }) => name.endsWith(".js"));
  const minified = scripts.map(({ lines }) =>
    lines
      .map((line) => line.trim())
      .filter((line) => !line.startsWith("//"))
      .join(""),
  );
  fill(join(folder, "bundle.min.js"), 200 * MB, random, () => random.pick(minified), "");
}

/** Lines until the size is reached, a secret after each quarter of it. */
function fill(path, size, random, line, end = "\n") {
  const file = openSync(path, "w");
  let written = 0;
  let block = "";
  let quarter = 1;
  for (let i = 0; written < size; i++) {
    block += `${line(i)}${end}`;
    if (written > (quarter * size) / 4) {
      block += `${secretLine(random)}${end}`;
      quarter++;
    }
    if (block.length > MB) {
      written += writeSync(file, block);
      block = "";
    }
  }
  closeSync(file);
}
