/**
 * The files that `init` writes beside the hook: ignore lines, the allowlist with its key, names of the variables in use.
 */

import { randomBytes } from "node:crypto";
import { SCHEMA_COMMENT } from "../../allow/render-entry.js";
import { changeOf, NO_PLAN, type Plan, type ReadText } from "./change.js";
import { blockIn, withBlockAtEnd, withoutBlock } from "./marked-block.js";

const IGNORED = [".env", ".env.*", "!.env.example", "!.env.sample", "!.env.template", "!.env.dist"];

/** `.gitignore`: environment files, but not their examples. Lines that are there already are not written again. */
export async function planGitignore(read: ReadText, undo: boolean): Promise<Plan> {
  const path = ".gitignore";
  const before = await read(path);
  const text = before ?? "";
  const change = (after: string | undefined): Plan =>
    changeOf({ path, before, after, purpose: "keeps environment files out of git" });
  if (undo) {
    if (blockIn(text) === undefined) return NO_PLAN;
    const rest = withoutBlock(text);
    return change(rest.trim() === "" ? undefined : rest);
  }
  if (blockIn(text) !== undefined) return NO_PLAN;
  const present = new Set(text.split(/\r?\n/).map((line) => line.trim().replace(/^\//, "")));
  const missing = IGNORED.filter((line) => !present.has(line));
  // The exceptions only mean something after the lines that they are exceptions from.
  const needed = missing.some((line) => !line.startsWith("!"))
    ? IGNORED.filter((line) => line.startsWith("!") || missing.includes(line))
    : missing;
  return needed.length === 0 ? NO_PLAN : change(withBlockAtEnd(text, needed));
}

const ALLOWLIST_HEAD = `${SCHEMA_COMMENT}\n# What secret-scan does not report, and why. \`secret-scan allow\` adds entries.\nversion: 1\n`;
const PRISTINE = /^(?:# yaml[^\n]*\n)?# What secret-scan[^\n]*\nversion: 1\n# [^\n]*\nkey: \S+\nentries: \[\]\n$/;

/** `.secrets-allowlist` with a key of its own, so that fingerprints of this repository mean nothing elsewhere. */
export async function planAllowlist(read: ReadText, undo: boolean): Promise<Plan> {
  const path = ".secrets-allowlist";
  const before = await read(path);
  const purpose = "exceptions, with a reason each; and the key of the fingerprints";
  if (undo) {
    if (before === undefined) return NO_PLAN;
    if (PRISTINE.test(before)) return changeOf({ path, before, after: undefined, purpose });
    return { changes: [], notes: [`${path} stays: it has entries`] };
  }
  if (before !== undefined) return NO_PLAN;
  const key = randomBytes(32).toString("base64");
  const after = `${ALLOWLIST_HEAD}# Fingerprints are keyed with it; changing it makes them all new.\nkey: ${key}\nentries: []\n`;
  return changeOf({ path, before, after, purpose });
}

const EXAMPLE_HEAD =
  "# Names of the variables that this project reads; made by `secret-scan init`. Copy it to .env and fill it in there.";

/** `.env.example`: names only. One that is there is the user's. */
export async function planEnvExample(read: ReadText, names: () => Promise<readonly string[]>, undo: boolean): Promise<Plan> {
  const path = ".env.example";
  const before = await read(path);
  const purpose = "names of the variables in use, without values";
  if (undo) {
    const isOurs =
      before?.startsWith(EXAMPLE_HEAD) === true &&
      before
        .split("\n")
        .slice(1)
        .every((line) => /^(?:[\w.-]+=)?$/.test(line));
    return isOurs ? changeOf({ path, before, after: undefined, purpose }) : NO_PLAN;
  }
  if (before !== undefined) return NO_PLAN;
  const used = await names();
  if (used.length === 0) return NO_PLAN;
  return changeOf({ path, before, after: `${EXAMPLE_HEAD}\n${used.map((name) => `${name}=\n`).join("")}`, purpose });
}
