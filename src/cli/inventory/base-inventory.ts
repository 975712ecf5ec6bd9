/**
 * The inventory of a revision, which that of the work tree is held against.
 */

import { emptyBaseline } from "../../allow/baseline.js";
import { ALLOWLIST_FILE, emptyAllowlist } from "../../allow/parse-allowlist.js";
import { decodeExceptionFile } from "../../allow/text-file.js";
import { buildInventory, type FileReference } from "../../inventory/build/build-inventory.js";
import { SecretScanError } from "../../model/error.js";
import type { PathReason } from "../../model/report.js";
import type { SecretEntry } from "../../model/secret.js";
import { sortFindings } from "../../scan/findings.js";
import { commonGitFolder } from "../../scan/git/git-scan.js";
import { createObjectScanner } from "../../scan/git/object-scanner.js";
import { exceptionsAt, filesAt } from "../../scan/git/revision-exceptions.js";
import { scanTree } from "../../scan/git/scan-tree.js";
import { createObjectReader, type ObjectReader } from "../../sources/git/objects.js";
import { filesOfTree } from "../../sources/git/tree.js";
import { createExclusion } from "../../sources/worktree/exclusion.js";
import {
  CONFIGURATION_FILE,
  type Configuration,
  countedPaths,
  EMPTY_CONFIGURATION,
  parseConfiguration,
} from "../configuration.js";
import type { Io } from "../io.js";
import type { RuleSet } from "../rule-set.js";
import { scannerSetup } from "../scanner-setup.js";
import type { Settings } from "../settings.js";
import { warn } from "../warn.js";
import { codeowners } from "./owners.js";
import { todayOf } from "./today.js";

export interface BaseInventory {
  readonly secrets: readonly SecretEntry[];
  /** Text of the allowlist then; undefined: there was none. */
  readonly allowlist: string | undefined;
  readonly failures: readonly PathReason[];
}

const CODEOWNERS = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/**
 * @param commit full id
 * @param now the work tree's configuration: a file that was named, or none, holds for both sides
 */
export async function inventoryAt(
  commit: string,
  root: string,
  settings: Settings,
  rules: RuleSet,
  now: Configuration,
  io: Io,
): Promise<BaseInventory> {
  const place = { cwd: root, signal: io.signal };
  const files = await filesOfTree(place, commit);
  const reader = createObjectReader(place);
  try {
    const today = io.now().toISOString().slice(0, 10);
    const broken = async (error: unknown): Promise<undefined> => {
      // it was mended since, or is complained of in the work tree: no reason to compare nothing
      if (!(error instanceof SecretScanError)) throw error;
      await warn(io, settings, `of the base: ${error.describe()}; left out`);
      return undefined;
    };
    const then =
      settings.configFile === undefined ? ((await configurationAt(reader, commit).catch(broken)) ?? EMPTY_CONFIGURATION) : now;
    const { secrets: overrides, file: configFile } = then;
    const counts = countedPaths(then);
    const exceptions = (await exceptionsAt(reader, commit, undefined, { knownRuleIds: rules.knownIds, today, place }).catch(
      broken,
    )) ?? { allowlist: emptyAllowlist(), baseline: emptyBaseline() };

    const paths = new Set(files.map(({ path }) => path));
    const folders = new Set(files.flatMap(({ path }) => (path.includes("/") ? [path.slice(0, path.indexOf("/"))] : [])));
    const places = CODEOWNERS.filter((path) => paths.has(path));
    const [allowlist, ...contents] = await filesAt(
      reader,
      [ALLOWLIST_FILE, ...places].map((path) => `${commit}:${path}`),
    );
    const texts = new Map(places.map((path, index) => [path, contents[index]?.toString("utf8") ?? ""]));

    const setup = { ...scannerSetup(settings, rules, exceptions.allowlist, io), references: overrides };
    const scanner = createObjectScanner(setup, commonGitFolder(place));
    const scan = await scanTree({ files, reader, scanner, excluded: createExclusion(settings.exclude), signal: io.signal });
    const { secrets } = buildInventory({
      references: scan.found.flatMap(({ references = [], path, pathEncoded }) =>
        counts(path)
          ? references.map((reference): FileReference => ({ ...reference, path, ...(pathEncoded ? { pathEncoded } : {}) }))
          : [],
      ),
      findings: sortFindings(await rules.book(), scan.found, exceptions, false).findings,
      overrides,
      configFile,
      owners: codeowners(
        (path) => paths.has(path) || folders.has(path),
        (path) => texts.get(path),
      ),
      today: todayOf(settings, io),
    });
    return { secrets, allowlist: allowlist?.toString("utf8"), failures: scan.failures };
  } finally {
    reader.close();
  }
}

async function configurationAt(reader: ObjectReader, commit: string): Promise<Configuration> {
  const [bytes] = await filesAt(reader, [`${commit}:${CONFIGURATION_FILE}`]);
  return bytes === undefined
    ? EMPTY_CONFIGURATION
    : parseConfiguration(decodeExceptionFile(bytes, CONFIGURATION_FILE), CONFIGURATION_FILE);
}
