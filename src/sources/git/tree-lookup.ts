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

/** @param name latin1 */
type Tree = (name: string) => Entry | undefined;

const TREE = "tree ";
const KIND = 0o170000;
const FOLDER = 0o040000;
const SUBMODULE = 0o160000;
const BLANK = 0x20;
const ZERO = 0x30;
const SLASH = 0x2f;
const NOTHING: TreeAnswer = { blob: undefined };
/** Bytes of trees that are kept: branches share most of theirs. */
const MOST_BYTES = 4 << 20;

export function createTreeLookup(packs: Packs, idBytes: number): TreeLookup {
  const roots = new Map<string, string | undefined>();
  const trees = new Map<string, Tree | undefined>();
  let bytesKept = 0;

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
    if (bytesKept > MOST_BYTES) {
      trees.clear();
      bytesKept = 0;
    }
    bytesKept += bytes?.length ?? 0;
    trees.set(id, tree);
    return tree;
  };

  return {
    find(commit, path) {
      const root = rootOf(commit);
      let tree = root === undefined ? undefined : treeOf(root);
      for (let from = 0; tree !== undefined; ) {
        const end = path.indexOf("/", from);
        const entry = tree(end < 0 ? path.slice(from) : path.slice(from, end));
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

/**
 * Undefined for one that is cut off, or not in git's order: git then does not find all that is in it.
 *
 * Nothing is made of an entry that is not asked for: trees have thousands, and few are.
 *
 * @param given valid during the call
 */
function parseTree(given: Buffer, idBytes: number): Tree | undefined {
  const bytes = Buffer.from(given);
  const { length } = bytes;
  // of each entry its kind, and where its name begins and ends; the id stands behind
  const kinds: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let lastStart = 0;
  let lastEnd = 0;
  for (let at = 0; at < length; ) {
    let mode = 0;
    let start = at;
    for (; bytes[start] !== BLANK; start++) {
      const digit = bytes[start]! - ZERO;
      if (!(digit >= 0 && digit < 8)) return undefined;
      mode = (mode << 3) | digit;
    }
    start++;
    // as long as it is the one before; there is no call for an entry, of which there are tens of thousands
    let end = start;
    for (let k = lastStart; k < lastEnd && end < length && bytes[k] === bytes[end]; k++) end++;
    const isFolder = (mode & KIND) === FOLDER;
    if (lastEnd > 0) {
      const other = lastStart + end - start;
      const before = other < lastEnd ? bytes[other]! : kinds[kinds.length - 1] === FOLDER ? SLASH : 0;
      const here = bytes[end] !== 0 ? bytes[end]! : isFolder ? SLASH : 0;
      // in the order of git, to whom a folder's name ends with `/`
      if (before >= here) return undefined;
    }
    while (end < length && bytes[end] !== 0) end++;
    if (end + 1 + idBytes > length) return undefined;
    kinds.push(mode & KIND);
    starts.push(start);
    ends.push(end);
    lastStart = start;
    lastEnd = end;
    at = end + 1 + idBytes;
  }
  const entryOf = (name: string): Entry | undefined => {
    const wanted = Buffer.from(name, "latin1");
    for (let index = 0; index < starts.length; index++) {
      const [start, end] = [starts[index]!, ends[index]!];
      if (end - start !== wanted.length || wanted.compare(bytes, start, end) !== 0) continue;
      return { kind: kinds[index]!, id: bytes.toString("hex", end + 1, end + 1 + idBytes) };
    }
    return undefined;
  };
  // the same few names are asked for again and again
  const known = new Map<string, Entry | undefined>();
  return (name) => {
    if (!known.has(name)) known.set(name, entryOf(name));
    return known.get(name);
  };
}
