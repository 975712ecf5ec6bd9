/**
 * Finds what belongs to a secret and is none itself: the user of a password, the id of a client's secret, the host of a token.
 *
 * Owns where it may stand and by what it is told: the rule's own pattern, the URL around a password, or names that go together
 * (`smtp_user` and `smtp_password`). Partners that are findings are `pair-findings.ts`.
 */

import { fileKind } from "../detect/assigned/file-kind.js";
import { latin1 } from "../detect/bytes.js";
import type { Match } from "../detect/match.js";
import type { Span } from "../model/location.js";
import type { RuleCore } from "../model/rule.js";

/** Half-open, in the window; never overlaps the secret. */
export interface Companion extends Span {
  /** As reports call it. */
  readonly what: string;
}

/** Bytes before and behind the secret that are looked at, however few lines they are. */
const REACH = 2048;
/** Lines before and after a secret that its partner by name may stand on. */
const LINES = 4;
const LF = 0x0a;

/** @param length bytes of the window that are valid */
export function findCompanion(
  window: Uint8Array,
  length: number,
  match: Match,
  rule: RuleCore,
  path: string,
): Companion | undefined {
  if (rule.pair?.pattern !== undefined) {
    const around = linesAround(window, length, match, rule.pair.within);
    return nearest(byPattern(window, around, new RegExp(rule.pair.pattern, "dgs"), rule.pair.what ?? ""), match);
  }
  if (URL_RULES.has(rule.id)) return userInUrl(window, match);
  if (match.assignedTo === undefined || rule.pair !== undefined) return undefined;
  return nearest(byName(window, linesAround(window, length, match, LINES), match.assignedTo, path), match);
}

const URL_RULES: ReadonlySet<string> = new Set(["url-credentials", "database-url-password"]);
const COLON = 0x3a;
const MAX_USER = 128;

/** `scheme://user:password@host`. */
function userInUrl(window: Uint8Array, { start }: Match): Companion | undefined {
  if (window[start - 1] !== COLON) return undefined;
  const before = latin1(window, Math.max(0, start - 1 - MAX_USER), start - 1);
  const user = /:\/\/([^\s/:@"'<>]+)$/.exec(before)?.[1];
  return user === undefined ? undefined : { start: start - 1 - user.length, end: start - 1, what: "user name" };
}

function byPattern(window: Uint8Array, around: Span, pattern: RegExp, what: string): Companion[] {
  const text = latin1(window, around.start, around.end);
  return [...text.matchAll(pattern)].map((found) => {
    const [start, end] = found.indices!.groups?.["secret"] ?? found.indices![0]!;
    return { start: around.start + start, end: around.start + end, what };
  });
}

/** A secret's name, what may be named beside it, words of which one stands in each of those names, and how that is called. */
const FAMILIES: readonly {
  readonly secret: RegExp;
  readonly partner: string;
  readonly words: readonly string[];
  readonly what: string;
}[] = [
  {
    secret: /(?:pass(?:word|wd|phrase)?|pwd|pw)$/i,
    partner: "user(?:[_-]?name)?|login|uid|usr",
    words: ["user", "login", "uid", "usr"],
    what: "user name",
  },
  {
    secret: /secret(?:[_-]?key)?$/i,
    partner:
      "(?:client|consumer|app(?:lication)?|access|api|account|tenant)[_-]?(?:key[_-]?)?(?:id|sid)|(?:api|consumer|access)[_-]?key",
    words: ["client", "consumer", "app", "access", "api", "account", "tenant"],
    what: "id",
  },
  {
    secret: /(?:token|key)$/i,
    partner: "host(?:name)?|(?:base[_-]?)?url|addr(?:ess)?|endpoint|domain|server",
    words: ["host", "url", "addr", "endpoint", "domain", "server"],
    what: "host",
  },
];

/** The rest of an assignment: a quoted value, or a bare one up to the end of its line. */
const VALUE =
  "[\"']?\\]?[ \\t]{0,8}(?:=>|:=|[:=])[ \\t]{0,8}(?:[\"'](?<quoted>[^\"'\\s{}$<>]{2,128})[\"']|(?<bare>[\\w.@:/+-]{2,128})(?=[ \\t]*(?:[\\r\\n]|$)))";

function byName(window: Uint8Array, around: Span, name: string, path: string): Companion[] {
  const last = name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf("$")) + 1);
  const family = FAMILIES.find(({ secret }) => secret.test(last));
  if (family === undefined) return [];
  const stem = plain(last.replace(family.secret, ""));
  // a host alone may be anybody's: it has to be named like its token
  if (family.what === "host" && stem === "") return [];
  const text = latin1(window, around.start, around.end);
  // the expression is made for texts that may have a partner only: it takes V8 longer than all else that is said of a finding
  const lower = text.toLowerCase();
  if (!family.words.some((word) => lower.includes(word))) return [];
  const isCode = fileKind(path) === "code";
  return [...text.matchAll(new RegExp(`(?<![\\w-])(?<stem>[\\w-]{0,40}?)(?:${family.partner})${VALUE}`, "dgi"))].flatMap(
    (found) => {
      const { quoted, bare } = found.indices!.groups!;
      const value = quoted ?? (isCode ? undefined : bare);
      const other = plain(found.groups!["stem"]!);
      const isSame = other === stem || (family.what !== "host" && (other === "" || stem === ""));
      if (value === undefined || !isSame) return [];
      return [{ start: around.start + value[0], end: around.start + value[1], what: family.what }];
    },
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Of those beside the secret the one that stands nearest to it, before it rather than behind. */
function nearest(companions: readonly Companion[], { start, end }: Match): Companion | undefined {
  const distance = (companion: Companion): number =>
    companion.end <= start ? start - companion.end : companion.start - end + 0.5;
  const beside = companions.filter((companion) => companion.end <= start || companion.start >= end);
  return beside.sort((a, b) => distance(a) - distance(b))[0];
}

function linesAround(window: Uint8Array, length: number, { matchStart, matchEnd }: Match, lines: number): Span {
  let start = matchStart;
  for (let left = lines + 1; start > 0 && matchStart - start < REACH; start--)
    if (window[start - 1] === LF && --left === 0) break;
  let end = matchEnd;
  for (let left = lines + 1; end < length && end - matchEnd < REACH; end++) if (window[end] === LF && --left === 0) break;
  return { start, end };
}
