/**
 * From options as typed to settings: everything decided once, every error named. Nobody downstream writes a default.
 */

import { availableParallelism } from "node:os";
import { normalize } from "node:path";
import { compileGlob, globProblem } from "../allow/glob.js";
import { didYouMean } from "../allow/nearest.js";
import { SecretScanError } from "../model/error.js";
import { CONFIDENCES, type Confidence, CRITICALITIES, type Criticality } from "../model/secret-type.js";
import { FORMAT_NAMES, type FormatName } from "../report/writer.js";
import { DEFAULT_ARCHIVE_DEPTH, DEFAULT_DECODE_DEPTH } from "../scan/setup.js";
import type { PathMatcher } from "../sources/worktree/exclusion.js";
import type { Io } from "./io.js";
import type { GivenOptions } from "./options.js";

/** A report and where it goes; no file: standard output. */
export interface OutputRequest {
  readonly format: FormatName;
  readonly file?: string;
}

export interface Settings {
  readonly outputs: readonly OutputRequest[];
  readonly minConfidence: Confidence;
  readonly failOn: Criticality | "none";
  readonly ruleFiles: readonly string[];
  readonly only: readonly string[];
  readonly excludeRules: readonly string[];
  readonly exclude: readonly PathMatcher[];
  readonly includeIgnored: boolean;
  /** Undefined: `.secrets-allowlist` at the root, if there is one. */
  readonly allowlistFile: string | undefined;
  /** Undefined: `.secrets-baseline.json` at the root, if there is one. */
  readonly baselineFile: string | undefined;
  /** Undefined: `.secret-scan.yaml` at the root, if there is one; false: none. */
  readonly configFile: string | false | undefined;
  /** Whether inline markers of other scanners count; the configuration says so. */
  readonly foreignMarkers: boolean;
  readonly threads: number;
  readonly maxDecodeDepth: number;
  readonly maxArchiveDepth: number;
  readonly reproducible: boolean;
  readonly epochSeconds: number | undefined;
  readonly progress: boolean;
  readonly color: boolean;
  readonly includeSuppressed: boolean;
  readonly protectAllowlist: boolean;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** In a file's place, as elsewhere: a file of the first name is `./-`; the second cannot be opened where it is a socket. */
const STANDARD_OUTPUT = ["-", "/dev/stdout"];
const MAX_THREADS = 256;
const MAX_DEPTH = 16;

/** @throws SecretScanError `usage` */
export function resolveSettings(given: GivenOptions, io: Io): Settings {
  const epochSeconds = readEpoch(io.env["SOURCE_DATE_EPOCH"]);
  return {
    outputs: readOutputs(given.format ?? ["pretty"]),
    minConfidence: oneOf("--min-confidence", given.minConfidence ?? "medium", CONFIDENCES),
    failOn: oneOf("--fail-on", given.failOn ?? "low", ["none", ...CRITICALITIES] as const),
    ruleFiles: given.rules ?? [],
    only: given.only ?? [],
    excludeRules: given.excludeRule ?? [],
    exclude: (given.exclude ?? []).map(readGlob),
    includeIgnored: given.includeIgnored ?? false,
    allowlistFile: given.allowlist,
    baselineFile: given.baseline,
    configFile: given.config,
    foreignMarkers: false,
    threads: wholeNumber("--threads", given.threads, 1, MAX_THREADS) ?? availableParallelism(),
    maxDecodeDepth: wholeNumber("--max-decode-depth", given.maxDecodeDepth, 0, MAX_DEPTH) ?? DEFAULT_DECODE_DEPTH,
    maxArchiveDepth: wholeNumber("--max-archive-depth", given.maxArchiveDepth, 0, MAX_DEPTH) ?? DEFAULT_ARCHIVE_DEPTH,
    reproducible: (given.reproducible ?? false) || epochSeconds !== undefined,
    epochSeconds,
    progress: (given.progress ?? true) && !given.quiet && !io.env["CI"],
    color: readColor(oneOf("--color", given.color ?? "auto", ["auto", "always", "never"] as const), io),
    includeSuppressed: given.includeSuppressed ?? false,
    protectAllowlist: given.protectAllowlist ?? false,
    quiet: given.quiet ?? false,
    verbose: given.verbose ?? false,
  };
}

function readOutputs(formats: readonly string[]): OutputRequest[] {
  const outputs = formats.map((text) => {
    const at = text.indexOf("=");
    const name = at < 0 ? text : text.slice(0, at);
    const given = at < 0 ? undefined : text.slice(at + 1);
    const file = given !== undefined && STANDARD_OUTPUT.includes(given) ? undefined : given;
    if (file === "") throw new SecretScanError("usage", `--format ${name}=: no file is named`, {}, `Write --format ${name}=FILE`);
    const format = oneOf("--format", name, FORMAT_NAMES);
    return file === undefined ? { format } : { format, file };
  });
  const toStdout = outputs.filter((output) => output.file === undefined);
  if (toStdout.length > 1) {
    const names = toStdout.map(({ format }) => format).join(" and ");
    throw new SecretScanError(
      "usage",
      `--format: ${names} both go to standard output`,
      {},
      "Give all but one of them a file: --format NAME=FILE",
    );
  }
  const twice = outputs.find(({ file }, index) => file !== undefined && isNamedAgain(outputs.slice(index + 1), file));
  if (twice !== undefined)
    throw new SecretScanError("usage", `--format: two reports go to ${twice.file}`, {}, "Give each of them a file of its own");
  return outputs;
}

/** Devices take what comes. */
function isNamedAgain(outputs: readonly OutputRequest[], file: string): boolean {
  return (
    !file.startsWith("/dev/") && outputs.some((other) => other.file !== undefined && normalize(other.file) === normalize(file))
  );
}

function oneOf<Name extends string>(option: string, given: string, names: readonly Name[]): Name {
  const name = names.find((candidate) => candidate === given);
  if (name !== undefined) return name;
  throw new SecretScanError(
    "usage",
    `${option}: unknown value "${given}"`,
    {},
    didYouMean(given, names, `Known: ${names.join(", ")}`),
  );
}

function readGlob(glob: string): PathMatcher {
  const problem = globProblem(glob);
  if (problem !== undefined)
    throw new SecretScanError(
      "usage",
      `--exclude ${glob}: invalid glob: ${problem}`,
      {},
      "A glob is relative to the root: `*` stops at `/`, `**` does not",
    );
  return { glob, matches: compileGlob(glob) };
}

function wholeNumber(option: string, given: number | undefined, least: number, most: number): number | undefined {
  if (given === undefined || (Number.isInteger(given) && given >= least && given <= most)) return given;
  throw new SecretScanError(
    "usage",
    `${option} takes a whole number from ${least} to ${most}`,
    {},
    "Leave it out for the default",
  );
}

function readEpoch(text: string | undefined): number | undefined {
  if (text === undefined || text === "") return undefined;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 0 && seconds <= 253402300799) return seconds;
  throw new SecretScanError(
    "usage",
    "SOURCE_DATE_EPOCH is no number of seconds since 1970",
    {},
    "Unset it, or set it to a whole number",
  );
}

/** --color stands above NO_COLOR, that above FORCE_COLOR, that above what the terminal says. */
function readColor(choice: "auto" | "always" | "never", io: Io): boolean {
  if (choice !== "auto") return choice === "always";
  const { env } = io;
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"] !== undefined && env["FORCE_COLOR"] !== "")
    return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return io.stdout.isTTY === true && env["TERM"] !== "dumb";
}
