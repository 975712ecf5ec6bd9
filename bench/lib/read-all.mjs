/**
 * The floor of a scan in Node: every file under a folder read by two workers, nothing looked at. Prints files and bytes.
 */

import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { isMainThread, parentPort, Worker } from "node:worker_threads";

const THREADS = 2;
const BATCH = 256;

if (isMainThread) {
  let files = 0;
  let bytes = 0;
  const workers = Array.from({ length: THREADS }, () => new Worker(new URL(import.meta.url)));
  let batch = [];
  let turn = 0;
  const send = () => {
    workers[turn++ % THREADS].postMessage(batch);
    batch = [];
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        if (entry.name !== ".git") walk(path);
      } else if (entry.isFile() && batch.push(path) === BATCH) send();
    }
  };
  walk(join(process.argv[2]));
  if (batch.length > 0) send();
  for (const worker of workers) {
    worker.on("message", (count) => {
      files += count.files;
      bytes += count.bytes;
    });
    worker.postMessage("end");
  }
  await Promise.all(workers.map((worker) => new Promise((resolve) => worker.once("exit", resolve))));
  process.stdout.write(`${files} ${bytes}\n`);
} else {
  const buffer = Buffer.allocUnsafe(1 << 20);
  const counts = { files: 0, bytes: 0 };
  parentPort.on("message", (paths) => {
    if (paths === "end") {
      parentPort.postMessage(counts);
      parentPort.close();
      return;
    }
    for (const path of paths) {
      const file = openSync(path, "r");
      counts.files++;
      for (let read = buffer.length; read === buffer.length; counts.bytes += read)
        read = readSync(file, buffer, 0, buffer.length, null);
      closeSync(file);
    }
  });
}
