/** Rows of measurements as a Markdown table, with ratios to our own row. */

import { least, median, most } from "./statistics.mjs";

const HEAD = `| tool | wall: median (least–most) | CPU: median (least) | peak | findings | read | wall ÷ ours | CPU ÷ ours |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |`;

/** @param {object[]} rows of `measureScenario`; @param {number | undefined} bytes of the corpus */
export function scenarioTable(rows, bytes) {
  const own = rows.find(({ name, failure }) => name === "secret-scan" && failure === undefined);
  return `${HEAD}\n${rows.map((row) => tableRow(row, own, bytes)).join("\n")}`;
}

function tableRow({ name, floor, failure, walls, cpus, peak, read }, own, bytes) {
  const label = name === "secret-scan" ? `**${name}**` : floor ? `*${name}*` : name;
  if (failure !== undefined || walls.length === 0) return `| ${label} | not counted: ${failure ?? "no run"} | | | | | | |`;
  const ratio = (of) => (own === undefined ? "" : `${(least(of(walls, cpus)) / least(of(own.walls, own.cpus))).toFixed(2)}`);
  return [
    `| ${label}`,
    `${seconds(median(walls))} (${seconds(least(walls))}–${seconds(most(walls))})`,
    `${seconds(median(cpus))} (${seconds(least(cpus))})`,
    peak === undefined ? "" : `${peak.toFixed(0)} MiB`,
    read?.findings ?? "",
    share(read, bytes),
    ratio((wall) => wall),
    `${ratio((_, cpu) => cpu)} |`,
  ].join(" | ");
}

function share(read, bytes) {
  if (read?.bytes === undefined) return read?.files === undefined ? "" : `${read.files} files`;
  const part = bytes === undefined ? `${(read.bytes / 1e6).toFixed(1)} MB` : `${((100 * read.bytes) / bytes).toFixed(0)} %`;
  return read.files === undefined ? part : `${part}, ${read.files.toLocaleString("en")} files`;
}

export function seconds(value) {
  return value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`;
}
