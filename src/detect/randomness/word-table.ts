/**
 * The word list as a table of hashes. The list is `rules/model/words.json`, made by `scripts/train-words.mjs`.
 *
 * The bundle holds the table itself: to make it takes longer than a short run does all else with it (`scripts/bundle-plugins.mjs`).
 */

// biome-ignore lint/style/noRestrictedImports: trained data of this room, not the room `src/rules`
import list from "../../../rules/model/words.json" with { type: "json" };

export const SLOTS: number = 1 << 16;
/** FNV-1a; 0 marks a free slot, and no word of the list hashes to it. */
export const SEED: number = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;
const BLANK = 0x20;

/**
 * Open addressing on 32-bit hashes: two words with one hash are one in some 200,000 look-ups, which the model does not notice.
 * One loop over all bytes, since it runs cold.
 */
export function wordTable(): Int32Array {
  const bytes = Buffer.from(`${list.words.join(" ")} `, "latin1");
  const slots = new Int32Array(SLOTS);
  let hash = SEED;
  for (let i = 0; i < bytes.length; i += 1) {
    const code = bytes[i]!;
    if (code !== BLANK) {
      hash = Math.imul(hash ^ code, PRIME);
      continue;
    }
    let at = (hash >>> 7) & (SLOTS - 1);
    while (slots[at] !== 0 && slots[at] !== hash) at = (at + 1) & (SLOTS - 1);
    slots[at] = hash;
    hash = SEED;
  }
  return slots;
}
