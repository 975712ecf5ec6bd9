/**
 * Scans the messages of annotated tags.
 */

import type { ObjectReader } from "../../sources/git/objects.js";
import { type GitScan, noteResult, withProvenance } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";
import { parseTag } from "./tag-object.js";

/** @param tags ids, also of commits that a plain tag names: those have no message of their own */
export async function scanTagObjects(
  tags: readonly { readonly id: string; readonly name: string }[],
  reader: ObjectReader,
  scanner: ObjectScanner,
  scan: GitScan,
): Promise<void> {
  await reader.read([tags], (object, { name, id }) => {
    const path = `tag:${name}`;
    if ("missing" in object) return void scan.failures.push({ path, reason: object.missing });
    if (object.type !== "tag") return;
    const { tagger, date, message } = parseTag(object.readAll());
    const result = scanner.scanText(message, path);
    noteResult(scan, { path }, { ...result, bytes: 0 });
    const provenance = {
      commit: id,
      ...(tagger === undefined ? {} : { author: tagger }),
      ...(date === undefined ? {} : { date }),
    };
    if (result.findings.length > 0) scan.found.push({ path, findings: withProvenance(result.findings, provenance) });
  });
}
