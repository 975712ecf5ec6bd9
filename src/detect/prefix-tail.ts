/**
 * What surely follows a prefix in a rule's matches: so many characters of one class, in most rules. Asked before the expression is, since
 * some texts are full of prefixes and of nothing else.
 */

import type { RuleCore } from "../model/rule.js";

export interface PrefixTail {
  /**
   * False where no match of the rule begins at `at`, where the prefix stands.
   *
   * @param runEnd behind the last letter or digit of the run of token characters that holds `at`
   */
  mayFollow(bytes: Uint8Array, at: number, end: number, runEnd: number): boolean;
}

/** A class without escapes, and how many of it. */
const CLASS = /^(\[[^\]\\^]+\])\{([0-9]+)[,}]/;
const TOKEN_CLASSES = /\[(?:[a-z]-[a-z]|[A-Z]-[A-Z]|[0-9]-[0-9]|\w)+-?\]/g;
const TOKEN_PATTERN = /^(?:\(\?<secret>|[\w(){}?:|,-])*$/;

export function createPrefixTail(rule: RuleCore, prefix: string): PrefixTail {
  // taken apart when the prefix is met: there are some seven hundred, of which a small scan meets none
  let shape: TailShape | undefined;
  return {
    mayFollow(bytes, at, end, runEnd) {
      shape ??= shapeOf(rule, prefix);
      const { most, least, members } = shape;
      if (runEnd - at > most) return false;
      const from = at + prefix.length;
      if (from + least > end) return false;
      for (let i = from; i < from + least; i++) if (members[bytes[i]!] === 0) return false;
      return true;
    },
  };
}

interface TailShape {
  readonly most: number;
  readonly least: number;
  /** 1 for the bytes that `least` places hold. */
  readonly members: Uint8Array;
}

function shapeOf(rule: RuleCore, prefix: string): TailShape {
  // a match within a run ends where the run does, but for joints: of a longer one the border check leaves nothing
  const staysInRun = TOKEN_PATTERN.test(rule.pattern.replaceAll(TOKEN_CLASSES, ""));
  const isPlain = !rule.ignoreCase && rule.pattern.startsWith(prefix) && !rule.pattern.includes("|");
  const [, characters = "[^]", count = "0"] = (isPlain && CLASS.exec(rule.pattern.slice(prefix.length))) || [];
  return { most: staysInRun ? rule.maxLength : Number.POSITIVE_INFINITY, least: Number(count), members: membersOf(characters) };
}

function membersOf(characters: string): Uint8Array {
  const expression = new RegExp(characters);
  return Uint8Array.from({ length: 256 }, (_, byte) => (expression.test(String.fromCharCode(byte)) ? 1 : 0));
}
