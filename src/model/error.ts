/**
 * The errors that stop a run. Whatever concerns one file, blob or rule is not an error here: it is a failure in the report.
 */

/** `usage` covers options, configuration, rules and allowlist: exit 2. `interrupted`: 130 or 143. `output`: a report could not be written. */
export type ErrorCode = "usage" | "output" | "git";

export interface ErrorPlace {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly column?: number;
}

/**
 * One line for the user: what is wrong, where, and what to do about it. Never holds content of a scanned file.
 *
 * @example new SecretScanError("usage", "unknown key \"reson\"", { file: ".secrets-allowlist", line: 4, column: 5 }, "Did you mean \"reason\"?")
 */
export class SecretScanError extends Error {
  readonly code: ErrorCode;
  readonly place: ErrorPlace;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, place: ErrorPlace = {}, remedy = "", options?: ErrorOptions) {
    super(message, options);
    this.name = "SecretScanError";
    this.code = code;
    this.place = place;
    this.remedy = remedy;
  }

  /** `FILE:LINE:COLUMN: message. remedy`, on one line. */
  describe(): string {
    const { file, line, column } = this.place;
    const at = [file, line, column].filter((part) => part !== undefined).join(":");
    const text = at === "" ? this.message : `${at}: ${this.message}`;
    return this.remedy === "" ? text : `${text}. ${this.remedy}`;
  }
}
