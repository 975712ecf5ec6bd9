/** A V8 CPU profile as a Markdown table: self time and time with callees, by function. */

/** @param {object} profile of `--cpu-prof`; @returns {string} */
export function summedProfile(profile, rows, title) {
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const parents = new Map(profile.nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const own = new Map();
  const withCallees = new Map();
  let total = 0;
  for (const [index, id] of profile.samples.entries()) {
    const time = profile.timeDeltas[index];
    const name = nameOf(nodes.get(id));
    if (name === "(idle)") continue;
    total += time;
    own.set(name, (own.get(name) ?? 0) + time);
    // a function that calls itself counts once
    const chain = new Set();
    for (let at = id; at !== undefined; at = parents.get(at)) chain.add(nameOf(nodes.get(at)));
    for (const each of chain) withCallees.set(each, (withCallees.get(each) ?? 0) + time);
  }
  const line = (name) => `| ${ms(own.get(name))} | ${share(own.get(name), total)} | ${ms(withCallees.get(name))} | ${name} |`;
  const top = [...own.keys()].sort((a, b) => own.get(b) - own.get(a)).slice(0, rows);
  const callers = [...withCallees.keys()].filter((name) => !top.includes(name) && name !== "(root)");
  const widest = callers.sort((a, b) => withCallees.get(b) - withCallees.get(a)).slice(0, rows);
  return `**${title}**, ${ms(total)} busy\n\n| self | share | with callees | function |\n| ---: | ---: | ---: | --- |\n${[...top, ...widest].map(line).join("\n")}\n`;
}

function nameOf({ callFrame: { functionName, url, lineNumber } }) {
  const file = url.startsWith("node:") ? url.slice(5) : url.split("/").at(-1);
  return `${functionName === "" ? `(anonymous, line ${lineNumber + 1})` : functionName}${file === "" || file === "main.cjs" ? "" : ` (${file})`}`;
}

const ms = (micros = 0) => `${(micros / 1000).toFixed(1)} ms`;
const share = (micros = 0, total = 1) => `${((100 * micros) / total).toFixed(1)} %`;
