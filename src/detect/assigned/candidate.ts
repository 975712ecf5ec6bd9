/**
 * A candidate: a name (or what stands for one) and a literal that is assigned to it. Offsets are window bytes.
 */

import type { Span } from "../../model/location.js";

/** How the literal came to its name; `call`: `login("user", "v")`, which says no name of the value. */
export type Form = "quoted" | "bare" | "argument" | "fallback" | "element" | "url" | "sql" | "basic" | "bearer" | "flag" | "call";

/** What stands between name and value; `value` is a pair such as `name: X, value: "v"`. */
export type Operator = "=" | ":" | "=>" | ":=" | "==" | "," | "(" | " " | ">" | "<-" | "value" | "none";

export interface Candidate {
  readonly form: Form;
  readonly operator: Operator;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly nameQuoted: boolean;
  readonly valueStart: number;
  readonly valueEnd: number;
  /** The quote byte, 0 for a bare value. */
  readonly quote: number;
  /** The literal is an argument of a call, or has a prefix such as `[]byte(`. */
  readonly wrapped: boolean;
  /** What stands between the pieces of a literal that is put together: quotes, operators, blanks. In [valueStart, valueEnd), in order. */
  readonly joints?: readonly Span[] | undefined;
  /** A `flag` that is no command's: `requirepass v` of a configuration, `userPassword:: v` of a directory. */
  readonly isDirective?: boolean | undefined;
}

/** What tells a candidate apart from one whose name has no quotes and whose literal stands alone. */
export interface PlainPart extends Pick<Candidate, "form" | "nameStart" | "nameEnd" | "valueStart" | "valueEnd"> {
  /** @default "none" */
  readonly operator?: Operator;
  /** @default 0 */
  readonly quote?: number;
}

export function plainCandidate({
  form,
  operator = "none",
  nameStart,
  nameEnd,
  valueStart,
  valueEnd,
  quote = 0,
}: PlainPart): Candidate {
  return { form, operator, nameStart, nameEnd, nameQuoted: false, valueStart, valueEnd, quote, wrapped: false };
}

/** The same candidate with all of its fields in one order: V8 compiles what judges it once, and not again for each parser's kind of object. */
export function ofOneShape({
  form,
  operator,
  nameStart,
  nameEnd,
  nameQuoted,
  valueStart,
  valueEnd,
  quote,
  wrapped,
  joints,
  isDirective,
}: Candidate): Candidate {
  return { form, operator, nameStart, nameEnd, nameQuoted, valueStart, valueEnd, quote, wrapped, joints, isDirective };
}
