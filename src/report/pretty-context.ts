/**
 * What every part of the terminal's report needs to know of the terminal.
 */

import type { Style } from "./text/style.js";

export interface PrettyContext {
  readonly style: Style;
  /** Columns, at least 40. */
  readonly width: number;
  /** What the user types to run the program. */
  readonly program: string;
  /** Every verdict, and every step's outcome. */
  readonly verbose: boolean;
}
