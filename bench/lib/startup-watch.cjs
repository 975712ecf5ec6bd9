/**
 * Loaded before the program (`node --require`): notes when its steps begin and end, and writes them to the file that STARTUP_OUT names.
 * Times in milliseconds since the process began.
 */
"use strict";

const childProcess = require("node:child_process");
const { writeFileSync } = require("node:fs");
const vm = require("node:vm");

const events = [];
const now = () => performance.now();
const note = (name, from, to = now()) => events.push({ name, from, to });

note("Node itself", 0);

const { Script } = vm;
vm.Script = class extends Script {
  constructor(...args) {
    const from = now();
    super(...args);
    note("bundle: compiled from the code cache", from);
  }
  runInThisContext(...args) {
    const from = now();
    const wrapped = super.runInThisContext(...args);
    return (...inner) => {
      const result = wrapped(...inner);
      note("bundle: run", from);
      return result;
    };
  }
};

/** `git diff-index` of `git --no-pager -c … diff-index --cached …`. */
function commandOf(args) {
  for (let at = 0; at < args.length; at++) {
    if (args[at] === "-c") at++;
    else if (!args[at].startsWith("-")) return `git ${args[at]}`;
  }
  return "git";
}

const { spawn, spawnSync } = childProcess;
childProcess.spawn = (program, args, options) => {
  const from = now();
  const child = spawn(program, args, options);
  const name = commandOf(args);
  note(`${name}: started by Node`, from);
  const began = now();
  child.stdout?.prependOnceListener("readable", () => note(`${name}: until it answers`, began));
  child.once("exit", () => note(`${name}: until it ends`, began));
  return child;
};
childProcess.spawnSync = (program, args, options) => {
  const from = now();
  const result = spawnSync(program, args, options);
  note(`${commandOf(args)}: waited for`, from);
  return result;
};

for (const name of ["Module", "Instance"]) {
  const Original = WebAssembly[name];
  WebAssembly[name] = class extends Original {
    constructor(...args) {
      const from = now();
      super(...args);
      note(`WebAssembly.${name}`, from);
    }
  };
}

process.once("exit", () => {
  note("end of the program", now());
  writeFileSync(process.env.STARTUP_OUT, JSON.stringify(events));
});
