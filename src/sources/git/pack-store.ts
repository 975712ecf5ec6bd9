/**
 * The packs of a repository, opened when an object is first asked for, for all that a thread reads.
 */

import { join } from "node:path";
import { openPacks, type Packs, type PackUse } from "./packs.js";
import type { GitOptions } from "./run.js";

export interface PackStore {
  /** Undefined where objects may lie elsewhere: git knows where. @param idDigits of an object's id */
  open(idDigits: number): Packs | undefined;
  close(): void;
}

/** A server's quarantine has its own place for objects. */
const OWN_OBJECTS = ["GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH"];

/** @param gitFolder the repository's common git folder; undefined where it is not known */
export function createPackStore(gitFolder: string | undefined, { inheritPlace = false }: GitOptions, use: PackUse): PackStore {
  let packs: Packs | undefined;
  const isElsewhere = inheritPlace && OWN_OBJECTS.some((name) => process.env[name] !== undefined);
  return {
    open(idDigits) {
      if (gitFolder === undefined || isElsewhere) return undefined;
      packs ??= openPacks(join(gitFolder, "objects", "pack"), idDigits >> 1, use);
      return packs;
    },
    close() {
      packs?.close();
      packs = undefined;
    },
  };
}
