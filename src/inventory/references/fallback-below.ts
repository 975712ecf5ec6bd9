/**
 * A fallback on the lines below: the value goes into a variable, and what is empty is filled in there.
 *
 * ```go
 * key := os.Getenv("X")
 * if key == "" { key = "x" }
 * ```
 */

import type { FallbackFacts } from "../reference.js";
import { valueAt } from "./fallback.js";

/** Characters before and after that are looked at. */
const REACH = 240;

const TARGET =
  /(?<name>[A-Za-z_$][\w$]*)(?:\s{0,4},\s{0,4}(?<flag>[A-Za-z_]\w*))?\s{0,4}(?::\s{0,4}[\w<>| ]{1,40})?:?=\s{0,4}[^=;\n]{0,60}$/;

/** @param from index where the access begins @param end right after the name */
export function fallbackBelow(text: string, from: number, end: number): FallbackFacts | undefined {
  const before = text.slice(Math.max(0, from - 120), from);
  const target = TARGET.exec(before.slice(before.lastIndexOf("\n") + 1))?.groups;
  if (!target) return undefined;
  const rest = text.slice(end, end + REACH);
  const line = rest.indexOf("\n");
  if (line < 0) return undefined;
  const name = (target["name"] ?? "").replaceAll("$", "\\$");
  const flag = target["flag"] ?? name;
  const empty = `!\\s?(?:${name}|${flag})\\b|not ${name}\\b|${name} is None|${name}\\s?={2,3}\\s?(?:""|''|nil|null|None|undefined)|len\\(${name}\\)\\s?==\\s?0|${name}\\.(?:isEmpty\\(\\)|isBlank\\(\\)|nil\\?|empty\\?|blank\\?)`;
  const filled = new RegExp(
    `^\\s{0,40}(?:if\\s?\\(?\\s?(?:${empty})\\s?\\)?\\s?(?:[:{]|then)?\\s{0,40}${name}\\s{0,4}=(?!=)|${name}\\s{0,4}(?:\\|\\||\\?\\?)=)\\s{0,10}`,
  ).exec(rest.slice(line));
  return filled === null ? undefined : valueAt(rest, line + filled[0].length);
}
