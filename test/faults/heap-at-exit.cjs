// Preloaded into the program by heap.test.ts: what its heap holds when it ends, collected before, goes to the file SNAPSHOT.
const v8 = require("node:v8");
const { isMainThread } = require("node:worker_threads");

// by this the test knows that the snapshot shows what the heap holds
globalThis.mark = ["a string of ", "the heap"].join("");

if (isMainThread)
  process.on("exit", () => {
    global.gc();
    v8.writeHeapSnapshot(process.env.SNAPSHOT);
  });
