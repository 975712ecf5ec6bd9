/**
 * How each tool is called for each kind of work, and how its output is read: findings, bytes it says it read, whether it was complete.
 *
 * A command is `(work) => { args, codes, read }`: `work` has `target` (folder or file), `out` (a file for a report), `range`;
 * `codes` are the exit codes that mean "done"; `read(result, out)` gives `{ findings, files?, bytes? }` or throws when the output is not
 * whole. Verification against providers is off everywhere.
 */

import { existsSync, readFileSync } from "node:fs";

const TEN_WORDS = ["password", "passwd", "secret", "token", "api_key", "apikey", "auth", "credential", "private_key", "bearer"];
const RG_ALL = ["-uuu", "--glob=!.git", "--count-matches", "--no-messages"];

const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const counted = ({ stdout }) => ({ findings: sum([...stdout.matchAll(/(?:^|:)(\d+)$/gm)].map(([, n]) => Number(n))) });
const ripgrep = (words) => ({
  folder: ({ target }) => ({ args: [...RG_ALL, ...words, target], codes: [0, 1], read: counted }),
  stdin: () => ({ args: ["--count-matches", "-a", ...words, "-"], codes: [0, 1], read: counted }),
});

/** `scanned ~123 bytes` on standard error. */
const saidBytes = ({ stderr }) => {
  const bytes = /scanned ~(\d+) bytes/.exec(stderr)?.[1];
  if (bytes === undefined) throw new Error("does not say that it ended");
  return Number(bytes);
};
const leaks = (subcommand) => (work) => ({
  args: [...subcommand(work), "--no-banner", "--no-color", ...work.report],
  codes: [0, 1],
  read: (result, out) => {
    // without findings some versions write no report
    const report = result.code === 0 && !existsSync(out) ? [] : json(out);
    return { findings: (report.findings ?? report).length, bytes: saidBytes(result) };
  },
});
const betterleaks = (subcommand) => (work) => leaks(subcommand)({ ...work, report: ["-o", work.out] });
const gitleaks = (subcommand) => (work) =>
  leaks(subcommand)({ ...work, report: ["--report-format", "json", "--report-path", work.out] });
const kingfisher = (args) => (work) => ({
  args: ["scan", ...args(work), "--no-validate", "--no-update-check", "--format", "json", "-o", work.out],
  codes: [0, 200, 205],
  read: ({ stdout }, out) => {
    const { findings, audit } = json(out);
    if (audit?.summary.scan_partial > 0 || audit?.summary.scan_failed > 0) throw new Error("says that it was not complete");
    const { bytes_scanned: bytes, blobs_scanned: files } = JSON.parse(stdout.trim().split("\n").at(-1));
    return { findings: findings.length, bytes, files };
  },
});
const trufflehog = (args) => (work) => ({
  args: [...args(work), "--no-verification", "--no-update", "--json"],
  codes: [0, 183],
  read: ({ stdout, stderr }) => {
    const bytes = /"bytes":\s*(\d+)/.exec(stderr)?.[1];
    if (bytes === undefined) throw new Error("does not say that it ended");
    return { findings: stdout.split("\n").filter((line) => line.includes('"DetectorName"')).length, bytes: Number(bytes) };
  },
});
const lines = ({ stdout }) => ({ findings: stdout.split("\n").filter((line) => line !== "").length });

/** Programs, in the order of the tables. `family`: rows of one program. */
export const TOOLS = [
  { name: "ripgrep, one literal", family: "rg", program: "rg", floor: true, commands: ripgrep(["-F", "-e", "XyZZyPlugh"]) },
  {
    name: "ripgrep, ten words, any case",
    family: "rg",
    program: "rg",
    floor: true,
    commands: ripgrep(["-i", ...TEN_WORDS.flatMap((w) => ["-e", w])]),
  },
  {
    name: "betterleaks",
    family: "betterleaks",
    program: "betterleaks",
    commands: {
      version: () => ({ args: ["--version"], codes: [0], read: () => ({}) }),
      folder: betterleaks(({ target }) => ["filesystem", target]),
      stdin: betterleaks(() => ["stdin"]),
      staged: betterleaks(() => ["git", "--staged"]),
      range: betterleaks(({ range }) => ["git", `--log-opts=${range}`]),
      history: betterleaks(() => ["git", "."]),
    },
  },
  {
    name: "kingfisher",
    family: "kingfisher",
    program: "kingfisher",
    commands: {
      version: () => ({ args: ["--version"], codes: [0], read: () => ({}) }),
      folder: kingfisher(({ target }) => [target, "--git-history", "none"]),
      stdin: kingfisher(() => ["-"]),
      staged: kingfisher(() => [".", "--staged"]),
      range: kingfisher(({ range }) => [".", "--since-commit", range.split("..")[0]]),
      history: kingfisher(() => ["."]),
    },
  },
  {
    name: "gitleaks",
    family: "gitleaks",
    program: "gitleaks",
    commands: {
      version: () => ({ args: ["--version"], codes: [0], read: () => ({}) }),
      folder: gitleaks(({ target }) => ["dir", target]),
      stdin: gitleaks(() => ["stdin"]),
      staged: gitleaks(() => ["git", "--pre-commit", "--staged"]),
      range: gitleaks(({ range }) => ["git", `--log-opts=${range}`]),
      history: gitleaks(() => ["git", "."]),
    },
  },
  {
    name: "trufflehog",
    family: "trufflehog",
    program: "trufflehog",
    commands: {
      folder: trufflehog(({ target }) => ["filesystem", target]),
      stdin: trufflehog(() => ["stdin"]),
      range: trufflehog(({ range }) => ["git", "file://.", "--since-commit", range.split("..")[0]]),
      history: trufflehog(() => ["git", "file://."]),
    },
  },
  {
    name: "titus",
    family: "titus",
    program: "titus",
    versionArgs: ["version"],
    commands: {
      folder: ({ target }) => ({
        args: ["scan", target, "--format", "json"],
        codes: [0, 1],
        read: ({ stdout }) => ({ findings: JSON.parse(stdout).length }),
      }),
    },
  },
  {
    name: "ripsecrets",
    family: "ripsecrets",
    program: "ripsecrets",
    commands: { folder: ({ target }) => ({ args: [target], codes: [0, 1], read: lines }) },
  },
  {
    name: "detect-secrets",
    family: "detect-secrets",
    program: "detect-secrets",
    commands: {
      folder: ({ target }) => ({
        args: ["scan", "--all-files", "--no-verify", target],
        codes: [0],
        read: ({ stdout }) => ({ findings: Object.values(JSON.parse(stdout).results).flat().length }),
      }),
    },
  },
  {
    name: "secretlint",
    family: "secretlint",
    program: "secretlint",
    commands: {
      folder: ({ target }) => ({
        args: [`${target}/**/*`, "--format", "json"],
        codes: [0, 1],
        read: ({ stdout }) => ({ findings: sum(JSON.parse(stdout).map(({ messages }) => messages.length)) }),
      }),
    },
  },
];
