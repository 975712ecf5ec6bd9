/**
 * Unpacks objects of a pack together with those that rest on them: a base, then whatever is stored as what differs from it, then what
 * rests on that. So each object is unpacked once, however many versions of a file a history has and however far apart they lie.
 *
 * Owns the order and the memory on the way down. Reading the pack is `packs.ts`.
 */

import type { Version } from "./git-object.js";
import { applyDelta } from "./pack-delta.js";
import type { Entry } from "./pack-entry.js";
import { MOST_OBJECT_BYTES, type PackMemory } from "./pack-memory.js";

/** Of one pack. */
export interface FamilySource {
  readonly memory: PackMemory;
  /** Undefined for one that is broken, or too large. */
  entryAt(offset: number): Entry | undefined;
  /** The entry's compressed bytes, and some behind them; valid until the next call. */
  packed(entry: Entry): Buffer;
}

export interface Unpacked<T> {
  readonly item: T;
  /** Valid until the next one is asked for. Undefined where the object must be read in another way. */
  readonly bytes: Buffer | undefined;
  /** Undefined without bytes. */
  readonly version: Version | undefined;
}

/** An object that is wanted, or one that such an object rests on. */
interface Node<T> {
  readonly entry: Entry | undefined;
  /** Number of the way up from something wanted on which it was met first. */
  readonly way: number;
  wanted: T[] | undefined;
  /** The first of those that rest on it, and the next one that rests on the same. */
  child: Node<T> | undefined;
  sibling: Node<T> | undefined;
}

/** A base in memory. */
interface Frame<T> {
  readonly bytes: Buffer;
  /** Where it stands in `memory.family`. */
  readonly start: number;
  readonly version: Version;
  /** What rests on it and was not visited yet. */
  next: Node<T> | undefined;
}

/** git makes chains of 50 at most, but for `--depth`. */
const MOST_DELTAS = 4096;

/**
 * @param wanted by offset
 * @param type of what is wanted, as packs have it
 */
export function* unpackFamilies<T>(
  wanted: readonly { readonly item: T; readonly offset: number }[],
  type: number,
  source: FamilySource,
): Generator<Unpacked<T>> {
  for (const root of familiesOf(wanted, source)) yield* unpackFamily(root, type, source);
}

/** The objects that rest on no other one, or on none that can be told, with all that leads from them to what is wanted. */
function familiesOf<T>(
  wanted: readonly { readonly item: T; readonly offset: number }[],
  { entryAt }: FamilySource,
): readonly Node<T>[] {
  const nodes = new Map<number, Node<T>>();
  const roots: Node<T>[] = [];
  let way = 0;
  const add = (offset: number): Node<T> => {
    const node: Node<T> = { entry: entryAt(offset), way, wanted: undefined, child: undefined, sibling: undefined };
    nodes.set(offset, node);
    return node;
  };
  /** The base and what it rests on in turn, as far as they are new. */
  const addBases = (node: Node<T>): void => {
    let last = node;
    for (let length = 0; ; length++) {
      const base = last.entry?.base ?? -1;
      const known = nodes.get(base);
      // a hostile pack may have objects that rest on one another
      if (base < 0 || length === MOST_DELTAS || known?.way === way) return void roots.push(last);
      const parent: Node<T> = known ?? add(base);
      last.sibling = parent.child;
      parent.child = last;
      if (known !== undefined) return;
      last = parent;
    }
  };
  for (const { item, offset } of wanted) {
    way++;
    const known = nodes.get(offset);
    const node = known ?? add(offset);
    if (known === undefined) addBases(node);
    if (node.wanted === undefined) node.wanted = [item];
    else node.wanted.push(item);
  }
  return roots;
}

function* unpackFamily<T>(root: Node<T>, type: number, source: FamilySource): Generator<Unpacked<T>> {
  const { memory } = source;
  const open: Frame<T>[] = [];
  for (let node: Node<T> | undefined = root; node !== undefined; ) {
    const base = open.at(-1);
    let frame = unpacked(node, base, type, source);
    if (frame === undefined) yield* leftUnder(node);
    else {
      for (const item of node.wanted ?? []) yield { item, bytes: frame.bytes, version: frame.version };
      if (node.child !== undefined) {
        if (base !== undefined && base.next === undefined && frame.start > memory.family.length >> 1) {
          open.pop();
          frame = movedTo(base.start, frame, memory.family);
        }
        open.push(frame);
      }
    }
    while (open.length > 0 && open.at(-1)!.next === undefined) open.pop();
    const above = open.at(-1);
    node = above?.next;
    if (above !== undefined) above.next = node?.sibling;
  }
}

/** Undefined where it cannot be unpacked, or the way down to it is too long for the memory. */
function unpacked<T>(
  { entry, child }: Node<T>,
  base: Frame<T> | undefined,
  type: number,
  { memory, packed }: FamilySource,
): Frame<T> | undefined {
  if (entry === undefined) return undefined;
  const { family } = memory;
  const start = base === undefined ? 0 : base.start + base.bytes.length;
  if (base === undefined) {
    if (entry.type !== type || entry.size > family.length) return undefined;
    const bytes = family.subarray(0, entry.size);
    const version = { base: undefined, delta: undefined, hasHeirs: child !== undefined, note: undefined };
    return memory.inflate(packed(entry), bytes) ? { bytes, start, version, next: child } : undefined;
  }
  const delta = memory.delta.subarray(0, entry.size);
  if (!memory.inflate(packed(entry), delta)) return undefined;
  const most = Math.min(MOST_OBJECT_BYTES, family.length - start);
  const bytes = applyDelta(memory, base.bytes, delta, most, (size) => family.subarray(start, start + size));
  const version = { base: base.version, delta, hasHeirs: child !== undefined, note: undefined };
  return bytes === undefined ? undefined : { bytes, start, version, next: child };
}

/** Takes the place of a base that nothing else rests on: a long chain of large objects fits as well. */
function movedTo<T>(start: number, frame: Frame<T>, family: Buffer): Frame<T> {
  const moved = family.subarray(start, start + frame.bytes.length);
  moved.set(frame.bytes);
  return { ...frame, bytes: moved, start };
}

function* leftUnder<T>(top: Node<T>): Generator<Unpacked<T>> {
  const nodes = [top];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    for (const item of node.wanted ?? []) yield { item, bytes: undefined, version: undefined };
    for (let child = node.child; child !== undefined; child = child.sibling) nodes.push(child);
  }
}
