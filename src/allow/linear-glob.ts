/**
 * Matching of globs in time that grows with the path alone, whatever the glob: a repository's settings are untrusted, and a regular
 * expression of a dozen `*` tries for ever on a name that was made for it.
 *
 * Owns the matching. What a glob means is `glob.ts`; this agrees with it on all that it takes.
 */

/** What a stretch of a glob stands for. */
type Step =
  | { readonly one: (code: number) => boolean }
  /** Any number of such characters. */
  | { readonly many: (code: number) => boolean }
  | { readonly either: readonly (readonly Step[])[] };

/** A state of the automaton: goes on to `free` without a character, to `next` by one that `test` takes. */
interface State {
  readonly free: number[];
  readonly test: (code: number) => boolean;
  readonly next: number;
}

/** A set of states that a path leads to, and where each character led from it. */
interface Place {
  readonly states: readonly number[];
  readonly accepts: boolean;
  readonly next: Map<number, Place>;
}

const SLASH = 0x2f;
/** Places that are remembered; beyond it all are forgotten, so that a hostile glob takes no more memory than this. */
const MOST_PLACES = 256;

const ENDS_IN_STAR = /(?<!\\)(?:\\\\)*\*$/;

const isAny = (): boolean => true;
const isNone = (): boolean => false;
const isInName = (code: number): boolean => code !== SLASH;

/** True for a glob that a regular expression may take long to match. */
export function mayBeSlow(glob: string): boolean {
  const names = glob.split("/");
  // one at the end takes what is left, and never tries again
  const deep = names.slice(0, -1).filter((name) => name === "**").length;
  const stars = names.map((name) => (name === "**" ? 0 : (name.match(/\*+/g)?.length ?? 0)));
  return deep > 1 || Math.max(...stars) > 2 || (glob.match(/\{/g)?.length ?? 0) > 2;
}

/** A predicate over whole paths; undefined for a glob with braces that are no plain choice. */
export function linearMatcher(glob: string): ((path: string) => boolean) | undefined {
  const steps = stepsOf(glob);
  return steps === undefined ? undefined : matcherOf(steps);
}

function stepsOf(glob: string): readonly Step[] | undefined {
  const names = splitOutsideBraces(glob, "/");
  if (names.some((name) => name !== "**" && name.includes("**") && name.includes("{"))) return undefined;
  const steps: Step[] = [];
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1;
    const slash: Step = { one: (code) => code === SLASH };
    if (name !== "**") {
      const parsed = stepsOfName(name);
      if (parsed === undefined) return undefined;
      // a `**` before it has brought its slash
      if (index > 0 && names[index - 1] !== "**") steps.push(slash);
      steps.push(...parsed);
      continue;
    }
    if (index > 0 && names[index - 1] === "**") continue;
    // at the end it holds the folder itself as well, unless that ends in a star; elsewhere any number of folders, none included
    const opening = index > 0 ? [slash] : [];
    const isRest = names.slice(index).every((rest) => rest === "**");
    if (isRest) {
      const below: readonly Step[] = index === 0 ? [{ many: isAny }] : [slash, { many: isAny }];
      steps.push(...(index > 0 && !ENDS_IN_STAR.test(names[index - 1]!) ? [{ either: [[], below] }] : below));
    }
    if (!isRest && !isLast) steps.push(...opening, { either: [[], [{ many: isAny }, slash]] });
  }
  return steps;
}

/** @returns undefined for braces that are no plain choice */
function stepsOfName(name: string): readonly Step[] | undefined {
  const steps: Step[] = [];
  for (let at = 0; at < name.length; at++) {
    const character = name[at]!;
    if (character === "*") {
      if (name[at - 1] !== "*" || at === 0) steps.push({ many: isInName });
    } else if (character === "?") steps.push({ one: isInName });
    else if (character === "[") {
      const end = name.indexOf("]", at + 2);
      const set = setOf(name.slice(at + 1, end));
      if (set === undefined) return undefined;
      steps.push({ one: set });
      at = end;
    } else if (character === "{") {
      const end = closingBrace(name, at);
      const choices = splitOutsideBraces(name.slice(at + 1, end), ",");
      const branches = choices.map((choice) => (choice.includes("..") || choice.includes("/") ? undefined : stepsOfName(choice)));
      if (choices.length < 2 || branches.includes(undefined)) return undefined;
      steps.push({ either: branches as (readonly Step[])[] });
      at = end;
    } else {
      const code = name.charCodeAt(character === "\\" ? ++at : at);
      steps.push({ one: (given) => given === code });
    }
  }
  return steps;
}

/** The characters of a set; undefined for one that a regular expression does not take. */
function setOf(content: string): ((code: number) => boolean) | undefined {
  const isOthers = /^[!^]/.test(content);
  try {
    const expression = new RegExp(`[${isOthers ? "^" : ""}${isOthers ? content.slice(1) : content}]`, "s");
    return (code) => code !== SLASH && expression.test(String.fromCharCode(code));
  } catch {
    return undefined;
  }
}

function closingBrace(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "{") depth++;
    else if (text[at] === "}" && --depth === 0) return at;
  }
  return text.length;
}

function splitOutsideBraces(text: string, separator: string): readonly string[] {
  const parts = [""];
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (character === "{") depth++;
    if (character === "}") depth--;
    if (character === separator && depth === 0) parts.push("");
    else parts[parts.length - 1] += character === "\\" ? character + (text[++at] ?? "") : character;
  }
  return parts;
}

function matcherOf(steps: readonly Step[]): (path: string) => boolean {
  const states: State[] = [];
  const add = (state: State): number => states.push(state) - 1;
  const end = add({ free: [], test: isNone, next: -1 });
  const entryOf = (list: readonly Step[], after: number): number =>
    list.reduceRight((next, step) => {
      if ("one" in step) return add({ free: [], test: step.one, next });
      if ("either" in step) return add({ free: step.either.map((branch) => entryOf(branch, next)), test: isNone, next: -1 });
      const loop = states.length;
      return add({ free: [next], test: step.many, next: loop });
    }, after);
  const entry = entryOf(steps, end);

  let places = new Map<string, Place>();
  const placeOf = (from: readonly number[]): Place => {
    const reached = new Set<number>();
    const reach = (state: number): void => {
      if (reached.has(state)) return;
      reached.add(state);
      states[state]!.free.forEach(reach);
    };
    from.forEach(reach);
    const all = [...reached].sort((a, b) => a - b);
    const key = all.join();
    let place = places.get(key);
    if (place === undefined) {
      place = { states: all, accepts: reached.has(end), next: new Map() };
      places.set(key, place);
    }
    return place;
  };
  let start = placeOf([entry]);
  return (path) => {
    if (places.size > MOST_PLACES) {
      places = new Map();
      start = placeOf([entry]);
    }
    let place = start;
    for (let at = 0; at < path.length && place.states.length > 0; at++) {
      const code = path.charCodeAt(at);
      let next = place.next.get(code);
      if (next === undefined) {
        next = placeOf(place.states.flatMap((state) => (states[state]!.test(code) ? [states[state]!.next] : [])));
        place.next.set(code, next);
      }
      place = next;
    }
    return place.accepts;
  };
}
