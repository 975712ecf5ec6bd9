/**
 * `allow` and `baseline` for the table of commands: their options, and which command each of their words asks for.
 */

import { didYouMean } from "../allow/nearest.js";
import { SecretScanError } from "../model/error.js";
import type { Command, CommandInput } from "./command-table.js";
import type { Io } from "./io.js";
import { type GivenOptions, TAKEN } from "./options.js";
import type { Settings } from "./settings.js";

const DEFAULT_DAYS = 14;
const ANY = Number.POSITIVE_INFINITY;

export const EXCEPTION_COMMANDS: readonly Command[] = [
  {
    name: "allow",
    words: "FINGERPRINT|PATH:LINE… | list | check | prune | import FILE | rekey",
    count: [0, ANY],
    summary: "Allow findings, with a reason; or look after the exceptions",
    detail:
      "`list` shows what each entry hides now; `check` is for CI and exits 1 when one is stale or soon ends; `prune` takes out what is stale or over; `import` carries over another scanner's exceptions; `rekey` gives the repository's fingerprints another key.",
    takes: TAKEN.look,
    options: {
      reason: { type: "string", placeholder: "TEXT", describe: "Why it is no leak" },
      owner: { type: "string", placeholder: "O", describe: "Who answers for the exception" },
      expires: { type: "string", placeholder: "DATE", describe: "Its last day, YYYY-MM-DD" },
      last: { type: "boolean", describe: "Allow the findings of the last run that blocked" },
      force: { type: "boolean", describe: "Take a fingerprint that is not found; rekey: lose those that are not found" },
      days: { type: "string", placeholder: "N", describe: `check: what ends within N days (default: ${DEFAULT_DAYS})` },
      as: { type: "string", placeholder: "FORMAT", describe: "import: the file's format, where its name does not tell" },
    },
    run: runAllow,
  },
  {
    name: "baseline",
    words: "write | prune",
    count: [1, 1],
    summary: "Write down what is there today, so that only what is new blocks",
    detail:
      "Once written it only shrinks: `prune` and `write` take out what is gone, and only `write --add` takes in what is new.",
    takes: TAKEN.look,
    options: { add: { type: "boolean", describe: "write: take in what is new" } },
    run: runBaseline,
  },
];

async function runAllow(input: CommandInput, io: Io): Promise<number> {
  const { words, text, flag } = input;
  const settings = await settingsOf(input.given, io);
  const [action, ...rest] = words;
  if (action === "import") return runImport(rest, input, settings, io);
  if (action !== undefined && ["list", "check", "prune", "rekey"].includes(action)) {
    refuseMore(`allow ${action}`, rest);
    if (action === "rekey") return (await import("./commands/allow-rekey.js")).allowRekeyCommand(flag("force"), settings, io);
    const commands = await import("./commands/allow-list.js");
    if (action === "list") return commands.allowListCommand(settings, io);
    if (action === "prune") return commands.allowPruneCommand(settings, io);
    return commands.allowCheckCommand(readDays(text("days")), settings, io);
  }
  const { allowCommand } = await import("./commands/allow.js");
  const request = {
    targets: words,
    reason: text("reason"),
    owner: text("owner"),
    expires: text("expires"),
    force: flag("force"),
    last: flag("last"),
  };
  return allowCommand(request, settings, io);
}

async function runImport(files: readonly string[], { text }: CommandInput, settings: Settings, io: Io): Promise<number> {
  const [file, ...more] = files;
  if (file === undefined) {
    throw new SecretScanError("usage", "allow import: no file is named", {}, "Name another scanner's file of exceptions");
  }
  refuseMore("allow import FILE", more);
  const { allowImportCommand } = await import("./commands/allow-import.js");
  return allowImportCommand({ file, kind: text("as"), owner: text("owner"), expires: text("expires") }, settings, io);
}

async function runBaseline({ words, given, flag }: CommandInput, io: Io): Promise<number> {
  const action = words[0]!;
  const actions = ["write", "prune"];
  if (!actions.includes(action)) {
    throw new SecretScanError(
      "usage",
      `baseline: unknown word "${action}"`,
      {},
      didYouMean(action, actions, "It takes write or prune"),
    );
  }
  const settings = await settingsOf(given, io);
  const commands = await import("./commands/baseline.js");
  if (action === "prune") return commands.baselinePruneCommand(settings, io);
  return commands.baselineWriteCommand(flag("add"), settings, io);
}

/** Options and configuration together. Loaded here and not at the top: the table of commands is read for `--version` too. */
async function settingsOf(given: GivenOptions, io: Io): Promise<Settings> {
  const typed = (await import("./settings.js")).resolveSettings(given, io);
  const { rootOf } = await import("../sources/worktree/targets.js");
  const { configured, loadConfiguration } = await import("./configuration.js");
  return configured(typed, await loadConfiguration(typed, io.cwd, rootOf(io.cwd).root));
}

function readDays(text: string | undefined): number {
  if (text === undefined) return DEFAULT_DAYS;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new SecretScanError("usage", "--days takes a whole number", {}, `Leave it out for ${DEFAULT_DAYS}`);
}

function refuseMore(command: string, more: readonly string[]): void {
  if (more.length > 0)
    throw new SecretScanError("usage", `${command}: "${more[0]}" is too much`, {}, "See `secret-scan allow --help`");
}
