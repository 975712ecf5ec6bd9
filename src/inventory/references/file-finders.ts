/**
 * Which finders look through a file, by its path alone. A file of no known kind gets none and costs nothing.
 */

import type { FileFinder } from "../reference.js";
import { DOTNET_HINTS, findInDotnet } from "./code/dotnet.js";
import { findInGo, GO_HINTS } from "./code/go.js";
import { findInJavascript, JAVASCRIPT_HINTS } from "./code/javascript.js";
import { findInJvm, JVM_HINTS } from "./code/jvm.js";
import { OTHER_LANGUAGES, type OtherLanguage } from "./code/others.js";
import { findInPython, PYTHON_HINTS } from "./code/python.js";
import { findInMakefile, findInPowershell, findInShell } from "./code/shell.js";
import {
  findCloudformationUses,
  findInAppsettings,
  findInPlatformJson,
  findInPlatformToml,
  findInPlatformYaml,
  findInProperties,
  findInSopsJson,
  findInSpringYaml,
} from "./deployment/app-config.js";
import { findInCi } from "./deployment/ci.js";
import { findInCompose, findInDockerfile, findPlaceholders } from "./deployment/containers.js";
import { findInDotenv, findInDotenvExample, findInDotenvVault } from "./deployment/dotenv.js";
import { findInGithubActions } from "./deployment/github-actions.js";
import { findInHelmTemplates, findInHelmValues } from "./deployment/helm.js";
import { findInJenkinsfile } from "./deployment/jenkins.js";
import { findInKubernetes } from "./deployment/kubernetes.js";
import { findInTerraform, findInTfvars } from "./deployment/terraform.js";
import { CODE_VAULT_HINTS, findVaultReferences, PYTHON_VAULT_HINTS, VAULT_HINTS } from "./vault-references.js";

const code = (hints: FileFinder["hints"], find: FileFinder["find"]): FileFinder => ({ kind: "code", hints, find });
const other = (language: OtherLanguage): FileFinder => ({ kind: "code", ...OTHER_LANGUAGES[language] });

/** Larger JSON is data. */
const JSON_LIMIT = 256 * 1024;

const VAULT: FileFinder = { kind: "vault-reference", hints: VAULT_HINTS, find: findVaultReferences };
/** Larger files of code are bundles. */
const CODE_VAULT: FileFinder = { kind: "vault-reference", hints: CODE_VAULT_HINTS, limit: 128 * 1024, find: findVaultReferences };
const PLACEHOLDERS: FileFinder = {
  kind: "app-config",
  hints: ["$", "%env(", "env(", "_env", "ENV", "{ vault_", "{vault_", "'env'", '"env"', "{env.", "{{ env"],
  find: findPlaceholders,
};
const SHELL: FileFinder = code(["$", "printenv", " -v ", " -e "], findInShell);
const JAVASCRIPT = code(JAVASCRIPT_HINTS, findInJavascript);
const JVM = code(JVM_HINTS, findInJvm);
const PLATFORM_YAML: FileFinder = {
  kind: "cloud-config",
  hints: ["envVars", "env_variables", "environment:", "NoEcho", "secure:", "ENC[", "!vault", "Variables:"],
  find: findInPlatformYaml,
};
const KUBERNETES: FileFinder = { kind: "kubernetes", hints: ["apiVersion:"], find: findInKubernetes };
const CLOUDFORMATION: FileFinder = { kind: "cloud-config", hints: ["NoEcho"], find: findCloudformationUses };
const HELM: FileFinder = { kind: "kubernetes", hints: [".Values."], find: findInHelmTemplates };
const YAML = [KUBERNETES, HELM, PLATFORM_YAML, CLOUDFORMATION, PLACEHOLDERS, VAULT];
const PLATFORM_JSON: FileFinder = {
  kind: "cloud-config",
  limit: JSON_LIMIT,
  hints: ['"env"', '"build"', 'Env"', '"secrets"', '"environment"', '"Variables"', "localEnv", '"NoEcho"'],
  find: findInPlatformJson,
};
const SOPS_JSON: FileFinder = { kind: "vault-reference", limit: JSON_LIMIT, hints: ["ENC["], find: findInSopsJson };
const CI: FileFinder = { kind: "ci", hints: [], find: findInCi };

const PYTHON_VAULT: FileFinder = { ...CODE_VAULT, hints: PYTHON_VAULT_HINTS };

/** By the ending of the name, in lower case. */
const BY_EXTENSION: ReadonlyMap<string, readonly FileFinder[]> = new Map<string, readonly FileFinder[]>([
  ...list("js mjs cjs jsx ts mts cts tsx vue svelte astro", [JAVASCRIPT, CODE_VAULT]),
  ...list("py pyi ipynb", [code(PYTHON_HINTS, findInPython), PYTHON_VAULT]),
  ...list("go templ", [code(GO_HINTS, findInGo), CODE_VAULT]),
  ...list("java kt kts scala sc groovy gradle clj", [JVM, CODE_VAULT]),
  ...list("cs fs vb cshtml razor", [code(DOTNET_HINTS, findInDotnet), CODE_VAULT]),
  ...list("rb rake ru erb cr", [other("ruby"), CODE_VAULT]),
  ...list("php phtml", [other("php")]),
  ...list("rs", [other("rust")]),
  ...list("ex exs eex heex", [other("elixir")]),
  ...list("swift", [other("swift")]),
  ...list("dart", [other("dart")]),
  ...list("c h cc cpp cxx hpp hh m mm zig d", [other("c")]),
  ...list("pl pm", [other("perl")]),
  ...list("lua r jl hs ml nim erl v nix", [other("functional")]),
  ...list("sh bash zsh ksh fish", [SHELL, VAULT]),
  ...list("ps1 psm1 psd1", [code(["nv:", "EnvironmentVariable"], findInPowershell)]),
  ...list("mk", [code(["$(", "${", "?=", "def", "export"], findInMakefile)]),
  ...list("tf tofu", [{ kind: "terraform", hints: [], find: findInTerraform }, VAULT]),
  ...list("tfvars", [{ kind: "terraform", hints: [], find: findInTfvars }, VAULT]),
  ...list("yml yaml", YAML),
  ...list("tpl hcl ctmpl tmpl", [HELM, PLACEHOLDERS, VAULT]),
  ...list("json jsonc", [PLATFORM_JSON, SOPS_JSON, VAULT]),
  ...list("properties conf cfg ini toml xml config", [PLACEHOLDERS, VAULT]),
]);

/** By the whole path, in lower case; the first that matches replaces the extension's finders. */
const BY_PATH: readonly (readonly [RegExp, readonly FileFinder[]])[] = [
  [
    /(?:^|\/)\.github\/(?:workflows\/[^/]+|actions\/.+)\.ya?ml$|(?:^|\/)action\.ya?ml$/,
    [{ kind: "ci", hints: [], find: findInGithubActions }, VAULT],
  ],
  [/(?:^|\/)\.gitlab-ci\.ya?ml$|(?:^|\/)\.gitlab\/.+\.ya?ml$|(?:^|\/)[^/]*gitlab-ci\.ya?ml$/, [CI, VAULT]],
  [
    /(?:^|\/)(?:\.circleci\/[^/]+|azure-pipelines[^/]*|bitbucket-pipelines|\.drone|\.travis|\.woodpecker(?:\/[^/]+)?|\.buildkite\/[^/]+|cloudbuild[^/]*|appveyor|\.azure(?:-pipelines|devops)\/.+)\.ya?ml$/,
    [CI, VAULT],
  ],
  [
    /(?:^|\/)jenkinsfile[^/]*$|\.jenkinsfile$/,
    [{ kind: "ci", hints: ["redentials", "env.", "envVar"], find: findInJenkinsfile }, VAULT],
  ],
  [/(?:^|\/)(?:docker-)?compose[^/]*\.ya?ml$/, [{ kind: "compose", hints: [], find: findInCompose }, VAULT]],
  [
    /(?:^|\/)(?:dockerfile|containerfile)[^/]*$|\.(?:dockerfile|containerfile)$/,
    [{ kind: "dockerfile", hints: [], find: findInDockerfile }],
  ],
  [/(?:^|\/)\.env\.vault$/, [{ kind: "vault-reference", hints: [], find: findInDotenvVault }]],
  [/(?:^|\/)(?:application|bootstrap)[^/]*\.ya?ml$/, [{ kind: "app-config", hints: [], find: findInSpringYaml }, ...YAML]],
  [
    /(?:^|\/)(?:(?:application|bootstrap)[^/]*|microprofile-config)\.properties$/,
    [{ kind: "app-config", hints: [], find: findInProperties }, PLACEHOLDERS, VAULT],
  ],
  [
    /(?:^|\/)(?:(?:[^/]*\.)?env(?:\.[^/]*)?\.(?:example|sample|template|tmpl|tpl|dist|defaults?|schema)|\.env[-_](?:example|sample|template)|(?:example|sample|template)\.env|dotenv\.(?:example|sample))(?:\.[^/]*)?$/,
    [{ kind: "dotenv-example", hints: [], find: findInDotenvExample }],
  ],
  [/(?:^|\/)(?:\.env(?:rc)?(?:\.[^/]*)?|[^/]+\.env)$/, [{ kind: "dotenv", hints: [], find: findInDotenv }]],
  [/(?:^|\/)values[^/]*\.ya?ml$/, [{ kind: "kubernetes", hints: [], find: findInHelmValues }, PLACEHOLDERS, VAULT]],
  [/(?:^|\/)appsettings[^/]*\.json$|(?:^|\/)secrets\.json$/, [{ kind: "app-config", hints: [], find: findInAppsettings }]],
  [
    /(?:^|\/)(?:netlify|fly|wrangler|railway|\.?mise)[^/]*\.toml$/,
    [{ kind: "cloud-config", hints: [], find: findInPlatformToml }, PLACEHOLDERS],
  ],
  [/(?:^|\/)(?:gnu)?makefile[^/]*$|(?:^|\/)justfile$/, [code(["$(", "${", "$$", "?=", "def", "export"], findInMakefile)]],
  [/(?:^|\/)(?:rakefile|gemfile|vagrantfile|fastfile|capfile)$/, [other("ruby")]],
  [/(?:^|\/)\.(?:bashrc|zshrc|profile|bash_profile)$|(?:^|\/)\.husky\/[^/.]+$/, [SHELL]],
  [/(?:^|\/)caddyfile$|\.template$|(?:^|\/)\.npmrc$|(?:^|\/)\.yarnrc(?:\.yml)?$/, [PLACEHOLDERS, VAULT]],
];

function list(extensions: string, finders: readonly FileFinder[]): [string, readonly FileFinder[]][] {
  return extensions.split(" ").map((extension) => [extension, finders]);
}

/** Names that only the tests of `BY_PATH` know; a quick look at these spares the patterns for most paths. */
const SPECIAL =
  /\.ya?ml$|\.json$|\.toml$|\.properties$|env|docker|container|jenkins|make|justfile|file$|rc$|\.husky|\.template$|\.npmrc|profile$/;

/** What is made into a file of the name before: `app.yaml.hbs`, `.env.j2`. */
const TEMPLATE = /(?<=.)\.(?:hbs|ejs|j2|jinja2?|erb|mustache|njk|tpl|tmpl)$/;

/** The finders for a path; empty for files that can hold no reference. */
export function findersFor(path: string): readonly FileFinder[] {
  const lower = path.toLowerCase();
  if (SPECIAL.test(lower)) {
    const special = BY_PATH.find(([pattern]) => pattern.test(lower));
    if (special) return special[1];
  }
  const name = lower.slice(lower.lastIndexOf("/") + 1);
  const dot = name.lastIndexOf(".");
  const own = (dot < 0 ? undefined : BY_EXTENSION.get(name.slice(dot + 1))) ?? [];
  return TEMPLATE.test(name) ? [...findersFor(lower.replace(TEMPLATE, "")), ...own] : own;
}
