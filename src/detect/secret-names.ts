/**
 * Names that hold a secret themselves: `{"TOKEN": {"password": …}}` says one secret as the name of another.
 */

import { latin1 } from "./bytes.js";
import type { Match } from "./match.js";
import { looksRandom } from "./randomness/randomness.js";

/** Matches before a value among which the name may lie: a name stands just left of its value. */
const NEAR = 8;

/** Long enough to be a credential, and to tell one from words. */
const MACHINE_MADE = /[\w-]{20,}/g;

/** Takes the name from each match whose name holds another match's value, or what may be one. @param matches by offset */
export function withoutSecretNames(matches: Match[], bytes: Uint8Array): Match[] {
  if (matches.every(({ assignedTo }) => assignedTo === undefined)) return matches;
  return matches.map((match, index) => {
    const { assignedTo: name, ...nameless } = match;
    if (name === undefined) return match;
    const before = matches.slice(Math.max(0, index - NEAR), index);
    const isSecret = before.some(({ start, end }) => name.includes(latin1(bytes, start, end))) || holdsRandom(name);
    return isSecret ? nameless : match;
  });
}

function holdsRandom(name: string): boolean {
  return (name.match(MACHINE_MADE) ?? []).some((run) => {
    const text = Buffer.from(run, "latin1");
    return /\d/.test(run) && looksRandom(text, 0, text.length);
  });
}
