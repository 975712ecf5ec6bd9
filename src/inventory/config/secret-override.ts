/**
 * What `secrets:` in the configuration says of names: checked here, applied by `createOverrides`.
 */

import { SecretScanError } from "../../model/error.js";
import { CRITICALITIES, type Criticality, SECRET_TYPES, type SecretType } from "../../model/secret-type.js";

export interface SecretOverride {
  /** A name, or a glob over names. */
  readonly name: string;
  readonly owners?: readonly string[];
  readonly type?: SecretType;
  readonly criticality?: Criticality;
  readonly description?: string;
  readonly required?: boolean;
  readonly deprecated?: boolean;
  /** Forces a name in or out of the list, whatever its words say. */
  readonly listed?: boolean;
  readonly rotation?: { readonly intervalDays?: number; readonly lastRotated?: string };
  /** Place of the entry, for the inventory's list of declarations; 1-based. */
  readonly line?: number;
}

const KEYS = ["name", "owners", "type", "criticality", "description", "required", "deprecated", "listed", "rotation"];
const ROTATION_KEYS = ["intervalDays", "lastRotated"];

/**
 * Checks the parsed YAML of `secrets:`.
 *
 * @param lineOf line of the entry with that index, or of a key of it (`rotation.intervalDays`), where the parser knows it
 * @throws SecretScanError `usage` that names the entry and the key
 */
export function checkSecretOverrides(
  value: unknown,
  file: string,
  lineOf: (index: number, key?: string) => number | undefined = () => undefined,
): SecretOverride[] {
  if (value === undefined || value === null) return [];
  const fail = (message: string, index?: number, key?: string): never => {
    const line = index === undefined ? undefined : (lineOf(index, key) ?? lineOf(index));
    throw new SecretScanError(
      "usage",
      message,
      { file, ...(line === undefined ? {} : { line }) },
      `An entry of \`secrets\` has: ${KEYS.join(", ")}`,
    );
  };
  if (!Array.isArray(value)) return fail("`secrets` must be a list");
  return value.map((entry: unknown, index) => {
    const where = `secrets[${index}]`;
    const say: Say = (message, key) => fail(`${where}: ${message}`, index, key);
    if (!isMapping(entry)) return say("must be a mapping");
    for (const key of Object.keys(entry)) if (!KEYS.includes(key)) say(`unknown key "${key}"`, key);
    const line = lineOf(index);
    const name = entry["name"];
    if (typeof name !== "string" || name === "") return say("`name` must be a text", "name");
    return {
      name,
      ...owners(entry["owners"], say),
      ...oneOf("type", entry["type"], SECRET_TYPES, say),
      ...oneOf("criticality", entry["criticality"], CRITICALITIES, say),
      ...typed("description", entry["description"], "string", say),
      ...typed("required", entry["required"], "boolean", say),
      ...typed("deprecated", entry["deprecated"], "boolean", say),
      ...typed("listed", entry["listed"], "boolean", say),
      ...rotation(entry["rotation"], say),
      ...(line === undefined ? {} : { line }),
    };
  });
}

/** @param key at whose line to say it */
type Say = (message: string, key?: string) => never;

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

function owners(value: unknown, say: Say): { owners?: string[] } {
  if (value === undefined) return {};
  const list = typeof value === "string" ? [value] : value;
  if (!Array.isArray(list) || !list.every((owner): owner is string => typeof owner === "string" && owner !== ""))
    return say("`owners` must be a list of texts", "owners");
  return { owners: list };
}

function oneOf<K extends string, T extends string>(key: K, value: unknown, allowed: readonly T[], say: Say): { [P in K]?: T } {
  if (value === undefined) return {};
  const found = allowed.find((entry) => entry === value);
  if (found === undefined) return say(`\`${key}\` must be one of ${allowed.join(", ")}`, key);
  return { [key]: found } as { [P in K]?: T };
}

function typed<K extends string, T extends "string" | "boolean">(
  key: K,
  value: unknown,
  type: T,
  say: Say,
): { [P in K]?: T extends "string" ? string : boolean } {
  if (value === undefined) return {};
  if (typeof value !== type) return say(`\`${key}\` must be a ${type === "string" ? "text" : "boolean"}`, key);
  return { [key]: value } as { [P in K]?: T extends "string" ? string : boolean };
}

function rotation(value: unknown, say: Say): { rotation?: { intervalDays?: number; lastRotated?: string } } {
  if (value === undefined) return {};
  if (!isMapping(value)) return say("`rotation` must be a mapping", "rotation");
  for (const key of Object.keys(value)) if (!ROTATION_KEYS.includes(key)) say(`unknown key "rotation.${key}"`, `rotation.${key}`);
  const { intervalDays, lastRotated } = value;
  if (intervalDays !== undefined && !(typeof intervalDays === "number" && Number.isInteger(intervalDays) && intervalDays > 0))
    say("`rotation.intervalDays` must be a whole number of days above 0", "rotation.intervalDays");
  const date = lastRotated instanceof Date ? lastRotated.toISOString().slice(0, 10) : lastRotated;
  if (date !== undefined && !isDate(date)) say("`rotation.lastRotated` must be a date, YYYY-MM-DD", "rotation.lastRotated");
  return {
    rotation: {
      ...(typeof intervalDays === "number" ? { intervalDays } : {}),
      ...(typeof date === "string" ? { lastRotated: date } : {}),
    },
  };
}

function isDate(value: unknown): boolean {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
