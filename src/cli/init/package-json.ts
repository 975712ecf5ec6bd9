/**
 * `package.json` and the like, as values; `json-text.ts` changes their text.
 */

/** Undefined when there is none or it is broken: then it is left alone. */
export function readPackage(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
