/**
 * Scans what refs name beside commits: notes, and blobs and trees by themselves.
 */

import { append } from "../../model/append.js";
import { readCommitLog } from "../../sources/git/commit-log.js";
import type { ObjectReader } from "../../sources/git/objects.js";
import { isZeroOid } from "../../sources/git/raw-diff.js";
import { isNote, type Refs } from "../../sources/git/refs.js";
import { filesOfTree } from "../../sources/git/revisions.js";
import type { GitOptions } from "../../sources/git/run.js";
import type { Provenance } from "../raw-finding.js";
import { type GitScan, noteResult, placeOf, provenanceOf, withProvenance } from "./git-scan.js";
import type { ObjectScanner } from "./object-scanner.js";

export interface RefObjects {
  readonly place: GitOptions;
  readonly refs: Refs;
  /** Not a bulk one. */
  readonly reader: ObjectReader;
  readonly scanner: ObjectScanner;
}

/** Every version of every note; the path of a note's blob is the id of what it is about, cut into folders. */
export async function scanNotes({ place, refs, reader, scanner }: RefObjects, scan: GitScan): Promise<void> {
  const notes = new Map<string, { id: string; path: string; provenance: Provenance }>();
  const names = refs.all.map(({ name }) => name).filter(isNote);
  await readCommitLog(place, names, {
    commit() {},
    change({ oid, path }, commit) {
      const about = `note:${path.replaceAll("/", "")}`;
      const key = `${oid} ${about}`;
      if (!isZeroOid(oid) && !notes.has(key)) notes.set(key, { id: oid, path: about, provenance: provenanceOf(commit) });
    },
  });
  await reader.read([[...notes.values()]], (object, { path, provenance }) => {
    if ("missing" in object) return void scan.failures.push({ path, reason: object.missing });
    const result = scanner.scan(object, path);
    noteResult(scan, { path }, { ...result, bytes: 0 });
    if (result.findings.length > 0) scan.found.push({ path, findings: withProvenance(result.findings, provenance) });
  });
}

/** Blobs and trees that a ref names without a commit; a blob has the ref's name for a path, a tree's files their own. */
export async function scanNamedObjects({ place, refs, reader, scanner }: RefObjects, scan: GitScan): Promise<void> {
  const files = refs.to("blob").map(({ id, name }) => ({ id, path: name }));
  for (const { id } of refs.to("tree")) append(files, await filesOfTree(place, id));
  await reader.read([files], (object, { path }) => {
    const named = placeOf(path);
    if ("missing" in object) return void scan.failures.push({ ...named, reason: object.missing });
    const result = scanner.scan(object, named.path);
    noteResult(scan, named, result);
    scan.files++;
    scan.blobs++;
    if (result.findings.length > 0) scan.found.push({ ...named, findings: result.findings });
  });
}
