/**
 * `.secret-scan.yaml`: what a repository says of its secrets and of how it is scanned. Untrusted input: it names no file outside of
 * the repository, runs nothing and switches nothing off that finds.
 */

import { join, resolve } from "node:path";
import { compileGlob, globProblem } from "../allow/glob.js";
import { didYouMean } from "../allow/nearest.js";
import { readExceptionFile } from "../allow/text-file.js";
import { checkSecretOverrides, type SecretOverride } from "../inventory/config/secret-override.js";
import { checkPolicy, DEFAULT_POLICY, type InventoryPolicy } from "../inventory/policy.js";
import { SecretScanError } from "../model/error.js";
import type { PathMatcher } from "../sources/worktree/exclusion.js";
import type { Settings } from "./settings.js";

export const CONFIGURATION_FILE = ".secret-scan.yaml";

export interface Configuration {
  /** As reports and messages name it. */
  readonly file: string;
  /** Overrides of the inventory's entries. */
  readonly secrets: readonly SecretOverride[];
  /** What `inventory --check` refuses. */
  readonly policy: InventoryPolicy;
  /** Paths that are left out, as by `--exclude`. */
  readonly exclude: readonly PathMatcher[];
  /** Paths whose mentions of names the inventory does not count. What is found in them counts. */
  readonly inventoryExclude: readonly PathMatcher[];
  /** Whether inline markers of other scanners are honoured. */
  readonly foreignMarkers: boolean;
}

const KEYS = ["version", "secrets", "policy", "inventory", "exclude", "foreignMarkers"] as const;
/** YAML aliases that a configuration may expand to: it needs none. */
const MAX_ALIASES = 16;

export const EMPTY_CONFIGURATION: Configuration = {
  file: CONFIGURATION_FILE,
  secrets: [],
  policy: DEFAULT_POLICY,
  exclude: [],
  inventoryExclude: [],
  foreignMarkers: false,
};

/**
 * @param root folder that holds the default file
 * @throws SecretScanError `usage` with file and line
 */
export async function loadConfiguration(
  settings: Pick<Settings, "configFile">,
  cwd: string,
  root: string,
): Promise<Configuration> {
  const named = settings.configFile;
  if (named === false) return EMPTY_CONFIGURATION;
  const file = named ?? CONFIGURATION_FILE;
  const text = await (named === undefined
    ? readExceptionFile(join(root, file), file, root)
    : readExceptionFile(resolve(cwd, named), file));
  if (text !== undefined) return parseConfiguration(text, file);
  if (named === undefined) return EMPTY_CONFIGURATION;
  throw new SecretScanError("usage", "no such configuration", { file }, "Check the path after --config");
}

/** A stranger may have written it, and a parser of YAML takes seconds for a mebibyte. Characters. */
const MOST_LENGTH = 1 << 20;

/** @throws SecretScanError `usage` with file and line */
export async function parseConfiguration(text: string, file: string): Promise<Configuration> {
  if (text.length > MOST_LENGTH) throw new SecretScanError("usage", "the file is larger than 1 MiB", { file }, "Shorten it");
  const { isMap, isSeq, LineCounter, parseDocument } = await import("yaml");
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const place = (offset: number): { file: string; line: number; column: number } => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const [error] = document.errors;
  if (error !== undefined) {
    throw new SecretScanError(
      "usage",
      `no valid YAML (${error.code.toLowerCase().replaceAll("_", " ")})`,
      place(error.pos[0]),
      "Mend the line",
    );
  }
  const root = document.contents;
  if (root === null) return { ...EMPTY_CONFIGURATION, file };
  if (!isMap(root))
    throw new SecretScanError("usage", "the file must be a mapping", { file, line: 1 }, `Its keys are ${KEYS.join(", ")}`);
  const values = expanded(document, file);
  for (const { key } of root.items) {
    const node = key as { value?: unknown; range?: readonly number[] | null };
    const name = String(node.value);
    if (KEYS.some((known) => known === name)) continue;
    throw new SecretScanError(
      "usage",
      `unknown key "${name}"`,
      place(node.range?.[0] ?? 0),
      didYouMean(name, KEYS, `Known keys: ${KEYS.join(", ")}`),
    );
  }
  const fail = (key: string, what: string): never => {
    const node = root.get(key, true) as { range?: readonly number[] | null } | undefined;
    throw new SecretScanError("usage", `${key}: ${what}`, place(node?.range?.[0] ?? 0), "See docs/configuration.md");
  };
  if (values["version"] !== undefined && values["version"] !== 1) fail("version", "this program reads version 1");
  const markers = values["foreignMarkers"] ?? false;
  if (typeof markers !== "boolean") fail("foreignMarkers", "must be true or false");
  const list = root.get("secrets", true);
  const lineOf = (index: number, key?: string): number | undefined => {
    let node: unknown = isSeq(list) ? list.items[index] : undefined;
    for (const name of key?.split(".") ?? []) {
      const pair = isMap(node) ? node.items.find((item) => String((item.key as { value?: unknown }).value) === name) : undefined;
      // the last name's own line; what leads to it is gone through
      node = name === key?.split(".").at(-1) ? pair?.key : pair?.value;
    }
    const range = (node as { range?: readonly number[] | null } | undefined)?.range;
    return range == null ? undefined : place(range[0]!).line;
  };
  return {
    file,
    secrets: checkSecretOverrides(values["secrets"], file, lineOf),
    policy: checkPolicy(values["policy"], (what) => fail("policy", what)),
    exclude: readGlobs(values["exclude"], (what) => fail("exclude", what)),
    inventoryExclude: readInventory(values["inventory"], (what) => fail("inventory", what)),
    foreignMarkers: markers === true,
  };
}

/** Whether the inventory counts what a file says of names. */
export function countedPaths({ inventoryExclude }: Configuration): (path: string) => boolean {
  return (path) => !inventoryExclude.some(({ matches }) => matches(path));
}

/** The settings with what the configuration adds to them. */
export function configured(settings: Settings, { exclude, foreignMarkers }: Configuration): Settings {
  return { ...settings, exclude: [...settings.exclude, ...exclude], foreignMarkers: settings.foreignMarkers || foreignMarkers };
}

function expanded(document: { toJS(options: { maxAliasCount: number }): unknown }, file: string): Record<string, unknown> {
  try {
    return document.toJS({ maxAliasCount: MAX_ALIASES }) as Record<string, unknown>;
  } catch (cause) {
    throw new SecretScanError("usage", "too many aliases", { file }, "Write the values out", { cause });
  }
}

function readInventory(value: unknown, fail: (what: string) => never): PathMatcher[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || Array.isArray(value)) return fail("must be a mapping with `exclude`");
  const { exclude, ...rest } = value as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return fail(`unknown key "${unknown}"; known: exclude`);
  return readGlobs(exclude, (what) => fail(`exclude: ${what}`));
}

function readGlobs(value: unknown, fail: (what: string) => never): PathMatcher[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || value.some((glob) => typeof glob !== "string")) return fail("must be a list of globs");
  return value.map((glob: string) => {
    const problem = globProblem(glob);
    if (problem !== undefined) fail(`invalid glob ${glob}: ${problem}`);
    return { glob, matches: compileGlob(glob) };
  });
}
