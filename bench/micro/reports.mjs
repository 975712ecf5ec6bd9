/**
 * Report writers: findings and MB a second of one core, and how time grows with findings (slope 1 is linear).
 *
 *   node bench/micro/reports.mjs
 */

import { leastCpu, loadSource } from "../lib/load-source.mjs";
import { logLogSlope } from "../lib/statistics.mjs";
import { madeReport } from "./made-report.mjs";

const COUNTS = [6_250, 12_500, 25_000, 50_000];
const ROUNDS = 3;
const OPTIONS = { color: false, width: 80, includeSuppressed: false, verbose: false, epochSeconds: 0 };

const { REPORT_WRITERS } = await loadSource("src/report/registry.ts");
const reports = COUNTS.map(madeReport);

process.stdout.write("| format | findings a second | MB/s | bytes a finding | slope |\n| --- | ---: | ---: | ---: | ---: |\n");
for (const [name, write] of Object.entries(REPORT_WRITERS)) {
  let bytes = 0;
  const times = reports.map((report) =>
    leastCpu(ROUNDS, () => {
      bytes = Buffer.byteLength(write(report, OPTIONS));
    }),
  );
  const [count, last] = [COUNTS.at(-1), times.at(-1)];
  const slope = logLogSlope(COUNTS.map((each, i) => [each, times[i]]));
  process.stdout.write(
    `| ${name} | ${Math.round(count / last).toLocaleString("en")} | ${(bytes / 1e6 / last).toFixed(0)} | ${(bytes / count).toFixed(0)} | ${slope.toFixed(2)} |\n`,
  );
}
