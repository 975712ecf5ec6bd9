/**
 * Globs over names of secrets: `*` is any run of characters, `?` one. Case-sensitive; a name is no path, so `/` is nothing special.
 */

/** True for what is matched as a pattern, not as a name. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

export function compileNameGlob(glob: string): (name: string) => boolean {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replaceAll("?", ".");
  const pattern = new RegExp(`^${source}$`, "s");
  return (name) => pattern.test(name);
}
