/**
 * The program's version: `package.json`'s, put in by the bundler; run from source it is read there.
 */

declare const SECRET_SCAN_VERSION: string | undefined;

export const VERSION: string = typeof SECRET_SCAN_VERSION === "string" ? SECRET_SCAN_VERSION : "0.0.0-source";
