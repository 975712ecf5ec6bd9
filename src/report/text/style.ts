/**
 * Colours and weights of a terminal's text; without colours the text as it is, for which no module is loaded.
 */

import { Chalk } from "chalk";

/** What a text is wrapped in; each name adds to those before it. */
export interface Style {
  (text: string): string;
  readonly blue: Style;
  readonly bold: Style;
  readonly cyan: Style;
  readonly dim: Style;
  readonly green: Style;
  readonly red: Style;
  readonly underline: Style;
  readonly yellow: Style;
}

const NAMES = ["blue", "bold", "cyan", "dim", "green", "red", "underline", "yellow"] as const;

/** @param color false: the text stays as it is */
export function createStyle(color: boolean): Style {
  return color ? new Chalk({ level: 1 }) : plainStyle();
}

function plainStyle(): Style {
  const plain = (text: string): string => text;
  return Object.assign(plain, Object.fromEntries(NAMES.map((name) => [name, plain]))) as unknown as Style;
}
