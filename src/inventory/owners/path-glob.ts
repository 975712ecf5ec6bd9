/**
 * Patterns over paths, of CODEOWNERS: a stranger wrote them, so that a match must cost no more than path times pattern.
 *
 * Owns the matching. What a host takes a line of its file for is `github-owners.ts` and `gitlab-owners.ts`.
 */

/** One step of a pattern: a character, any one but a slash, any run without a slash, any one, any run, or a part that may be left out. */
type Step = { readonly char: string } | "one" | "run" | "any" | "all" | { readonly optional: number };

const ANY_FOLDERS: readonly Step[] = [{ optional: 2 }, "all", { char: "/" }];

/** What the path may have in front of and behind the glob. */
export interface GlobEnds {
  /** True: the glob begins at the root. */
  readonly bound: boolean;
  /** Paths that lie in what the glob names: none of them, they too, or only they. */
  readonly beneath: "none" | "too" | "only";
}

/** `**` spans folders, `*` and `?` do not. */
export function compilePathGlob(glob: string, { bound, beneath }: GlobEnds): (path: string) => boolean {
  const end: Readonly<Record<GlobEnds["beneath"], readonly Step[]>> = {
    none: [],
    too: [{ optional: 2 }, { char: "/" }, "all"],
    only: [{ char: "/" }, "any", "all"],
  };
  const steps = [...(bound ? [] : ANY_FOLDERS), ...stepsOf(glob), ...end[beneath]];
  return (path) => matches(steps, path);
}

function stepsOf(glob: string): Step[] {
  return glob.split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/).flatMap((part): readonly Step[] => {
    if (part === "**/") return ANY_FOLDERS;
    if (part === "/**") return [{ char: "/" }, "all"];
    if (part === "**") return ["all"];
    if (part === "*") return ["run"];
    if (part === "?") return ["one"];
    return [...part].map((char) => ({ char }));
  });
}

/** All places in the pattern that the path may have led to, character by character. */
function matches(steps: readonly Step[], path: string): boolean {
  let here = new Set<number>();
  enter(steps, 0, here);
  for (const char of path) {
    const next = new Set<number>();
    for (const at of here) {
      const step = steps[at];
      if (step === undefined) continue;
      if (step === "all" || (step === "run" && char !== "/")) enter(steps, at, next);
      else if (step === "any" || (step === "one" && char !== "/")) enter(steps, at + 1, next);
      else if (typeof step === "object" && "char" in step && step.char === char) enter(steps, at + 1, next);
    }
    if (next.size === 0) return false;
    here = next;
  }
  return here.has(steps.length);
}

/** A run may be empty, and a part may be left out. */
function enter(steps: readonly Step[], at: number, places: Set<number>): void {
  if (places.has(at)) return;
  places.add(at);
  const step = steps[at];
  if (step === "run" || step === "all") enter(steps, at + 1, places);
  else if (typeof step === "object" && "optional" in step) {
    enter(steps, at + 1, places);
    enter(steps, at + 1 + step.optional, places);
  }
}
