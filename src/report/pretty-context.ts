/**
 * What every part of the terminal's report needs to know of the terminal.
 */

import type { ChalkInstance } from "chalk";

export interface PrettyContext {
  readonly chalk: ChalkInstance;
  /** Columns, at least 40. */
  readonly width: number;
  /** Every verdict, and every step's outcome. */
  readonly verbose: boolean;
}
