/**
 * Adding many items to a list: `push(...items)` puts each of them on the stack, which ends with some 120,000.
 */

/** Adds the items to the end of the list. */
export function append<Item>(list: Item[], items: Iterable<Item>): void {
  for (const item of items) list.push(item);
}
