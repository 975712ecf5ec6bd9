/**
 * The inventory of a revision, which that of the work tree is held against.
 */

import { decodeExceptionFile } from "../../allow/text-file.js";
import { buildInventory, type FileReference } from "../../inventory/build/build-inventory.js";
import type { SecretEntry } from "../../model/secret.js";
import { eachFinding, toFinding } from "../../scan/assemble.js";
import { commonGitFolder } from "../../scan/git/git-scan.js";
import { createObjectScanner } from "../../scan/git/object-scanner.js";
import { exceptionsAt, filesAt } from "../../scan/git/revision-exceptions.js";
import { scanTree } from "../../scan/git/scan-tree.js";
import { createObjectReader } from "../../sources/git/objects.js";
import { filesOfTree } from "../../sources/git/tree.js";
import { createExclusion } from "../../sources/worktree/exclusion.js";
import { CONFIGURATION_FILE, EMPTY_CONFIGURATION, parseConfiguration } from "../configuration.js";
import type { Io } from "../io.js";
import type { RuleSet } from "../rule-set.js";
import { scannerSetup } from "../scanner-setup.js";
import type { Settings } from "../settings.js";
import { codeowners } from "./owners.js";

/** @throws SecretScanError when git knows no such revision */
export async function inventoryAt(
  revision: string,
  root: string,
  settings: Settings,
  rules: RuleSet,
  io: Io,
): Promise<readonly SecretEntry[]> {
  const place = { cwd: root, signal: io.signal };
  const files = await filesOfTree(place, revision);
  const reader = createObjectReader(place);
  try {
    const today = io.now().toISOString().slice(0, 10);
    const { allowlist } = await exceptionsAt(reader, revision, undefined, { knownRuleIds: rules.knownIds, today });
    const [configuration] = await filesAt(reader, [`${revision}:${CONFIGURATION_FILE}`]);
    const { secrets } =
      configuration === undefined
        ? EMPTY_CONFIGURATION
        : await parseConfiguration(decodeExceptionFile(configuration, CONFIGURATION_FILE), CONFIGURATION_FILE);
    const paths = new Set(files.map(({ path }) => path));
    const texts = new Map<string, string>();
    const places = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"].filter((path) =>
      paths.has(path),
    );
    const contents = await filesAt(
      reader,
      places.map((path) => `${revision}:${path}`),
    );
    for (const [index, path] of places.entries()) texts.set(path, contents[index]?.toString("utf8") ?? "");

    const setup = { ...scannerSetup(settings, rules, allowlist, io), references: secrets };
    const scanner = createObjectScanner(setup, commonGitFolder(place));
    const scan = await scanTree({ files, reader, scanner, excluded: createExclusion(settings.exclude), signal: io.signal });
    const book = await rules.book();
    return buildInventory({
      references: scan.found.flatMap(({ references = [], path }) =>
        references.map((reference): FileReference => ({ ...reference, path })),
      ),
      findings: eachFinding(scan.found).flatMap(({ place: where, raw }) =>
        raw.suppression === undefined ? [toFinding(book, where, raw)] : [],
      ),
      overrides: secrets,
      configFile: CONFIGURATION_FILE,
      owners: codeowners(
        (path) => paths.has(path) || [...paths].some((known) => known.startsWith(`${path}/`)),
        (path) => texts.get(path),
      ),
      today,
    }).secrets;
  } finally {
    reader.close();
  }
}
