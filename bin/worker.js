// What a worker thread starts with.
"use strict";

const { load } = require("./compile-cache.js");

load("worker").startWorker();
