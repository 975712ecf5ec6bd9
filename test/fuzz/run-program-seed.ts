/**
 * One seed of the fuzzing of the built program: settings, command lines, trees or repositories, and the invariants that they broke.
 */

import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { mutated, randomArguments, randomFile } from "./generate.js";
import { generateRepository } from "./generate-repository.js";
import { generatedSettings, SETTINGS_KINDS } from "./generate-settings.js";
import { createRandom, type Random } from "./random.js";
import { PLANTED } from "./run-seed.js";

/** A run that takes longer hangs. Milliseconds. */
const HANG_MS = 120_000;
const FOUND_RULE = "github-personal-access-token";
const JSON_REPORT = ["--format", "json", "--reproducible", "--min-confidence", "low"];

export interface ProgramFuzzing {
  /** The repository's root: of the program and its schemas. */
  readonly root: string;
  /** An empty folder that this seed may fill; the one above it is ours as well. */
  readonly folder: string;
}

interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export type ProgramSubject = "settings" | "command-line" | "tree" | "repository";

export const PROGRAM_SUBJECTS: readonly ProgramSubject[] = ["settings", "command-line", "tree", "repository"];

/** What a seed breaks; undefined when all holds. The seed decides on the subject where none is named. */
export async function brokenByProgram(
  seed: number,
  fuzzing: ProgramFuzzing,
  subject?: ProgramSubject,
): Promise<string | undefined> {
  const chosen = subject ?? PROGRAM_SUBJECTS[seed % PROGRAM_SUBJECTS.length]!;
  const broken = await RUNS[chosen](createRandom(seed), fuzzing);
  return broken === undefined ? undefined : `seed ${seed}, ${chosen}: ${broken}`;
}

const RUNS: Readonly<Record<ProgramSubject, (random: Random, fuzzing: ProgramFuzzing) => Promise<string | undefined>>> = {
  async settings(random, fuzzing) {
    const kind = random.pick(SETTINGS_KINDS);
    writeFileSync(join(fuzzing.folder, "a.txt"), `token = ${PLANTED}\n`);
    writeFileSync(join(fuzzing.folder, "s.yaml"), generatedSettings(kind, random));
    const words =
      random.below(4) === 0 && kind === "rules" ? ["rules", "check", "s.yaml"] : [...JSON_REPORT, `--${kind}`, "s.yaml"];
    return brokenRun(words, await run(words, fuzzing), fuzzing);
  },
  async "command-line"(random, fuzzing) {
    // one level down, so that `..` is ours too
    const cwd = join(fuzzing.folder, "in");
    mkdirSync(cwd);
    writeFileSync(join(cwd, "a.txt"), `token = ${PLANTED}\n`);
    writeFileSync(join(cwd, "s.yaml"), generatedSettings(random.pick(SETTINGS_KINDS), random));
    const words = randomArguments(random);
    return brokenRun(words, await run(words, { ...fuzzing, folder: cwd }), fuzzing);
  },
  async tree(random, fuzzing) {
    for (let i = 1 + random.below(60); i > 0; i--) {
      const { name, bytes } = randomFile(random, PLANTED);
      const odd = random.pick(["", "é", "\u001b[2J", "\u202e", "a b", "'\"", "%", "\n", ".env", "-"]);
      writeFileSync(join(fuzzing.folder, `${i}-${odd}${name}`), mutated(bytes, random));
    }
    writeFileSync(join(fuzzing.folder, "planted.txt"), `token = ${PLANTED}\n`);
    return brokenScan([], fuzzing, "planted.txt");
  },
  async repository(random, fuzzing) {
    const { range } = generateRepository(random, fuzzing.folder, PLANTED);
    return (
      (await brokenScan([], fuzzing, "planted.txt")) ??
      (await brokenScan(["history"], fuzzing, "third.txt")) ??
      (await brokenScan(["range", range], fuzzing, "third.txt")) ??
      (await brokenScan(["staged"], fuzzing, "staged.txt")) ??
      (await brokenOther(
        random.pick([["inventory"], ["doctor"], ["baseline", "write"], ["hook", "pre-commit"], ["init", "--yes"]]),
        fuzzing,
      ))
    );
  },
};

async function brokenOther(words: readonly string[], fuzzing: ProgramFuzzing): Promise<string | undefined> {
  return brokenRun(words, await run(words, fuzzing), fuzzing);
}

/** Scans with one thread and with three: valid, the same, and the planted secret is found. */
async function brokenScan(command: readonly string[], fuzzing: ProgramFuzzing, path: string): Promise<string | undefined> {
  const words = [...command, ...JSON_REPORT];
  const [one, three] = await Promise.all(["1", "3"].map((threads) => run([...words, "--threads", threads], fuzzing)));
  const broken = brokenRun(words, one!, fuzzing) ?? brokenRun(words, three!, fuzzing);
  if (broken !== undefined) return broken;
  if (one!.stdout !== three!.stdout) return `${words.join(" ")}: three threads say something else than one`;
  if (one!.stdout === "") return `${words.join(" ")}: no report: ${one!.stderr.slice(0, 300)}`;
  const { findings } = JSON.parse(one!.stdout) as { findings: { ruleId: string; path: string }[] };
  const isFound = findings.some((finding) => finding.ruleId === FOUND_RULE && finding.path === path);
  return isFound ? undefined : `${words.join(" ")}: the planted secret is lost`;
}

/** What must hold of any run. */
function brokenRun(words: readonly string[], { code, stdout, stderr }: Outcome, { root }: ProgramFuzzing): string | undefined {
  const what = `${JSON.stringify(words)} exit ${code}: ${stderr.slice(0, 400)}`;
  if (code === null) return `hangs: ${what}`;
  if (![0, 1, 2, 3].includes(code)) return `undocumented exit code: ${what}`;
  if (/\n\s+at |a bug/.test(stderr)) return `stack trace: ${what}`;
  if ((stdout + stderr).includes(PLANTED.slice(8, 30))) return `leaks: ${what}`;
  if (!words.includes("json") || !stdout.startsWith("{") || words.includes("--help=1")) return undefined;
  validator ??= ownSchema(root);
  const validate = validator;
  try {
    if (validate(JSON.parse(stdout))) return undefined;
    return `invalid report: ${JSON.stringify(validate.errors).slice(0, 400)}: ${what}`;
  } catch {
    return `no JSON: ${what}`;
  }
}

let validator: ValidateFunction | undefined;

function ownSchema(root: string): ValidateFunction {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(readFileSync(join(root, "schemas/secrets-scan.schema.json"), "utf8")));
}

function run(words: readonly string[], { root, folder }: ProgramFuzzing): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const dropped =
      /^(?:GIT_|CI$|NO_COLOR$|FORCE_COLOR$|NODE_EXTRA_CA_CERTS$|SOURCE_DATE_EPOCH$|GITHUB_|GITLAB_|VITEST|NODE_OPTIONS$)/;
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
    const child = spawn(process.execPath, [join(root, "bin/secret-scan.js"), ...words], { cwd: folder, env });
    const timer = setTimeout(() => child.kill("SIGKILL"), HANG_MS);
    const output = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output.stderr += text));
    child.stdin.on("error", () => {});
    child.stdin.end(`token = ${PLANTED}\n`);
    child.on("error", reject);
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code, ...output });
    });
  });
}
