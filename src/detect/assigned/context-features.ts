/**
 * What stands around name and value: operator and quotes, the rest of the line, neighbouring names, a few words of the path.
 *
 * Nothing of the file as a whole: such features fit the files they were learned from (see docs/detection.md).
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { F } from "./feature-names.js";
import { fileKind } from "./file-kind.js";
import { eachWord, hasAny, hasBeginOfWord, hasEndOfWord, isWordCode, wordSet } from "./parts.js";
import { lineEnd, lineStart } from "./text.js";

const LEFT = 240;
const RIGHT = 200;

const CONVERSION =
  /(?:bytes|str|string|secret\w*|passw\w*|cred\w*|encode\w*|buffer|from|of|new|char\w*|utf\w*|literal|quote\w*|b64\w*|base64\w*|hex\w*|text|value|just|some|crypt\w*|hash\w*|sha\d*|md5|plain\w*)\(\s*[bfru]?$/i;
const NAMES_SECRET = ["pass", "pwd", "secret", "token", "key", "auth", "cred"];
/** Parts in lower case, searched for rather than matched, see `parts.ts`. */
const USER = ["user", "login", "account"];
const HOST = ["host", "server", "address", "endpoint", "database", "jdbc"];
const CLIENT = ["client", "consumer", "tenant", "appid", "app_id", "accountsid", "account_sid", "accesskey", "access_key"];
const PLACEHOLDERS = ["example", "your_", "your ", "your-", "change", "replace", "dummy", "sample"];
const SCHEMA = [
  ...[
    '"type"',
    "type:",
    "required",
    "description",
    "minlength",
    "maxlength",
    "format:",
    "enum",
    "properties",
    "nullable",
    "varchar",
  ],
];
const LABELS = [
  ...["label", "placeholder", "title", "message", "translate", "i18n", "hint", "tooltip", "<div", "<span", "class=", "classname"],
];
const COMMENTS = ["#", "//", "/*", "*", "--", ";", "<!--", "%"];
const DEFINES = wordSet("def function func fn class interface struct type enum import from require include namespace");
const DECIDES = wordSet("if elif unless while expect case when switch return throw raise match");
const PROSE = wordSet("the is a an to for with of and or your you must should this that when be");
const LONGEST_PROSE = 6;

const isProse = (word: string): boolean => word.length <= LONGEST_PROSE && PROSE.has(word.toLowerCase());

const flag = (value: boolean): number => (value ? 1 : 0);

/** Writes the features of what stands around a candidate. */
export function contextFeatures(window: TextWindow, candidate: Candidate, path: string, row: Float64Array): void {
  const { bytes, start, end } = window;
  const { nameStart, valueEnd, operator, form, quote } = candidate;
  const lineFrom = lineStart(bytes, nameStart, start, LEFT);
  const lineTo = lineEnd(bytes, valueEnd, end, RIGHT);
  const before = latin1(bytes, lineFrom, nameStart);
  const after = latin1(bytes, quote === 0 ? valueEnd : Math.min(valueEnd + 1, lineTo), lineTo);
  const near = `${latin1(bytes, Math.max(start, nameStart - LEFT), nameStart)} ${latin1(bytes, valueEnd, Math.min(end, valueEnd + RIGHT))}`;
  const trimmed = before.trimStart();
  const lastSign = bytes[nameStart - 1];
  row[F.formIsBare] = flag(form === "bare");
  row[F.formIsArgument] = flag(form === "argument" || form === "call");
  row[F.formIsFallback] = flag(form === "fallback");
  row[F.formIsElement] = flag(form === "element");
  row[F.formIsUrl] = flag(form === "url");
  row[F.formIsSql] = flag(form === "sql");
  row[F.formIsBasic] = flag(form === "basic");
  row[F.formIsBearer] = flag(form === "bearer");
  row[F.formIsFlag] = flag(form === "flag");
  row[F.formIsCall] = flag(form === "call");
  row[F.operatorIsEquals] = flag(operator === "=" || operator === ":=" || operator === "<-");
  row[F.operatorIsColon] = flag(operator === ":" || operator === "=>");
  row[F.operatorIsComparison] = flag(operator === "==");
  row[F.operatorIsComma] = flag(operator === ",");
  row[F.operatorIsBlank] = flag(operator === " ");
  row[F.operatorIsPair] = flag(operator === "value");
  row[F.quoteIsDouble] = flag(quote === 0x22);
  row[F.quoteIsSingle] = flag(quote === 0x27);
  row[F.quoteIsBacktick] = flag(quote === 0x60);
  row[F.nameIsQuoted] = flag(candidate.nameQuoted);
  row[F.isWrapped] = flag(candidate.wrapped);
  row[F.wrapIsConversion] = flag(
    candidate.wrapped && CONVERSION.test(latin1(bytes, Math.max(start, candidate.valueStart - 41), candidate.valueStart - 1)),
  );
  row[F.nameIsVariable] = flag(lastSign === 0x24 || lastSign === 0x40 || lastSign === 0x7b);
  row[F.lineIsComment] = flag(
    COMMENTS.some((mark) => trimmed.startsWith(mark)) || (trimmed.startsWith("REM") && !isWordCode(trimmed.charCodeAt(3))),
  );
  let definitions = 0;
  let conditions = 0;
  let words = 0;
  eachWord(before, (word) => {
    if (DEFINES.has(word)) definitions += 1;
    if (DECIDES.has(word) || word.startsWith("assert")) conditions += 1;
    if (isProse(word)) words += 1;
  });
  eachWord(after, (word) => {
    if (isProse(word)) words += 1;
  });
  row[F.lineHasDefinition] = flag(definitions > 0);
  row[F.lineHasCondition] = flag(conditions > 0 || before.includes("==") || before.includes("!="));
  row[F.lineIsInString] = flag(isInString(before));
  row[F.lineBefore] = Math.min(before.length, LEFT);
  row[F.lineAfter] = Math.min(after.length, RIGHT);
  row[F.afterIsWord] = flag(/^\s+[A-Za-z]/.test(after));
  row[F.afterIsOperator] = flag(/^\s*[+.%&|?([]/.test(after));
  row[F.afterEndsStatement] = flag(/^['"]?\s*[;,)}\]]*\s*(?:(?:#|\/\/).*)?$/.test(after));
  row[F.lineHasProse] = flag(words > 1);
  const line = `${before} ${after}`.toLowerCase();
  const lower = near.toLowerCase();
  row[F.lineHasUser] = flag(hasAny(line, USER) || line.includes("admin") || line.includes("mail"));
  row[F.nearUser] = flag(hasAny(lower, USER) || hasEndOfWord(lower, "uid"));
  row[F.nearHost] = flag(
    hasAny(lower, HOST) || hasEndOfWord(lower, "port") || hasEndOfWord(lower, "url") || hasBeginOfWord(lower, "db"),
  );
  row[F.nearClient] = flag(hasAny(lower, CLIENT));
  row[F.nearPlaceholder] = flag(hasAny(lower, PLACEHOLDERS) || (lower.includes("<") && /<[a-z_ -]+>/.test(lower)));
  row[F.nearSchema] = flag(hasAny(lower, SCHEMA));
  row[F.nearLabels] = flag(hasAny(lower, LABELS));
  row[F.neighbourHasSameShape] = flag(hasTwin(window, candidate));
  row[F.pathIsTranslation] = flag(
    /(?:^|[/_.-])(?:lang|langs|language|languages|locales?|i18n|l10n|translations?|messages|strings)(?:[/_.-]|$)/i.test(path),
  );
  row[F.valueIsNear] = flag(isWordOf(lower, latin1(bytes, candidate.valueStart, valueEnd).toLowerCase()));
  const kind = fileKind(path);
  row[F.fileIsCode] = flag(kind === "code");
  row[F.fileIsLines] = flag(kind === "lines");
}

/** Shorter ones stand everywhere. */
const SHORTEST_NEAR = 3;

/** True where the value stands in a text as a whole word; both in lower case. */
function isWordOf(text: string, value: string): boolean {
  if (value.length < SHORTEST_NEAR) return false;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
    if (!goesOn(text.charCodeAt(at - 1)) && !goesOn(text.charCodeAt(at + value.length))) return true;
  return false;
}

/** Small letters, digits, bytes beyond ASCII; `_` and `-` join words. */
function goesOn(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 0x80;
}

/** True where the line before or behind holds a run like the value and no word of a secret. */
function hasTwin(window: TextWindow, { nameStart, valueStart, valueEnd }: Candidate): boolean {
  const { bytes, start, end } = window;
  const value = latin1(bytes, valueStart, valueEnd);
  if (value.length < 6 || value.length > 128 || !/^[\w+/=-]+$/.test(value)) return false;
  const before = lineStart(bytes, nameStart, start, LEFT);
  const behind = lineEnd(bytes, valueEnd, end, RIGHT);
  const kind = kindOf(value);
  return [
    latin1(bytes, lineStart(bytes, before - 1, start, RIGHT), Math.max(start, before - 1)),
    latin1(bytes, Math.min(end, behind + 1), lineEnd(bytes, Math.min(end, behind + 1), end, RIGHT)),
  ].some(
    (line) =>
      line.length >= value.length &&
      !hasAny(line.toLowerCase(), NAMES_SECRET) &&
      (line.match(/[\w+/=-]+/g) ?? []).some((run) => run.length === value.length && kindOf(run) === kind),
  );
}

/** Digits, capitals, small letters, hex: which of them a run has. */
function kindOf(run: string): number {
  return flag(/\d/.test(run)) + 2 * flag(/[A-Z]/.test(run)) + 4 * flag(/[a-z]/.test(run)) + 8 * flag(/^[\da-f]+$/i.test(run));
}

/** An odd number of quotes before the name. */
function isInString(before: string): boolean {
  let open = "";
  for (let i = 0; i < before.length; i += 1) {
    const sign = before[i]!;
    if (sign === "\\") i += 1;
    else if (open === "" && (sign === '"' || sign === "'" || sign === "`")) open = sign;
    else if (sign === open) open = "";
  }
  return open !== "";
}
