/**
 * What stands around name and value: operator and quotes, the rest of the line, neighbouring names, a few words of the path.
 *
 * Nothing of the file as a whole: such features fit the files they were learned from (see docs/detection.md).
 */

import { latin1 } from "../bytes.js";
import type { TextWindow } from "../match.js";
import type { Candidate } from "./candidate.js";
import { lineEnd, lineStart } from "./text.js";

/** All numbers; the model knows them by these names. */
export interface ContextFeatures {
  readonly formIsBare: number;
  readonly formIsArgument: number;
  readonly formIsFallback: number;
  readonly formIsElement: number;
  readonly formIsUrl: number;
  readonly formIsSql: number;
  readonly formIsBasic: number;
  readonly formIsBearer: number;
  readonly formIsFlag: number;
  readonly formIsRun: number;
  readonly operatorIsEquals: number;
  readonly operatorIsColon: number;
  readonly operatorIsComparison: number;
  readonly operatorIsComma: number;
  readonly operatorIsBlank: number;
  readonly operatorIsPair: number;
  readonly quoteIsDouble: number;
  readonly quoteIsSingle: number;
  readonly quoteIsBacktick: number;
  readonly nameIsQuoted: number;
  readonly isWrapped: number;
  readonly nameIsVariable: number;
  readonly lineIsComment: number;
  readonly lineHasDefinition: number;
  readonly lineHasCondition: number;
  readonly lineIsInString: number;
  readonly lineBefore: number;
  readonly lineAfter: number;
  readonly afterIsWord: number;
  readonly afterIsOperator: number;
  readonly afterEndsStatement: number;
  readonly lineHasProse: number;
  readonly lineHasUser: number;
  readonly nearUser: number;
  readonly nearHost: number;
  readonly nearClient: number;
  readonly nearPlaceholder: number;
  readonly nearSchema: number;
  readonly nearLabels: number;
  readonly pathIsTranslation: number;
}

const LEFT = 240;
const RIGHT = 200;

const flag = (value: boolean): number => (value ? 1 : 0);

export function contextFeatures(window: TextWindow, candidate: Candidate, path: string): ContextFeatures {
  const { bytes, start, end } = window;
  const { nameStart, valueEnd, operator, form, quote } = candidate;
  const lineFrom = lineStart(bytes, nameStart, start, LEFT);
  const lineTo = lineEnd(bytes, valueEnd, end, RIGHT);
  const before = latin1(bytes, lineFrom, nameStart);
  const after = latin1(bytes, quote === 0 ? valueEnd : Math.min(valueEnd + 1, lineTo), lineTo);
  const near = `${latin1(bytes, Math.max(start, nameStart - LEFT), nameStart)} ${latin1(bytes, valueEnd, Math.min(end, valueEnd + RIGHT))}`;
  const trimmed = before.trimStart();
  const lastSign = bytes[nameStart - 1];
  return {
    formIsBare: flag(form === "bare"),
    formIsArgument: flag(form === "argument"),
    formIsFallback: flag(form === "fallback"),
    formIsElement: flag(form === "element"),
    formIsUrl: flag(form === "url"),
    formIsSql: flag(form === "sql"),
    formIsBasic: flag(form === "basic"),
    formIsBearer: flag(form === "bearer"),
    formIsFlag: flag(form === "flag"),
    formIsRun: flag(form === "run"),
    operatorIsEquals: flag(operator === "=" || operator === ":=" || operator === "<-"),
    operatorIsColon: flag(operator === ":" || operator === "=>"),
    operatorIsComparison: flag(operator === "=="),
    operatorIsComma: flag(operator === ","),
    operatorIsBlank: flag(operator === " "),
    operatorIsPair: flag(operator === "value"),
    quoteIsDouble: flag(quote === 0x22),
    quoteIsSingle: flag(quote === 0x27),
    quoteIsBacktick: flag(quote === 0x60),
    nameIsQuoted: flag(candidate.nameQuoted),
    isWrapped: flag(candidate.wrapped),
    nameIsVariable: flag(lastSign === 0x24 || lastSign === 0x40 || lastSign === 0x7b),
    lineIsComment: flag(/^(?:#|\/\/|\/?\*|--|;|<!--|%|REM\b)/.test(trimmed)),
    lineHasDefinition: flag(
      /\b(?:def|function|func|fn|class|interface|struct|type|enum|import|from|require|include|namespace)\b/.test(before),
    ),
    lineHasCondition: flag(
      /\b(?:if|elif|unless|while|assert\w*|expect|case|when|switch|return|throw|raise|match)\b|[!=]==?/.test(before),
    ),
    lineIsInString: flag(isInString(before)),
    lineBefore: Math.min(before.length, LEFT),
    lineAfter: Math.min(after.length, RIGHT),
    afterIsWord: flag(/^\s+[A-Za-z]/.test(after)),
    afterIsOperator: flag(/^\s*[+.%&|?([]/.test(after)),
    afterEndsStatement: flag(/^['"]?\s*[;,)}\]]*\s*(?:(?:#|\/\/).*)?$/.test(after)),
    lineHasProse: flag(
      /\b(?:the|is|an?|to|for|with|of|and|or|your|you|must|should|this|that|when|be)\b.*\b(?:the|is|an?|to|for|with|of|and|or|your|you|must|should|this|that|when|be)\b/i.test(
        `${before} ${after}`,
      ),
    ),
    lineHasUser: flag(/user|login|account|admin|mail/i.test(`${before} ${after}`)),
    nearUser: flag(/user|login|account|uid\b/i.test(near)),
    nearHost: flag(/host|server|port\b|address|endpoint|database|\bdb|jdbc|url\b/i.test(near)),
    nearClient: flag(/client|consumer|tenant|app_?id|account_?sid|access_?key/i.test(near)),
    nearPlaceholder: flag(/example|your[_ -]|change|replace|<[a-z_ -]+>|dummy|sample/i.test(near)),
    nearSchema: flag(
      /"type"|type:|required|description|minLength|maxLength|format:|enum|properties|nullable|varchar/i.test(near),
    ),
    nearLabels: flag(
      /label|placeholder|title|message|translate|i18n|hint|tooltip|<div|<span|<label|class=|className/i.test(near),
    ),
    pathIsTranslation: flag(
      /(?:^|[/_.-])(?:lang|langs|language|languages|locales?|i18n|l10n|translations?|messages|strings)(?:[/_.-]|$)/i.test(path),
    ),
  };
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
