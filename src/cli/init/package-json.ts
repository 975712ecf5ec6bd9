/**
 * `package.json`, read and written with its own indentation and line end.
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

export function writePackage(before: string, value: Readonly<Record<string, unknown>>): string {
  const indent = /^([ \t]+)"/m.exec(before)?.[1] ?? "  ";
  const text = `${JSON.stringify(value, undefined, indent)}${/\n$/.test(before) ? "\n" : ""}`;
  return /\r\n/.test(before) ? text.replaceAll("\n", "\r\n") : text;
}
