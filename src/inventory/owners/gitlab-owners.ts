/**
 * GitLab's CODEOWNERS: sections judged apart, the last match in each, default owners after a heading, exclusions.
 */

import type { OwnersOf } from "./codeowners.js";
import { compilePathGlob } from "./path-glob.js";

interface Rule {
  readonly matches: (path: string) => boolean;
  /** `undefined`: the path is taken out of the section. */
  readonly owners: readonly string[] | undefined;
}

const HEADING = /^\^?\[(?<name>[^\]]+)\](?:\[\d+\])?(?<owners>(?:\s+\S+)*)\s*$/;

/** Sections of one name, whatever its letter case, are one. */
export function parseGitlabOwners(text: string): OwnersOf {
  const sections = new Map<string, Rule[]>([["", []]]);
  let section = "";
  let defaults: readonly string[] = [];
  for (const raw of text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/)) {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) continue;
    const heading = HEADING.exec(line)?.groups;
    if (heading) {
      section = (heading["name"] ?? "").toLowerCase();
      defaults = (heading["owners"] ?? "").split(/\s+/).filter(isOwner);
      if (!sections.has(section)) sections.set(section, []);
      continue;
    }
    sections.get(section)?.push(ruleOf(line, defaults));
  }
  return (path) => {
    const owners = [...sections.values()].flatMap((rules) => ownersIn(rules, path));
    return [...new Set(owners)];
  };
}

function ownersIn(rules: readonly Rule[], path: string): readonly string[] {
  const matching = rules.filter(({ matches }) => matches(path));
  if (matching.some(({ owners }) => owners === undefined)) return [];
  return matching.at(-1)?.owners ?? [];
}

function ruleOf(line: string, defaults: readonly string[]): Rule {
  const words = line.match(/(?:\\.|\S)+/g) ?? [];
  const pattern = (words[0] ?? "").replace(/\\([ #])/g, "$1");
  if (pattern.startsWith("!")) return { matches: compileGitlabPattern(pattern.slice(1)), owners: undefined };
  const owners = words.slice(1).filter(isOwner);
  return { matches: compileGitlabPattern(pattern), owners: owners.length > 0 ? owners : defaults };
}

/** `@user`, `@group/sub`, `@@role`, an e-mail; other words are a comment. */
function isOwner(word: string): boolean {
  return word.startsWith("@") || /^[^@\s]+@[^@\s]+$/.test(word);
}

/** A pattern without a leading slash holds at any depth; one that ends with a slash holds all beneath. */
function compileGitlabPattern(pattern: string): (path: string) => boolean {
  if (pattern === "*") return () => true;
  const core = pattern.replace(/^\//, "").replace(/\/$/, "/**");
  return compilePathGlob(core, { bound: pattern.startsWith("/"), beneath: "none" });
}
