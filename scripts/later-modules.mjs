// Where the bundle is cut (`bundle-parts.mjs`): what a hook, standard input, a range or a scan of files does without at its start. Of each of these
// all goes into the second file that is reached through no other way.
//
// A module that stands here may not be used while the modules that import it are loaded, only later; the build says so when one is.
const PACKAGES = ["fast-glob/out/index.js", "yaml/dist/index.js"];

const COMMANDS = [
  "allow",
  "allow-import",
  "allow-list",
  "allow-rekey",
  "baseline",
  "doctor",
  "explain",
  "history",
  "init",
  "inventory",
  "redact",
  "rules",
].map((name) => `src/cli/commands/${name}.ts`);

const HOOKS = ["commit-msg", "pre-push", "pre-receive"].map((name) => `src/cli/hooks/${name}.ts`);

/** Every format but `pretty` and `json`. */
const REPORTS = [
  "codequality",
  "csv",
  "cyclonedx",
  "github",
  "github-summary",
  "gitlab",
  "html/page",
  "inventory/markdown",
  "jsonl",
  "junit",
  "markdown",
  "sarif",
].map((name) => `src/report/${name}.ts`);

const ARCHIVES = ["compressed", "gzip", "pdf", "tar", "zip"].map((name) => `src/decode/archives/${name}.ts`);

/** Paths from the root; packages by the end of theirs. */
export const LATER = [
  ...PACKAGES.map((path) => `node_modules/${path}`),
  ...COMMANDS,
  ...HOOKS,
  ...REPORTS,
  ...ARCHIVES,
  "src/allow/yaml-reader.ts",
  "src/cli/split-options.ts",
  "src/inventory/references/find-in-bytes.ts",
  "src/rules/compile/compile-rules.ts",
  "src/scan/safe-pattern.ts",
];

/**
 * These are in the first file and loaded when one of their exports is first used: tables, what only a finding or a colour needs, and
 * scanning itself, since a hook often has nothing to scan.
 */
export const WHEN_USED = [
  "node_modules/chalk/source/index.js",
  "src/allow/comment-syntax.ts",
  "src/cli/remember-run.ts",
  "src/prefilter/kernel-bytes.generated.ts",
  "src/report/refusal/refusal.ts",
  "src/rules/generated/pack-core.ts",
  "src/rules/generated/pack-text.ts",
  "src/scan/blob-scanner.ts",
  "src/scan/git/version-scanner.ts",
];
