/**
 * What surely follows a prefix in a rule's matches: so many characters of one class, in most rules. Asked before the expression is, since
 * some texts are full of prefixes and of nothing else.
 */

import type { RuleCore } from "../model/rule.js";

export interface PrefixTail {
  /** False where no match of the rule begins at `at`, where the prefix stands. */
  mayFollow(bytes: Uint8Array, at: number, end: number): boolean;
}

/** A class without escapes, and how many of it. */
const CLASS = /^(\[[^\]\\^]+\])\{([0-9]+)[,}]/;
const ANYTHING: PrefixTail = { mayFollow: () => true };

export function createPrefixTail(rule: RuleCore, prefix: string): PrefixTail {
  if (rule.ignoreCase || !rule.pattern.startsWith(prefix) || rule.pattern.includes("|")) return ANYTHING;
  const [, characters, count] = CLASS.exec(rule.pattern.slice(prefix.length)) ?? [];
  if (characters === undefined) return ANYTHING;
  const least = Number(count);
  let members: Uint8Array | undefined;
  return {
    mayFollow(bytes, at, end) {
      members ??= membersOf(characters);
      const from = at + prefix.length;
      if (from + least > end) return false;
      for (let i = from; i < from + least; i++) if (members[bytes[i]!] === 0) return false;
      return true;
    },
  };
}

function membersOf(characters: string): Uint8Array {
  const expression = new RegExp(characters);
  return Uint8Array.from({ length: 256 }, (_, byte) => (expression.test(String.fromCharCode(byte)) ? 1 : 0));
}
