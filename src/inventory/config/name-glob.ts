/**
 * Globs over names of secrets: `*` is any run of characters, `?` one. Case-sensitive; a name is no path, so `/` is nothing special.
 */

/** True for what is matched as a pattern, not as a name. */
export function isGlob(text: string): boolean {
  return /[*?]/.test(text);
}

/** In steps of at most name times glob, whatever the glob: it may come from a stranger. */
export function compileNameGlob(glob: string): (name: string) => boolean {
  const wanted = [...glob.replace(/\*+/g, "*")];
  return (name) => {
    const chars = [...name];
    let at = 0;
    let next = 0;
    // where the last `*` stands, and what it has taken so far
    let star = -1;
    let taken = 0;
    while (at < chars.length) {
      if (wanted[next] === "*") {
        star = next++;
        taken = at;
      } else if (wanted[next] === "?" || (next < wanted.length && wanted[next] === chars[at])) {
        next++;
        at++;
      } else if (star >= 0) {
        next = star + 1;
        at = ++taken;
      } else return false;
    }
    return wanted.slice(next).every((char) => char === "*");
  };
}
