/**
 * Ids of blobs by commit and path, from the packs: the same answers as git's for `COMMIT:PATH`, without a process.
 */

import type { Packs } from "./packs.js";

/** What is not in the packs, and a tree that git would not have written, is left to git. */
export type TreeAnswer = { readonly blob: string | undefined } | "ask git";

export interface TreeLookup {
  /** @param path latin1, relative to the root */
  find(commit: string, path: string): TreeAnswer;
}

interface Entry {
  readonly kind: number;
  readonly id: string;
}

/** Names in latin1. */
type Tree = ReadonlyMap<string, Entry>;

const TREE = "tree ";
const KIND = 0o170000;
const FOLDER = 0o040000;
const SUBMODULE = 0o160000;
const BLANK = 0x20;
const NOTHING: TreeAnswer = { blob: undefined };
/** Entries of trees that are kept: branches share most of theirs. */
const MOST_ENTRIES = 1 << 14;

export function createTreeLookup(packs: Packs, idBytes: number): TreeLookup {
  const roots = new Map<string, string | undefined>();
  const trees = new Map<string, Tree | undefined>();
  let entries = 0;

  const rootOf = (commit: string): string | undefined => {
    if (!roots.has(commit)) {
      const head = packs.read(commit, "commit")?.toString("latin1", 0, TREE.length + idBytes * 2);
      roots.set(commit, head?.startsWith(TREE) ? head.slice(TREE.length) : undefined);
    }
    return roots.get(commit);
  };
  const treeOf = (id: string): Tree | undefined => {
    if (trees.has(id)) return trees.get(id);
    const bytes = packs.read(id, "tree");
    const tree = bytes === undefined ? undefined : parseTree(bytes, idBytes);
    if (entries > MOST_ENTRIES) {
      trees.clear();
      entries = 0;
    }
    entries += tree?.size ?? 0;
    trees.set(id, tree);
    return tree;
  };

  return {
    find(commit, path) {
      const root = rootOf(commit);
      let tree = root === undefined ? undefined : treeOf(root);
      for (let from = 0; tree !== undefined; ) {
        const end = path.indexOf("/", from);
        const entry = tree.get(end < 0 ? path.slice(from) : path.slice(from, end));
        if (entry === undefined) return NOTHING;
        if (end < 0) return entry.kind === FOLDER || entry.kind === SUBMODULE ? NOTHING : { blob: entry.id };
        if (entry.kind !== FOLDER) return NOTHING;
        tree = treeOf(entry.id);
        from = end + 1;
      }
      return "ask git";
    },
  };
}

/** Undefined for one that is cut off, or not in git's order: git then does not find all that is in it. */
function parseTree(bytes: Buffer, idBytes: number): Tree | undefined {
  const tree = new Map<string, Entry>();
  let last = "";
  for (let at = 0; at < bytes.length; ) {
    const start = bytes.indexOf(BLANK, at);
    const end = bytes.indexOf(0, start);
    const next = end + 1 + idBytes;
    if (start < 0 || end < 0 || next > bytes.length) return undefined;
    const kind = Number.parseInt(bytes.toString("latin1", at, start), 8) & KIND;
    const name = bytes.toString("latin1", start + 1, end);
    const ordered = kind === FOLDER ? `${name}/` : name;
    if (ordered <= last) return undefined;
    last = ordered;
    if (!tree.has(name)) tree.set(name, { kind, id: bytes.toString("hex", end + 1, next) });
    at = next;
  }
  return tree;
}
