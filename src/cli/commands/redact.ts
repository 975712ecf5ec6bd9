/**
 * `secret-scan redact`: standard input to standard output, with every secret masked.
 */

import { sniffEncoding } from "../../decode/text.js";
import { SecretScanError } from "../../model/error.js";
import { createRedactor } from "../../scan/redactor.js";
import { selectRules } from "../../scan/setup.js";
import { EXIT, type Io } from "../io.js";
import type { GivenOptions } from "../options.js";
import { loadRuleSet } from "../rule-set.js";
import { resolveSettings } from "../settings.js";

/** @throws SecretScanError `output` when the input breaks off: what was held back does not come out */
export async function redactCommand(path: string | undefined, given: GivenOptions, io: Io): Promise<number> {
  const settings = resolveSettings(given, io);
  const { userRules } = await loadRuleSet(settings, io);
  const rules = selectRules({ userRules, only: settings.only, excluded: settings.excludeRules });
  const redactor = createRedactor({
    rules,
    path: path ?? "",
    minConfidence: settings.minConfidence,
    maxDecodeDepth: settings.maxDecodeDepth,
  });
  let first = true;
  try {
    for await (const chunk of io.stdin) {
      io.signal.throwIfAborted();
      if (first) refuseWideText(chunk as Buffer);
      first = false;
      for (const bytes of redactor.push(chunk as Buffer)) await io.stdout.write(bytes);
    }
  } catch (error) {
    if (io.signal.aborted) throw io.signal.reason;
    const { code, syscall } = error as NodeJS.ErrnoException;
    if (syscall !== "read") throw error;
    throw new SecretScanError(
      "output",
      `the input broke off (${code}): its end was not written`,
      {},
      "Run it again on the whole input",
    );
  }
  for (const bytes of redactor.end()) await io.stdout.write(bytes);
  return EXIT.clean;
}

function refuseWideText(head: Buffer): void {
  const encoding = sniffEncoding(head);
  if (encoding.startsWith("utf-16") || encoding.startsWith("utf-32")) {
    throw new SecretScanError(
      "usage",
      `the input is in ${encoding.toUpperCase()}, which cannot be masked byte by byte`,
      {},
      "Convert it to UTF-8 first",
    );
  }
}
