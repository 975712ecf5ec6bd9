/**
 * The kernel words at which an assigned secret is looked for, and what each announces.
 *
 * Owns the list only; every word costs one look at each of its places in every file, so it is short and each word selective.
 */

import { CALL_WORDS } from "./call-table.js";
import { COLUMN_WORDS } from "./column.js";
import { DIRECTIVE_WORDS } from "./directive.js";
import { FOREIGN_WORDS, WEAK_FOREIGN_WORDS } from "./foreign-words.js";
import { SIBLING_WORDS } from "./sibling-element.js";
import { WIDE_COLON_WORDS } from "./wide-colon.js";

/**
 * What follows a word: a name's rest and its value, a URL's authority, an SQL clause, a header's value, a flag's value, the
 * arguments of a call, a test's block, a list of columns, a command's own flag, a line of a grammar of its own, the rows of a table, an
 * element beside that of its name.
 */
export type WordKind =
  | "name"
  | "url"
  | "identified"
  | "header"
  | "flag"
  | "pw"
  | "call"
  | "symbol"
  | "dsn"
  | "insert"
  | "command"
  | "colon"
  | "characters"
  | "directive"
  | "column"
  | "sibling";

/** Names of secrets in English, then those of other languages. */
export const NAME_WORDS: readonly string[] = [
  ...["pass", "pwd", "secre", "token", "key", "auth", "cred", "psk", "mnemonic", "securestr"],
  ...FOREIGN_WORDS,
];

const KINDS: ReadonlyMap<string, WordKind> = new Map<string, WordKind>([
  ...NAME_WORDS.map((word): [string, WordKind] => [word, "name"]),
  ["pw=", "pw"],
  ["pw:", "pw"],
  ["pw ", "pw"],
  ['pw"', "pw"],
  ["pw'", "pw"],
  ["://", "url"],
  ["identified", "identified"],
  ["basic ", "header"],
  ["bearer ", "header"],
  ["-u ", "flag"],
  [" -p", "flag"],
  ["--user", "flag"],
  ...CALL_WORDS.map((word): [string, WordKind] => [word, "call"]),
  [".tochararray(", "characters"],
  ["let(:", "symbol"],
  ["@tcp(", "dsn"],
  ["thin:", "dsn"],
  ["insert into", "insert"],
  ["redis-cli", "command"],
  ["ldapsearch", "command"],
  ["ldapmodify", "command"],
  ["ldapadd", "command"],
  ...DIRECTIVE_WORDS.map((word): [string, WordKind] => [word, "directive"]),
  ...COLUMN_WORDS.map((word): [string, WordKind] => [word, "column"]),
  ...SIBLING_WORDS.map((word): [string, WordKind] => [word, "sibling"]),
  ...WIDE_COLON_WORDS.map((word): [string, WordKind] => [word, "colon"]),
]);

/** 3 to 16 bytes, as a latin-1 string, ASCII letters in lower case; the kernel finds those in any letter case. */
export const ASSIGNED_WORDS: readonly string[] = [...KINDS.keys()];

/** By index in `ASSIGNED_WORDS`. */
export const WORD_KINDS: readonly WordKind[] = [...KINDS.values()];

/** By index: words above rows of values, which go on for longer than anything else behind a word. */
export const HAS_ROWS: readonly boolean[] = WORD_KINDS.map((kind) => kind === "column" || kind === "insert");

/** By index: words that are as often the name of something public. In code a value of letters alone is no secret there. */
export const IS_WEAK: readonly boolean[] = ASSIGNED_WORDS.map((word) =>
  ["key", "auth", "cred", "token", ...WEAK_FOREIGN_WORDS].includes(word),
);

/** A further name word behind the one at hand: the assignment is judged at the last one. */
export const LATER_NAME_WORD: RegExp = new RegExp(
  // `PasswordAuthentication` holds none behind the first
  NAME_WORDS.map((word) => (word === "auth" ? "auth(?!en)" : word)).join("|"),
  "i",
);
