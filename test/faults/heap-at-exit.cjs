// Preloaded into the program by heap.test.ts: what its heap holds when it ends, and that of each thread before it is ended, goes to files in
// the folder SNAPSHOTS, collected before.
const { createWriteStream } = require("node:fs");
const { join } = require("node:path");
const { pipeline } = require("node:stream/promises");
const v8 = require("node:v8");
const threads = require("node:worker_threads");

// by this the test knows that the snapshot shows what the heap holds
globalThis.mark = ["a string of ", "the heap"].join("");

if (threads.isMainThread) {
  const folder = process.env.SNAPSHOTS;
  threads.Worker = class extends threads.Worker {
    async terminate() {
      // taking one collects garbage; a thread that is busy answers when it has done what it is at
      const snapshot = await this.getHeapSnapshot();
      await pipeline(snapshot, createWriteStream(join(folder, `thread-${this.threadId}.heapsnapshot`)));
      return super.terminate();
    }
  };
  process.on("exit", () => {
    global.gc();
    v8.writeHeapSnapshot(join(folder, "main.heapsnapshot"));
  });
}
