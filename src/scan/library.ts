/**
 * The program as a library: `for await (const finding of scan({ cwd }))`, then `await scan.report`.
 *
 * Of a repository's settings it reads the exceptions, `.secrets-allowlist` and `.secrets-baseline.json`, but not `.secret-scan.yaml`: what
 * is scanned and how is the caller's to say, by options.
 */

import { statSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { compileAllowlist } from "../allow/compiled-allowlist.js";
import { SecretScanError } from "../model/error.js";
import type { Finding } from "../model/finding.js";
import type { Report } from "../model/report.js";
import { VERSION } from "../model/version.js";
import { loadBuiltInPack } from "../rules/built-in-pack.js";
import { createQueue } from "../sources/queue.js";
import { resolveTargets, rootOf } from "../sources/worktree/targets.js";
import { eachFinding, toFinding } from "./assemble.js";
import type { BatchResult } from "./batch.js";
import { fingerprintKey, loadAllowlist, loadBaseline } from "./exceptions.js";
import { checkOptions, type ScanOptions } from "./library-options.js";
import { scanWorktree } from "./scan-worktree.js";
import { DEFAULT_ARCHIVE_DEPTH, DEFAULT_DECODE_DEPTH } from "./setup.js";

/** A scan under way. Iterate it, once, for findings as they are made, in no order; `report` has them all, in order, at the end. */
export interface Scan extends AsyncIterable<Finding> {
  /**
   * Rejects with SecretScanError for an unknown option, a path that does not exist or a broken allowlist, with the signal's reason when
   * aborted. The error's `describe()` is a line for people.
   */
  readonly report: Promise<Report>;
}

/** Starts at once. Suppressed findings are in the report only. */
export function scan(options: ScanOptions = {}): Scan {
  const queue = createQueue<Finding>();
  const report = run(options, queue.push);
  report.then(queue.close, queue.fail);
  return { report, [Symbol.asyncIterator]: () => queue[Symbol.asyncIterator]() };
}

async function run(options: ScanOptions, push: (finding: Finding) => void): Promise<Report> {
  checkOptions(options);
  const { builtInTextOf, loadBuiltInText } = await import("../rules/built-in-text.js");
  const now = new Date();
  const cwd = resolve(options.cwd ?? ".");
  const paths = options.paths ?? [];
  const pack = loadBuiltInPack();
  const book = { version: VERSION, digest: pack.digest, cores: pack.rules, texts: loadBuiltInText, text: builtInTextOf };
  if (statSync(cwd, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new SecretScanError("usage", "no such folder", { file: cwd }, 'It is the option "cwd" of scan()');
  const [target] = await resolveTargets(paths, cwd);
  const knownRuleIds = new Set(pack.rules.map(({ id }) => id));
  const { root } = rootOf(target?.root ?? cwd);
  const baseline = await loadBaseline({ named: undefined, cwd, root });
  const allowlist = await loadAllowlist({ named: undefined, cwd, root, knownRuleIds, now });
  return scanWorktree({
    cwd,
    paths,
    exclude: [],
    includeIgnored: options.includeIgnored ?? false,
    threads: options.threads ?? availableParallelism(),
    setup: {
      userRules: [],
      only: [],
      excluded: [],
      minConfidence: options.minConfidence ?? "medium",
      fingerprintKey: fingerprintKey(allowlist),
      maxDecodeDepth: DEFAULT_DECODE_DEPTH,
      maxArchiveDepth: DEFAULT_ARCHIVE_DEPTH,
      exceptions: {
        allowlist: compileAllowlist(allowlist.entries),
        inline: true,
        foreignMarkers: false,
        today: now.toISOString().slice(0, 10),
      },
    },
    exceptions: { allowlist, baseline },
    allRules: true,
    book: () => Promise.resolve(book),
    repository: undefined,
    reproducible: false,
    workerUrl: new URL("../bin/worker.js", import.meta.url),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
    onBatch(result: BatchResult) {
      for (const { place, raw } of eachFinding(result.found))
        if (raw.suppression === undefined) push(toFinding(book, place, raw));
    },
    onWarning: options.onWarning ?? (() => {}),
  });
}
